"""Thoughts between tags, paired, never closed, or closed without an opening.

A tag counts where a model writes it: at the start or the end of a line, outside code. In the midst of a sentence it is
what the article talks about, and becomes inline code, since as it stands no page would show it.
"""

from __future__ import annotations

import re

from proofpress.authority import Kind
from proofpress.evidence.prose import Prose, prose
from proofpress.evidence.speech import about_the_task, is_thought
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.quoting import Quoting
from proofpress.repairs.thinking.removing import remove
from proofpress.repairs.thinking.tags import TAG, Tag, find
from proofpress.source import Source

_HEADING = regex(r" {0,3}#{1,6}[ \t]*\S")
_RULE = regex(r" {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$")


def without_tagged(source: Source, ledger: Ledger) -> Source:
    """Without what stands between the tags of a thought, or before or behind one that has no partner."""
    if not TAG.search(source.text):
        return source
    lines = lines_of(source)
    tags = find(lines)
    within = {
        place for index in range(len(tags)) if _in_a_sentence(source, tags, index) for place in (index, index + 1)
    }
    topic = sum(not tag.edge and not tag.hidden and index not in within for index, tag in enumerate(tags)) > 1
    changes: list[Change] = []
    opened: Tag | None = None
    at = 0
    for index, tag in enumerate(tags):
        if tag.start < at or (tag.hidden and opened is None):
            continue
        if tag.opens:
            if opened is not None and tag.edge and not tag.hidden:
                if outer := _outer_close(lines, tags, index):
                    at = _paired(source, lines, opened, outer, ledger, changes)
                    opened = None
                    continue
                at = _unclosed(source, lines, opened, tag.start, ledger, changes)
                opened = tag
            elif opened is None and (tag.edge or index in within):
                opened = tag
            elif opened is None and tag.raw:
                changes.append(_shown(source, tag, ledger))
        elif opened is not None and (not tag.hidden or tag.edge):
            if (topic or _is_announced(lines, opened)) and _is_example(source, opened, tag):
                changes.extend(_example(source, opened, tag, ledger))
                at = tag.end
            else:
                at = _paired(source, lines, opened, tag, ledger, changes)
            opened = None
        elif tag.edge and not tag.hidden:
            at = _orphan(source, lines, tag, at, ledger, changes)
        elif not tag.hidden and tag.raw:
            changes.append(_shown(source, tag, ledger))
    if opened is not None:
        _unclosed(source, lines, opened, len(source.text), ledger, changes)
    return rewrite(source, changes)


def _outer_close(lines: Lines, tags: list[Tag], inner: int) -> Tag | None:
    """The tag that closes what was open when another one opened: the tags between them pair,
    and no heading stands there."""
    depth = 1
    for tag in tags[inner : inner + 40]:
        if tag.hidden:
            continue
        depth += 1 if tag.opens else -1
        if depth == 0:
            between = range(tags[inner].line, tag.line)
            return None if any(_HEADING.match(lines[number]) for number in between) else tag
    return None


def _in_a_sentence(source: Source, tags: list[Tag], index: int) -> bool:
    """Whether a pair in the midst of a line holds words about the task, as no sentence about tags does."""
    opened, close = tags[index], tags[index + 1] if index + 1 < len(tags) else None
    if lines_of(source).quoted[opened.line] is not Quoting.NONE:
        return False
    if close is None or close.opens or close.line != opened.line or close.hidden:
        return False
    return is_thought(source.text[opened.end : close.start])


def _is_announced(lines: Lines, opened: Tag) -> bool:
    """Whether a sentence right above a tag says that something follows."""
    above = opened.line - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    said = lines[above].strip(" \t*_") if above >= 0 else ""
    return said.endswith((":", "：")) and prose(said) > Prose.NONE


def _is_example(source: Source, opened: Tag, close: Tag) -> bool:
    """A pair on lines of its own, in an article about such tags, whose thought is about something else than the
    writing."""
    thought = source.text[opened.end : close.start]
    return (
        opened.raw
        and opened.line < close.line
        and bool(source.text[: opened.start].strip())
        and bool(thought.strip())
        and not about_the_task(thought)
    )


def _example(source: Source, opened: Tag, close: Tag, ledger: Ledger) -> tuple[Change, Change]:
    ledger.repaired(
        source.span(opened.start, close.end),
        "an example of a thought becomes a code block",
        "思考标签的示例改为代码块",
        text="",
    )
    return Change(opened.start, opened.start, "\n```text\n"), Change(close.end, close.end, "\n```\n")


def _paired(source: Source, lines: Lines, opened: Tag, close: Tag, ledger: Ledger, changes: list[Change]) -> int:
    """Remove what stands between two tags, unless it is all there is of the article."""
    after = source.text[close.end :].strip()
    inner = source.text[opened.end : close.start]
    headings = sum(bool(_HEADING.match(lines[n])) for n in range(opened.line, close.line) if not lines.code[n])
    if headings >= 3 and len(after) < 0.2 * len(inner) and not _HEADING.search(after):
        ledger.doubted(
            source.span(opened.start, opened.end),
            "the article itself stands between think tags",
            "正文写在了思考标签之内",
        )
        _drop(source, opened, ledger, changes)
        _drop(source, close, ledger, changes)
        return close.end
    remove(source, opened.start, close.end, ledger, changes)
    return close.end


def _unclosed(source: Source, lines: Lines, opened: Tag, limit: int, ledger: Ledger, changes: list[Change]) -> int:
    """Remove thoughts that never end up to where the article begins: its first heading,
    or what no longer speaks of the task."""
    stop = lines.line_of(limit - 1) if limit else 0
    first = source.text[opened.end : lines.end(opened.line)].strip()
    head = next((n for n in range(opened.line + 1, stop + 1) if _begins_text(lines, n)), None)
    end = lines.starts[head] if head is not None and lines.starts[head] <= limit else limit
    thought = source.text[opened.end : end]
    whole = limit - opened.end
    if head is not None and (about_the_task(thought) or len(thought) < 0.3 * whole):
        remove(source, opened.start, end, ledger, changes)
        return end
    at = opened.end
    for start, text in _paragraphs(source.text, opened.end, end):
        if not about_the_task(text):
            break
        at = start + len(text)
    if at > opened.end:
        remove(source, opened.start, at, ledger, changes)
        return at
    _drop(source, opened, ledger, changes)
    if first or head is None:
        ledger.doubted(
            source.span(opened.start, opened.end),
            "a think tag that is never closed: what follows may be thoughts",
            "思考标签没有结束，后文可能是思考过程",
        )
    return opened.end


def _begins_text(lines: Lines, number: int) -> bool:
    return not lines.code[number] and bool(_HEADING.match(lines[number]) or _RULE.match(lines[number]))


def _orphan(source: Source, lines: Lines, tag: Tag, since: int, ledger: Ledger, changes: list[Change]) -> int:
    """A close without its opening: the thoughts before it go if they are nothing else, otherwise the tag alone."""
    before = source.text[since : tag.start]
    headings = any(_HEADING.match(line) for line in before.split("\n"))
    if before.strip() and not headings and about_the_task(before):
        remove(source, since, tag.end, ledger, changes)
    else:
        _drop(source, tag, ledger, changes)
    return tag.end


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(start + m.start(), m[0]) for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text[start:end])]


def _drop(source: Source, tag: Tag, ledger: Ledger, changes: list[Change]) -> None:
    span = source.span(tag.start, tag.end)
    if ledger.judged(Kind.CONTROL, span, "a think tag without its partner", "不成对的思考标签"):
        changes.append(Change(tag.start, tag.end, "\n\n"))


def _shown(source: Source, tag: Tag, ledger: Ledger) -> Change:
    ledger.repaired(
        source.span(tag.start, tag.end), "a tag that is spoken of becomes inline code", "文中提到的标签改为行内代码"
    )
    return Change(tag.start, tag.end, f"`{source.text[tag.start : tag.end]}`")

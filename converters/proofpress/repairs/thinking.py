"""What a reasoning model thought before it wrote: `<think>…</think>`, paired, never closed, or closed without an opening.

A tag counts where a model writes it: at the start or the end of a line, outside code. In the midst of a sentence it is what
the article talks about, and becomes inline code, since as it stands no page would show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, code_spans, inside, rewrite
from proofpress.repairs.voice import about_the_task
from proofpress.source import Source

_TAG = re.compile(r"</?(?:think|thinking|reasoning|thought|reflection|scratchpad|antthinking)>", re.I)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*\S")
_RULE = re.compile(r" {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    opens: bool
    line: int
    edge: bool
    """Whether it stands where a model writes it."""
    hidden: bool
    """Whether it stands in inline code or in a code block."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without thoughts; tags that are its topic become inline code."""
    if "<" not in source.text or not _TAG.search(source.text):
        return source
    lines = Lines(source)
    tags = _tags(lines)
    changes: list[Change] = []
    opened: _Tag | None = None
    at = 0
    for tag in tags:
        if tag.start < at or (tag.hidden and opened is None):
            continue
        if tag.opens:
            if opened is not None and tag.edge and not tag.hidden:
                at = _unclosed(source, lines, opened, tag.start, ledger, changes)
                opened = tag
            elif opened is None and tag.edge:
                opened = tag
            elif opened is None:
                changes.append(_shown(source, tag, ledger))
        elif opened is not None and (not tag.hidden or tag.edge):
            at = _paired(source, lines, opened, tag, ledger, changes)
            opened = None
        elif tag.edge and not tag.hidden:
            at = _orphan(source, lines, tag, at, ledger, changes)
        elif not tag.hidden:
            changes.append(_shown(source, tag, ledger))
    if opened is not None:
        _unclosed(source, lines, opened, len(source.text), ledger, changes)
    return rewrite(source, changes)


def _tags(lines: Lines) -> list[_Tag]:
    found: list[_Tag] = []
    for number, line in enumerate(lines.all):
        if "<" not in line:
            continue
        spans = code_spans(line)
        for match in _TAG.finditer(line):
            before, after = line[: match.start()].strip(" \t>"), line[match.end() :].strip()
            opens = not match[0].startswith("</")
            # A tag pair in one line of prose has text on both sides.
            edge = not before or (not after and not opens) or (not after and before.endswith((".", "。", "!", "！", ":", "：")))
            hidden = lines.code[number] or inside(spans, match.start())
            start = lines.starts[number]
            found.append(_Tag(start + match.start(), start + match.end(), opens, number, edge, hidden))
    return found


def _paired(source: Source, lines: Lines, opened: _Tag, close: _Tag, ledger: Ledger, changes: list[Change]) -> int:
    """Remove what stands between two tags, unless it is all there is of the article."""
    after = source.text[close.end :].strip()
    inner = source.text[opened.end : close.start]
    headings = sum(bool(_HEADING.match(lines[n])) for n in range(opened.line, close.line) if not lines.code[n])
    if headings >= 3 and len(after) < 0.2 * len(inner) and not _HEADING.search(after):
        ledger.doubted(source.span(opened.start, opened.end), "the article itself stands between think tags", "正文写在了思考标签之内")
        _drop(source, opened, ledger, changes)
        _drop(source, close, ledger, changes)
        return close.end
    _remove(source, opened.start, close.end, ledger, changes)
    return close.end


def _unclosed(source: Source, lines: Lines, opened: _Tag, limit: int, ledger: Ledger, changes: list[Change]) -> int:
    """Remove thoughts that never end up to where the article begins: its first heading, or what no longer speaks of the task."""
    stop = lines.line_of(limit - 1) if limit else 0
    first = source.text[opened.end : lines.end(opened.line)].strip()
    head = next((n for n in range(opened.line + 1, stop + 1) if _begins_text(lines, n)), None)
    end = lines.starts[head] if head is not None and lines.starts[head] <= limit else limit
    thought = source.text[opened.end : end]
    whole = limit - opened.end
    if head is not None and (about_the_task(thought) or len(thought) < 0.3 * whole):
        _remove(source, opened.start, end, ledger, changes)
        return end
    at = opened.end
    for start, text in _paragraphs(source.text, opened.end, end):
        if not about_the_task(text):
            break
        at = start + len(text)
    if at > opened.end:
        _remove(source, opened.start, at, ledger, changes)
        return at
    _drop(source, opened, ledger, changes)
    if first or head is None:
        ledger.doubted(source.span(opened.start, opened.end), "a think tag that is never closed: what follows may be thoughts", "思考标签没有结束，后文可能是思考过程")
    return opened.end


def _begins_text(lines: Lines, number: int) -> bool:
    return not lines.code[number] and bool(_HEADING.match(lines[number]) or _RULE.match(lines[number]) or lines[number].startswith("对话结束"))


def _orphan(source: Source, lines: Lines, tag: _Tag, since: int, ledger: Ledger, changes: list[Change]) -> int:
    """A close without its opening: the thoughts before it go if they are nothing else, otherwise the tag alone."""
    before = source.text[since : tag.start]
    headings = any(_HEADING.match(line) for line in before.split("\n"))
    if before.strip() and not headings and about_the_task(before):
        _remove(source, since, tag.end, ledger, changes)
    else:
        _drop(source, tag, ledger, changes)
    return tag.end


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(start + m.start(), m[0]) for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text[start:end])]


def _remove(source: Source, start: int, end: int, ledger: Ledger, changes: list[Change]) -> None:
    ledger.removed(source.span(start, end), "a language model's thoughts", "语言模型的思考过程")
    changes.append(Change(start, end, "\n\n"))


def _drop(source: Source, tag: _Tag, ledger: Ledger, changes: list[Change]) -> None:
    ledger.removed(source.span(tag.start, tag.end), "a think tag without its partner", "不成对的思考标签")
    changes.append(Change(tag.start, tag.end, "\n\n"))


def _shown(source: Source, tag: _Tag, ledger: Ledger) -> Change:
    ledger.repaired(source.span(tag.start, tag.end), "a tag that is spoken of becomes inline code", "文中提到的标签改为行内代码")
    return Change(tag.start, tag.end, f"`{source.text[tag.start : tag.end]}`")

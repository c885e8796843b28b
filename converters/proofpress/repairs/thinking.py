"""What a reasoning model thought before it wrote: `<think>…</think>`, paired, never closed,
or closed without an opening.

A tag counts where a model writes it: at the start or the end of a line, outside code. In the midst of a sentence it is
what the article talks about, and becomes inline code, since as it stands no page would show it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.authority import Kind
from proofpress.evidence.speech import about_the_task, is_thought
from proofpress.finding import Severity
from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.repairs.quoting import Quoting
from proofpress.source import Source
from proofpress.words import chat

_NAME = (
    r"(?:\w{1,12}:)?(?:think|thinking|reasoning|thoughts?|reflection|scratchpad|antthinking|(?-i:[a-z]{2,8}Thinking))"
)
_TAG = re.compile(
    rf"(?P<raw><)(?P<close>/?){_NAME}(?:\s[^<>\n]{{0,80}})?>|(?:&lt;|◁)(?P<shut>/?){_NAME}(?:&gt;|▷)", re.I
)
_DETAILS = re.compile(r"<details\b(?P<attributes>[^<>]{0,300})>\s*<summary[^<>]{0,80}>(?P<label>[^<>]{0,80})</summary>")
_REASONING = re.compile(r"""\btype=["']?reasoning\b""")
_TOOLS = re.compile(r"""\btype=["']?(?:tool_calls?|code_interpreter|tool_use|function_call)\b""")
_TIME = re.compile(r"\d")
_CALLOUT = re.compile(r"^[ \t>]*(?:\[![\w-]{1,20}\][-+]?)?")
"""What stands before the words of a quoted line: its sign, and the kind of a callout."""
_SPOKEN = tuple(f"**{name}**" for name in chat.NAMES["machine"].values())
"""The names of a turn's speaker, as a transcript has them."""
_NEAR = 300
_SHORT = 40
_ENDS = (".", "。", "!", "！", "?", "？", "…")
_CHANNEL = re.compile(r"(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)\b[^<\n]{0,80}<\|message\|>")
_CHANNEL_END = re.compile(r"<\|(?:end|call)\|>|(?=<\|start\|>)")
_WRAPPER = re.compile(r"[ \t]*<(?P<close>/?)(?:answer|final|final_answer|response)>[ \t]*$", re.I)
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
    raw: bool
    """Whether it is a tag to a browser, which would not show it."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without thoughts; tags that are its topic become inline code."""
    source = _labelled(source, ledger)
    if "<" not in source.text and "&lt;" not in source.text and "◁" not in source.text:
        return source
    return _answers(_tagged(_channels(_folded(source, ledger), ledger), ledger), ledger)


def _folded(source: Source, ledger: Ledger) -> Source:
    """Without what is folded away as a model's reasoning, by its type, by how long it took, or by where it stands:
    before all else in a machine's turn."""
    if "<details" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for found in _DETAILS.finditer(source.text):
        label = found["label"].strip()
        certain = (
            _REASONING.search(found["attributes"])
            or chat.THOUGHT.regex.match(label)
            and (
                _TIME.search(label) or chat.THINKING.regex.match(label) or _begins_a_turn(source, found.start(), ledger)
            )
        )
        end = source.text.find("</details>", found.end())
        if _TOOLS.search(found["attributes"]) and end > 0 and not lines.shown[lines.line_of(found.start())]:
            after = end + len("</details>")
            changes.append(Change(found.start(), after, ""))
            ledger.removed(source.span(found.start(), after), "the call of a tool", "工具调用")
            continue
        if certain and end > 0 and not lines.shown[lines.line_of(found.start())]:
            _remove(source, found.start(), end + len("</details>"), ledger, changes)
    return rewrite(source, changes)


def _labelled(source: Source, ledger: Ledger) -> Source:
    """Without the quotation above all else in a machine's turn that its label calls a thought, and without such a label
    alone that says how long it took."""
    lines = lines_of(source)
    named = any(name in source.text for name in _SPOKEN)
    begun = [number + 1 for number, line in enumerate(lines.all) if line.rstrip() in _SPOKEN] if named else []
    if not begun and ledger.said("transcript", Severity.REMOVAL):
        begun = [0]
    changes: list[Change] = []
    for number in begun:
        while number < len(lines) and not lines[number].strip():
            number += 1
        last = number
        while last < len(lines) and lines[last].lstrip().startswith(">"):
            last += 1
        said = [words for line in lines.all[number:last] if (words := _CALLOUT.sub("", line).strip())]
        if said and (chat.THOUGHT.regex.match(said[0]) and (said[1:] or _TIME.search(said[0])) or _took_time(said[-1])):
            _remove(source, lines.starts[number], lines.end(last - 1), ledger, changes)
        elif not said and number < len(lines) and _took_time(lines[number]):
            _remove(source, lines.starts[number], lines.end(number), ledger, changes)
    return rewrite(source, changes)


def _took_time(line: str) -> bool:
    """Whether a line is the label of a thought and says how long it took."""
    return chat.THOUGHT.regex.match(line) is not None and _TIME.search(line) is not None


def _begins_a_turn(source: Source, at: int, ledger: Ledger) -> bool:
    """Whether a place stands before all else in a machine's turn."""
    text = source.text[max(at - _NEAR, 0) : at].rstrip()
    if text.endswith(">") and (box := text.rfind("<div")) >= 0 and "<" not in text[box + 1 :]:
        text = text[:box].rstrip()
    return text.endswith(_SPOKEN) or not text and at < _NEAR and ledger.said("transcript", Severity.REMOVAL)


def _channels(source: Source, ledger: Ledger) -> Source:
    """Without the messages of a model that do not stand in its final channel."""
    if "<|channel|>" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    at = 0
    while found := _CHANNEL.search(source.text, at):
        end = _CHANNEL_END.search(source.text, found.end())
        at = found.end()
        if end is not None and not lines.shown[lines.line_of(found.start())]:
            at = end.end()
            _remove(source, found.start(), at, ledger, changes)
        elif end is None:
            break
    return rewrite(source, changes)


def _answers(source: Source, ledger: Ledger) -> Source:
    """Without the tags around the whole answer, each on a line of its own."""
    lines = lines_of(source)
    changes: list[Change] = []
    numbers = [number for number, line in enumerate(lines.all) if line.strip()]
    for place, closes in ((numbers[:1], ""), (numbers[-1:], "/")):
        for number in place:
            found = _WRAPPER.match(lines[number]) if "<" in lines[number] else None
            if found and found["close"] == closes and not lines.code[number] and (changes or closes == ""):
                start, end = lines.whole(number, number)
                span = source.span(start, end)
                if ledger.judged(Kind.CONTROL, span, "a tag around a language model's answer", "包住模型回答的标签"):
                    changes.append(Change(start, end, "\n"))
    return rewrite(source, changes)


def _tagged(source: Source, ledger: Ledger) -> Source:
    if not _TAG.search(source.text):
        return source
    lines = lines_of(source)
    tags = _tags(lines)
    within = {
        place for index in range(len(tags)) if _in_a_sentence(source, tags, index) for place in (index, index + 1)
    }
    topic = sum(not tag.edge and not tag.hidden and index not in within for index, tag in enumerate(tags)) > 1
    changes: list[Change] = []
    opened: _Tag | None = None
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
            if topic and _is_example(source, opened, tag):
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


def _outer_close(lines: Lines, tags: list[_Tag], inner: int) -> _Tag | None:
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


def _in_a_sentence(source: Source, tags: list[_Tag], index: int) -> bool:
    """Whether a pair in the midst of a line holds words about the task, as no sentence about tags does."""
    opened, close = tags[index], tags[index + 1] if index + 1 < len(tags) else None
    if lines_of(source).quoted[opened.line] is not Quoting.NONE:
        return False
    if close is None or close.opens or close.line != opened.line or close.hidden:
        return False
    return is_thought(source.text[opened.end : close.start])


def _is_example(source: Source, opened: _Tag, close: _Tag) -> bool:
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


def _example(source: Source, opened: _Tag, close: _Tag, ledger: Ledger) -> tuple[Change, Change]:
    ledger.repaired(
        source.span(opened.start, close.end),
        "an example of a thought becomes a code block",
        "思考标签的示例改为代码块",
        text="",
    )
    return Change(opened.start, opened.start, "\n```text\n"), Change(close.end, close.end, "\n```\n")


def _tags(lines: Lines) -> list[_Tag]:
    found: list[_Tag] = []
    for number, line in enumerate(lines.all):
        matches = list(_TAG.finditer(line)) if "<" in line or "&lt;" in line or "◁" in line else []
        if not matches:
            continue
        spans = code_spans(line)
        ends = [0, *(match.end() for match in matches)]
        gaps = [
            line[start:end].strip(" \t>")
            for start, end in zip(ends, [*(match.start() for match in matches), len(line)], strict=True)
        ]
        last = max((index for index, gap in enumerate(gaps) if gap), default=-1)
        before = ""
        for index, match in enumerate(matches):
            before = gaps[index] or before
            opens, raw = not (match["close"] or match["shut"]), bool(match["raw"])
            after = index < last
            # A tag pair in one line of prose has text on both sides.
            edge = (
                not before
                or (not after and not opens)
                or (not after and before.endswith((".", "。", "!", "！", ":", "：")))
            )
            if not raw:
                edge = not before and not after
            edge = edge and lines.quoted[number] is Quoting.NONE
            if edge and opens and after and index + 1 < len(matches):
                between = line[match.end() : matches[index + 1].start()]
                edge = not _is_mention(between) or not any(map(str.strip, lines.all[:number]))
            hidden = lines.shown[number] or inside(spans, match.start())
            start = lines.starts[number]
            found.append(_Tag(start + match.start(), start + match.end(), opens, number, edge, hidden, raw))
    return found


def _is_mention(between: str) -> bool:
    """Whether what stands between two tags, with a text before and behind them, is no thought: a word or two, apart
    from the tags, that no sentence ends and that say nothing of the task."""
    said = between.strip()
    apart = between[:1].isspace() and between[-1:].isspace()
    return apart and len(said) < _SHORT and not said.endswith(_ENDS) and not is_thought(said)


def _paired(source: Source, lines: Lines, opened: _Tag, close: _Tag, ledger: Ledger, changes: list[Change]) -> int:
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
    _remove(source, opened.start, close.end, ledger, changes)
    return close.end


def _unclosed(source: Source, lines: Lines, opened: _Tag, limit: int, ledger: Ledger, changes: list[Change]) -> int:
    """Remove thoughts that never end up to where the article begins: its first heading,
    or what no longer speaks of the task."""
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
        ledger.doubted(
            source.span(opened.start, opened.end),
            "a think tag that is never closed: what follows may be thoughts",
            "思考标签没有结束，后文可能是思考过程",
        )
    return opened.end


def _begins_text(lines: Lines, number: int) -> bool:
    return not lines.code[number] and bool(
        _HEADING.match(lines[number]) or _RULE.match(lines[number]) or lines[number].startswith("对话结束")
    )


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
    if not ledger.judged(Kind.CONTROL, source.span(start, end), "a language model's thoughts", "语言模型的思考过程"):
        return
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    changes.append(Change(start, end, "" if before.strip() and source.text[end : end + 1].strip() else "\n\n"))


def _drop(source: Source, tag: _Tag, ledger: Ledger, changes: list[Change]) -> None:
    span = source.span(tag.start, tag.end)
    if ledger.judged(Kind.CONTROL, span, "a think tag without its partner", "不成对的思考标签"):
        changes.append(Change(tag.start, tag.end, "\n\n"))


def _shown(source: Source, tag: _Tag, ledger: Ledger) -> Change:
    ledger.repaired(
        source.span(tag.start, tag.end), "a tag that is spoken of becomes inline code", "文中提到的标签改为行内代码"
    )
    return Change(tag.start, tag.end, f"`{source.text[tag.start : tag.end]}`")

"""Thoughts that a product folds away or quotes, known by their label."""

from __future__ import annotations

import re

from proofpress.finding import Severity
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.thinking.removing import remove
from proofpress.source import Source
from proofpress.words import chat

_DETAILS = regex(r"<details\b(?P<attributes>[^<>]{0,300})>\s*<summary[^<>]{0,80}>(?P<label>[^<>]{0,80})</summary>")
_REASONING = regex(r"""\btype=["']?reasoning\b""")
_TOOLS = regex(r"""\btype=["']?(?:tool_calls?|code_interpreter|tool_use|function_call)\b""")
_TIME = regex(r"\d")
_SECONDS = regex(r"\d\s*(?:s\b|sec|min|秒|分)", re.I)
_CALLOUT = regex(r"^[ \t>]*(?:\[![\w-]{1,20}\][-+]?)?")
"""What stands before the words of a quoted line: its sign, and the kind of a callout."""
_LABELLED = regex(r"\*\*(?P<label>(?!思考[:：*])[^*\n:：]{2,24})(?:[:：]\*\*|\*\*[:：])[ \t]*\S")
"""A label in bold before the words of a thought; a bare 思考 is what an author asks readers to do."""
_SPOKEN = tuple(f"**{name}**" for name in chat.NAMES["machine"].values())
"""The names of a turn's speaker, as a transcript has them."""
_NEAR = 300


def without_folded(source: Source, ledger: Ledger) -> Source:
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
            remove(source, found.start(), end + len("</details>"), ledger, changes)
    return rewrite(source, changes)


def without_labelled(source: Source, ledger: Ledger) -> Source:
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
        labelled = said and _LABELLED.match(said[0])
        if said and (
            chat.THOUGHT.regex.match(labelled["label"] if labelled else said[0])
            and (labelled or said[1:] or _TIME.search(said[0]))
            or _took_time(said[-1])
        ):
            remove(source, lines.starts[number], lines.end(last - 1), ledger, changes)
            _without_search(source, lines, last, ledger, changes)
        elif not said and number < len(lines) and _took_time(lines[number]):
            remove(source, lines.starts[number], lines.end(number), ledger, changes)
            _without_search(source, lines, number + 1, ledger, changes)
        elif not said:
            _without_search(source, lines, number, ledger, changes)
    if not begun:
        _keep_apart(source, lines, ledger, changes)
    return rewrite(source, changes)


def _keep_apart(source: Source, lines: Lines, ledger: Ledger, changes: list[Change]) -> None:
    """Part the lines right below the label of a thought, where nobody's turns are known: they may be the thought, or
    the answer already. How many pages were read, said right behind them, goes."""
    for number, line in lines.prose():
        if not _took_time(line) or not _SECONDS.search(line) or number > 0 and lines[number - 1].strip():
            continue
        last = number
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        if last > number:
            ledger.doubted(
                source.span(lines.starts[number + 1], lines.end(last)),
                "what stands below the label of a language model's thoughts may be thoughts",
                "语言模型思考标签下的文字可能是思考过程",
            )
            changes.extend(Change(end, end, "\n") for end in map(lines.end, range(number, last)))
        _without_search(source, lines, last + 1, ledger, changes)


def _without_search(source: Source, lines: Lines, number: int, ledger: Ledger, changes: list[Change]) -> None:
    """Without the next line where it says, alone, how many pages were read."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number == len(lines) or not chat.SEARCHED.regex.match(lines[number]):
        return
    if number + 1 == len(lines) or not lines[number + 1].strip():
        start, end = lines.starts[number], lines.end(number)
        ledger.removed(source.span(start, end), *SEARCHED)
        changes.append(Change(start, end, ""))


SEARCHED = "how many pages a language model read", "语言模型阅读的网页数"


def _took_time(line: str) -> bool:
    """Whether a line is the label of a thought and says how long it took."""
    return chat.THOUGHT.regex.match(line) is not None and _TIME.search(line) is not None


def _begins_a_turn(source: Source, at: int, ledger: Ledger) -> bool:
    """Whether a place stands before all else in a machine's turn."""
    text = source.text[max(at - _NEAR, 0) : at].rstrip()
    if text.endswith(">") and (box := text.rfind("<div")) >= 0 and "<" not in text[box + 1 :]:
        text = text[:box].rstrip()
    return text.endswith(_SPOKEN) or not text and at < _NEAR and ledger.said("transcript", Severity.REMOVAL)

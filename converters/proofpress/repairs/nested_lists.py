"""What stands below an item to the eye, and to CommonMark is no part of it; it moves to where it looks to stand.

`1. ` holds what is indented by three columns: a list or a formula that is indented by two tears the numbered one.
`100. ` holds what is indented by five, and so does `-    `, while authors count by four, as Python-Markdown does.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown.signs import DISPLAY, OPEN_BRACKET
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_ITEM = regex(r"(?P<indent> *)(?:(?P<number>\d{1,9})[.)]|[-*+]) {1,4}(?=\S)")
_INNER = regex(rf" *(?:(?:[-*+]|1[.)]) +\S|{DISPLAY}|{OPEN_BRACKET})")
"""The line on which a list or a displayed formula begins."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what is below an item as deep as the item's text."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        found = _ITEM.match(line)
        if found is None or not lines.text_lines[number]:
            continue
        column, content = len(found["indent"]), found.end()
        fours = column // 4 * 4 + 4
        if content <= fours and not found["number"]:
            continue
        first, last = number + 1, _last(lines, number, column)
        held = [at for at in range(first, last + 1) if lines[at].strip()]
        least = min((_indent(lines[at]) for at in held if not (lines.code[at] and lines.code[at - 1])), default=0)
        if least >= content or not (
            fours <= least or column + 2 <= least and found["number"] and _holds_blocks(lines, held)
        ):
            continue
        changes += [Change(lines.starts[at], lines.starts[at], " " * (content - least)) for at in held]
        ledger.repaired(
            source.span(lines.starts[first], lines.end(last)),
            "what is indented below an item, and not as far as the item's text",
            "列表项下的内容缩进不足，不属于该列表项",
        )
    return rewrite(source, changes)


def _holds_blocks(lines: Lines, held: list[int]) -> bool:
    """Whether a list or a formula begins on one of the lines."""
    return any(_INNER.match(lines[at]) for at in held if lines.text_lines[at])


def _last(lines: Lines, item: int, column: int) -> int:
    """The last line that is indented deeper than the number, blank lines between such and fenced code included."""
    last = at = item
    while at + 1 < len(lines):
        at += 1
        line = lines[at]
        if not line.strip():
            if at - last > 2:
                break
            continue
        if _indent(line) <= column and not (lines.code[at] and lines.code[at - 1]):
            break
        last = at
    return last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

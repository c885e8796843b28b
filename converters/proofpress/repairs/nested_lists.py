"""What stands below a number, indented by two or three spaces: below it to the eye, and to CommonMark no part of it.

`1. ` holds what is indented by three columns. What is indented by less, and by more than the number itself, begins a
list of its own that tears the numbered one; it moves to where it looks to stand.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_NUMBER = re.compile(r"(?P<indent> *)(?P<mark>(?P<number>\d{1,4})[.)]) {1,3}(?=\S)")
_INNER = re.compile(r" *(?:[-*+]|1[.)]) +\S")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with lists below a number as deep as the number's text."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        found = _NUMBER.match(line)
        if found is None or not lines.text_lines[number]:
            continue
        column, content = len(found["indent"]), found.end()
        first, last = number + 1, _last(lines, number, column)
        held = [at for at in range(first, last + 1) if lines[at].strip()]
        least = min((_indent(lines[at]) for at in held if not (lines.code[at] and lines.code[at - 1])), default=0)
        if not column + 2 <= least < content or not any(_INNER.match(lines[at]) for at in held if lines.text_lines[at]):
            continue
        changes += [Change(lines.starts[at], lines.starts[at], " " * (content - least)) for at in held]
        ledger.repaired(
            source.span(lines.starts[first], lines.end(last)),
            "a list that is indented below a number, and not as far as the number's text",
            "编号下的列表缩进不足，不属于该编号",
        )
    return rewrite(source, changes)


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

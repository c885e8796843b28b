"""Fenced blocks in lists, which end where a line is not indented as deep as the item."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, rewrite
from proofpress.source import Source


def indented(source: Source, ledger: Ledger) -> Source:
    """The lines of a fenced block in a list as deep as its opening fence, so that the item does not end inside it."""
    lines = Lines(source)
    changes: list[Change] = []
    for block in lines.blocks:
        depth = len(block.opened.prefix) if not block.opened.prefix.strip() else 0
        least = _in_item(lines, block.opened.number, depth) if depth >= 2 and ">" not in block.opened.prefix else 0
        if not least:
            continue
        inside = range(block.opened.number + 1, block.last + 1)
        short = [n for n in inside if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip(" ")) < least]
        if not short:
            continue
        if short == [block.last] and block.closed:
            at = lines.starts[block.last]
            changes.append(Change(at, at + len(lines[block.last]) - len(lines[block.last].lstrip()), " " * depth))
            ledger.repaired(source.span(at, lines.end(block.last)), "the end of a code block in a list was not indented as deep as its beginning", "列表中代码块的结束围栏缩进不够", text="")
            continue
        for number in inside:
            if lines[number].strip():
                changes.append(Change(lines.starts[number], lines.starts[number], " " * depth))
        span = source.span(lines.starts[block.opened.number], lines.end(block.last))
        ledger.repaired(span, "code in a list was not indented as deep as its fence", "列表中的代码没有缩进到围栏的深度", text="")
    return rewrite(source, changes)


def _in_item(lines: Lines, number: int, depth: int) -> int:
    """The columns that a line needs to belong to the list item above it; 0 where there is none."""
    for back in range(number - 1, max(number - 200, -1), -1):
        line = lines[back]
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        if indent < depth:
            found = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]", line)
            return min(found.end(), depth) if found else 0
    return 0

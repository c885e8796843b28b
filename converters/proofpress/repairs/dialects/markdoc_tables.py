"""Markdoc's tables, whose rows are lists between rules in `{% table %}`: pipe tables."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.dialects.list_tables import BLOCK, Rows, table
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_TABLE = regex(
    r"^(?P<lead>[ \t]*)\{%-?[ \t]*table\b[^%\n]*%\}[ \t]*\n(?P<body>(?:(?![ \t]*\{%-?[ \t]*/?table\b)[^\n]*\n)*+)"
    r"[ \t]*\{%-?[ \t]*/table[ \t]*-?%\}[ \t]*$",
    re.M,
)
_NOTE = regex(r"\{%[^%\n]*%\}")
_BETWEEN = regex(r"[ \t]*-{3,}[ \t]*$")
_ITEM = regex(r"[ \t]*[*-](?:[ \t]+|$)")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such tables as pipe tables."""
    if "/table" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for found in _TABLE.finditer(source.text):
        rows = _ruled(found["body"].split("\n"))
        if lines.code[lines.line_of(found.start())] or rows is None:
            continue
        headed = not found["body"].lstrip().startswith("---")
        made = "\n".join((found["lead"] + line).rstrip() for line in table(rows, headed=headed))
        changes.append(Change(found.start(), found.end(), made))
        ledger.repaired(source.span(*found.span()), "a directive as what it shows", "指令改为它所显示的内容")
    return rewrite(source, changes)


def _ruled(body: list[str]) -> Rows | None:
    """The rows between rules, an item a cell; None where a cell holds a block that no cell can."""
    rows: Rows = [[]]
    for line in body:
        if _BETWEEN.match(line):
            rows.append([])
        elif BLOCK.match(line):
            return None
        elif (item := _ITEM.match(line)) and len(line) - len(line.lstrip()) < 2:
            rows[-1].append(_NOTE.sub("", line[item.end() :]))
        elif rows[-1]:
            rows[-1][-1] += "\n" + line.strip()
        elif line.strip():
            return None
    return [row for row in rows if row] or None

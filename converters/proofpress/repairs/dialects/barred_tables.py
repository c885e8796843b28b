"""Tables between `#|` and `|#` (YFM), whose rows stand between two double bars and whose cells may have lines: pipe
tables."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.dialects.list_tables import BLOCK, Rows, table
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TABLE = regex(
    r"^(?P<lead>[ \t]*+)#\|[ \t]*+\n(?P<body>(?:(?![ \t]*+(?:#\||\|#)[ \t]*+$)[^\n]*+\n)*+)[ \t]*+\|#[ \t]*+$", re.M
)
_ROW = regex(r"\s*+\|\|(?!\|)(?P<cells>(?:(?!\|\|).)*+)\|\|", re.S)
_BAR = regex(r"(?<!\\)\|")
_BOLD = regex(r"\s*+\*\*\S")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such tables as pipe tables; one whose cells hold what no cell can is left and doubted."""
    if "#|" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for found in _TABLE.finditer(lexed.codeless):
        rows = _rows(found["body"], source.text[found.start("body") : found.end("body")])
        span = source.span(*found.span())
        if rows is None:
            ledger.doubted(span, "a table with blocks in its cells", "单元格中含有块的表格")
            continue
        made = "\n".join((found["lead"] + line).rstrip() for line in table(rows, headed=_is_headed(rows)))
        changes.append(Change(*found.span(), made))
        ledger.repaired(span, "a table between bars as a pipe table", "`#|` 表格改为管道表格")
    return rewrite(source, changes)


def _is_headed(rows: Rows) -> bool:
    """Whether the first row is the head of a table, which has no mark for one: all bold, or words above other rows,
    none of them a value."""
    first = rows[0]
    if all(map(_BOLD.match, first)):
        return True
    return len(rows) > 1 and all(cell and not any(map(str.isdecimal, cell)) for cell in first)


def _rows(seen: str, text: str) -> Rows | None:
    """The rows of a body, whose bars are those in `seen`, where code is masked; None where a cell holds a block, or
    something stands between two rows."""
    rows: Rows = []
    at = 0
    while found := _ROW.match(seen, at):
        start, end = found.span("cells")
        bars = [bar.start() for bar in _BAR.finditer(seen, start, end)]
        edges = zip((start, *(bar + 1 for bar in bars)), (*bars, end), strict=True)
        rows.append([text[first:last].strip() for first, last in edges])
        at = found.end()
    held = (line for row in rows for cell in row for line in cell.split("\n"))
    return None if seen[at:].strip() or any(map(BLOCK.match, held)) else rows or None

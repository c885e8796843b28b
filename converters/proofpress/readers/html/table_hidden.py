"""The rows and cells of a table that its page does not show: those that only hold widths go, as Excel writes them, and
what others say stands in the ledger."""

from __future__ import annotations

import re

from proofpress.readers.html import hidden
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.readers.html.table_cells import Read, cell_of
from proofpress.regex import regex

_COLLAPSED = regex(r"(?:^|;)\s*visibility\s*:\s*collapse", re.I)
_NO_HEIGHT = regex(r"\s*0+(?:px|pt)?\s*")
_HELD = ("img", "svg", "math", "pre", "table", "input", "video", "audio", "iframe", "object")
_PAGED = 3
"""So many hidden rows that say something are the further pages of a table, which its readers turn to."""
_WHY = "hidden on the page", "页面上不显示的内容"


def shown_rows(reader: Reader, rows: list[Element]) -> list[Element]:
    """The rows that a reader of the page sees, or can turn to."""
    unseen = [row for row in rows if _is_hidden(row) or _NO_HEIGHT.fullmatch(row.attr("height"))]
    if not unseen:
        return rows
    saying = [row for row in unseen if not _is_empty(row)]
    kept = [row for row in saying if not _is_hidden(row) or hidden.is_opened(row, reader.page)]
    if len(saying) - len(kept) >= _PAGED:
        kept = saying
        reader.ledger.doubted(
            reader.span(saying[0]).cover(reader.span(saying[-1])),
            "rows that the page hides, perhaps until somebody turns to them; kept",
            "页面上隐藏的表格行，可能翻页后才显示，已保留",
        )
    gone = {id(row) for row in unseen} - {id(row) for row in kept}
    for row in saying:
        if id(row) in gone:
            reader.drop(row, *_WHY)
    return [row for row in rows if id(row) not in gone]


def cells_of(reader: Reader, row: Element) -> list[Read]:
    """The cells of a row that take a column of the page."""
    cells = [cell for cell in row.elements if cell.name in ("td", "th")]
    unseen = [cell for cell in cells if _is_hidden(cell)]
    made = [cell_of(reader, cell) for cell in cells if not unseen or not _is_hidden(cell)]
    for cell in unseen:
        if not _is_empty(cell):
            reader.drop(cell, *_WHY)
    return made


def _is_hidden(element: Element) -> bool:
    if not element.attrs:
        return False
    return hidden.is_hidden(element) or _COLLAPSED.search(element.attr("style")) is not None


def _is_empty(element: Element) -> bool:
    return element.is_wordless and next(element.all(*_HELD), None) is None

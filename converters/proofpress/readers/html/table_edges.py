"""What a sheet that was saved as a page has around its table: columns and rows in which nothing stands, and a text that
runs on over the empty cells beside it, which spans none of them.
"""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Element
from proofpress.readers.html.table_cells import Read
from proofpress.regex import regex

_RUNS_ON = regex(r"(?:^|[;\s])mso-ignore\s*:\s*colspan(?!-)", re.I)
_OF_A_SHEET = regex(r"(?:^|\s)xl\d+(?:\s|$)")
_NUMBERED = frozenset(("x:num", "x:str", "x:fmla", "sdval", "sdnum", "data-sheets-value", "data-sheets-root"))
_BORDER = regex(r"(?<![\w-])border", re.I)
_FEWEST_COLUMNS = 2


def bare(table: Element, cells: list[list[Read]]) -> list[list[Read]]:
    """The rows of a table without such columns and rows, each value once."""
    return _all_apart(_without_empty(table, cells))


def _all_apart(cells: list[list[Read]]) -> list[list[Read]]:
    """The rows with the columns apart over which a text of Excel's only runs on; in the first row, one that stands
    there alone is a title over all of them."""
    return [_apart(row) if number or not _is_title(row) else [_whole(row)] for number, row in enumerate(cells)]


def _apart(row: list[Read]) -> list[Read]:
    made: list[Read] = []
    for cell in row:
        if cell.blocks and cell.columns > 1 and _runs_on(cell):
            made += [cell._replace(columns=1), *[cell._replace(blocks=(), columns=1)] * (cell.columns - 1)]
        else:
            made.append(cell)
    return made


def _runs_on(cell: Read) -> bool:
    style = cell.element.attr("style")
    return "mso-ignore" in style and _RUNS_ON.search(style) is not None


def _is_title(row: list[Read]) -> bool:
    return bool(row[0].blocks) and _runs_on(row[0]) and not any(cell.blocks for cell in row[1:])


def _whole(row: list[Read]) -> Read:
    return row[0]._replace(columns=sum(cell.columns for cell in row))


def _without_empty(table: Element, cells: list[list[Read]]) -> list[list[Read]]:
    """The rows without the columns at either edge in which no cell holds anything, where two are left, and without the
    rows of a sheet below its last that nothing stands in and no border is drawn around."""
    places = _places(cells)
    filled = [
        (start, start + (1 if _runs_on(cell) else cell.columns))
        for row, starts in zip(cells, places, strict=True)
        for cell, start in zip(row, starts, strict=True)
        if cell.blocks
    ]
    first, end = min((start for start, _ in filled), default=0), max((stop for _, stop in filled), default=0)
    made = [
        [
            cell._replace(columns=min(start + cell.columns, end) - max(start, first))
            for cell, start in zip(row, starts, strict=True)
            if start < end and start + cell.columns > first
        ]
        for row, starts in zip(cells, places, strict=True)
    ]
    kept = made if end - first >= _FEWEST_COLUMNS and all(made) else cells
    last = max((number for number, row in enumerate(kept) if any(map(_holds, row))), default=len(kept)) + 1
    return kept[:last] if last < len(kept) and _is_sheet(table) else kept


def _holds(cell: Read) -> bool:
    """Whether a cell holds anything, or is drawn as one to be filled in."""
    element = cell.element
    return bool(cell.blocks or element.classes) or _BORDER.search(element.attr("style")) is not None


def _is_sheet(table: Element) -> bool:
    return any(
        not _NUMBERED.isdisjoint(cell.attrs)
        or _OF_A_SHEET.search(cell.attr("class")) is not None
        or "mso-" in cell.attr("style")
        for cell in table.all("td")
    )


def _places(cells: list[list[Read]]) -> list[list[int]]:
    """The column in which each cell begins: the first that none above reaches down to."""
    found: list[list[int]] = []
    reaching: dict[int, int] = {}
    for row in cells:
        below = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
        starts: list[int] = []
        column = 0
        for cell in row:
            while column in reaching:
                column += 1
            starts.append(column)
            if cell.rows > 1:
                below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += cell.columns
        reaching = below
        found.append(starts)
    return found

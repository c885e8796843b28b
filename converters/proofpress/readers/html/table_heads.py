"""Which rows of a table name its columns, and whether the first cells name its rows."""

from __future__ import annotations

from proofpress.readers.html.flat import flat
from proofpress.readers.html.table_cells import SHORT, Read
from proofpress.tree import Cell, Inline, Row, Strong, Text, text_of

_MOST_HEADS = 4


def head_rows(cells: list[list[Read]], heads: int) -> int:
    """How many rows name the columns: those of the head, or of heading cells that span others."""
    if (
        not heads
        and all(cell.element.name == "th" for cell in cells[0])
        and any(cell.rows > 1 or cell.columns > 1 for cell in cells[0])
    ):
        heads = next(
            (place for place, row in enumerate(cells) if not all(cell.element.name == "th" for cell in row)), 1
        )
    heads = heads or _spanned_heads(cells)
    return heads if heads < len(cells) and heads <= _MOST_HEADS else min(heads, 1)


def _spanned_heads(cells: list[list[Read]]) -> int:
    """How many rows the head of a table has that calls none so: names of several columns over the names of each, and
    beside them names that stand as high as both."""
    if len(cells) < 3:
        return 0
    first = cells[0]
    height = max(cell.rows for cell in first)
    wide = [cell for cell in first if cell.columns > 1]
    if not wide or height < 2 or any(cell.rows != 1 for cell in wide):
        return 0
    below = cells[1] if height == 2 else ()
    is_head = (
        all(cell.rows == height for cell in first if cell.columns == 1)
        and sum(cell.columns for cell in wide) == sum(cell.columns for cell in below)
        and all(cell.rows == 1 and _is_name(cell) for cell in below)
        and all(map(_is_name, first))
    )
    return height if is_head else 0


def _is_name(cell: Read) -> bool:
    words = "".join(map(text_of, cell.blocks))
    return 0 < len(words) <= SHORT and any(map(str.isalpha, words))


def is_keyed(cells: list[list[Read]]) -> bool:
    """Whether each row names what it holds in its first cell, so that no row names the columns."""
    if len(cells) < 2 or any(len(row) < 2 for row in cells):
        return False
    firsts = [row[0] for row in cells]
    if all(first.element.name == "th" for first in firsts):
        return all(cell.element.name == "td" for row in cells for cell in row[1:])
    if any(cell.element.name == "th" for row in cells for cell in row):
        return False
    if all(first.element.words().endswith((":", "：")) for first in firsts):
        return not all(cell.element.words().endswith((":", "：")) for cell in cells[0])
    return all(map(_is_bold, firsts)) and not any(_is_bold(cell) for cell in cells[0][1:])


def _is_bold(cell: Read) -> bool:
    content = flat(cell.blocks)
    return len(content) == 1 and isinstance(content[0], Strong)


def one_head(rows: list[Row]) -> Row:
    """Several rows of headings as one; what spans rows stands once."""
    made: list[Cell] = []
    for column in zip(*(row.cells for row in rows), strict=True):
        parts: list[Inline] = []
        seen: list[Cell] = []
        for cell in column:
            if not cell.children or any(cell is other for other in seen):
                continue
            if seen:
                parts.append(Text(" ", span=cell.span))
            parts.extend(cell.children)
            seen.append(cell)
        made.append(Cell(tuple(parts), span=column[0].span))
    return Row(tuple(made), span=rows[0].span.cover(rows[-1].span))

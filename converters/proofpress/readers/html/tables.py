"""Tables: short values repeat where they span, prose stands once, several heads or bodies are one,
layout tables are none."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.readers.html import cards, code, doxygen, dumped, equations, notes, svg
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Align,
    Block,
    Cell,
    Code,
    Heading,
    Inline,
    List,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    of_kinds,
    text_of,
)

_MOST_COLUMNS = 1000
_ALIGN = regex(r"text-align\s*:\s*(left|center|right)", re.I)


class _Read(NamedTuple):
    element: Element
    blocks: tuple[Block, ...]
    columns: int
    rows: int


def table(reader: Reader, element: Element) -> None:
    """A `<table>`."""
    if code.figure(reader, element) or equations.table(reader, element) or cards.rows(reader, element):
        return
    if "memname" in element.classes:
        doxygen.prototype(reader, element)
        return
    rows, captions, heads = _rows(element)
    marked = reader.notes.links.notes
    if rows and all(id(row) in marked for row in rows):
        for entry in rows:
            notes.entry(reader, entry)
        return
    nested = next(element.all("table"), None) is not None
    cells = [[_cell(reader, cell) for cell in row.elements if cell.name in ("td", "th")] for row in rows]
    heads = sum(bool(row) for row in cells[:heads])
    cells = [row for row in cells if row]
    for caption in captions:
        reader.visit(caption)
        reader.out.flush()
    stray = [child for child in element.elements if child.name not in _PARTS]
    if _is_layout(cells, nested) or len(cells) == 1 and not captions and _only_places(element):
        for row in cells:
            for cell in row:
                for block in cell.blocks:
                    reader.out.block(block)
    elif _holds_listings(cells):
        _unfold(reader, element, cells)
    elif cells:
        for block in _captioned(reader, element, cells, heads):
            reader.out.block(block)
    for child in stray:
        reader.element(child)
        reader.out.flush()


_ROLES = {
    "rowgroup": "tbody", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
"""What the parts of a table by its role are as elements (WAI-ARIA)."""


def by_roles(reader: Reader, element: Element) -> bool:
    """Write the table that an element is by its role, of two columns at least; False for any other element."""
    if element.attr("role") not in ("table", "grid", "treegrid"):
        return False
    parts = [one for one in element.all() if one.attr("role") in _ROLES]
    rows = [one for one in parts if one.attr("role") == "row"]
    wide = [sum(one.attr("role") in _CELLS for one in row.elements) for row in rows]
    if len(rows) < _FEWEST_ROWS or min(wide) < _FEWEST_COLUMNS:
        return False
    for part in parts:
        part.name = _ROLES[part.attr("role")]
    for group in (one for one in element.elements if one.name == "tbody"):
        cells = [cell for row in group.elements for cell in row.elements]
        if cells and all(cell.name == "th" for cell in cells):
            group.name = "thead"
    table(reader, element)
    return True


_CELLS = frozenset(role for role, name in _ROLES.items() if name in ("td", "th"))
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2


_PARTS = frozenset(("tr", "thead", "tbody", "tfoot", "caption", "colgroup", "col"))


def _rows(element: Element) -> tuple[list[Element], list[Element], int]:
    """The rows of this table, its head first, its captions, and how many rows the head has."""
    head: list[Element] = []
    body: list[Element] = []
    foot: list[Element] = []
    captions: list[Element] = []
    for part in element.elements:
        match part.name:
            case "caption":
                captions.append(part)
            case "thead":
                (body or head).extend(row for row in part.elements if row.name == "tr")
            case "tbody":
                body.extend(row for row in part.elements if row.name == "tr")
            case "tfoot":
                foot.extend(row for row in part.elements if row.name == "tr")
            case "tr":
                body.append(part)
    return head + body + foot, captions, len(head)


def _cell(reader: Reader, element: Element) -> _Read:
    blocks = reader.inside(element)
    if not blocks and (name := svg.name_of_icon(element)):
        span = reader.span(element)
        reader.ledger.repaired(span, "an icon in a cell as its name", "单元格中的图标改为其名称")
        blocks = (Paragraph((Text(name, span=span),), span=span),)
    return _Read(element, blocks, _number(element.attr("colspan")), _number(element.attr("rowspan")))


def _number(text: str) -> int:
    match = re.match(r"\s*(\d{1,6})", text)
    return min(max(int(match[1]), 1), _MOST_COLUMNS) if match else 1


def _is_layout(cells: list[list[_Read]], nested: bool) -> bool:
    """A table that only places things: one column without a heading of its own, one row of blocks, or, without a
    heading cell, tables or a text of Markdown."""
    if not cells:
        return True
    if max(sum(cell.columns for cell in row) for row in cells) == 1:
        return not _is_column(cells)
    heads = any(cell.element.name == "th" for row in cells for cell in row)
    filled = sum(bool(cell.blocks) for row in cells for cell in row)
    if heads or filled > 40:
        return False
    blocks = [block for row in cells for cell in row for block in cell.blocks]
    heavy = sum(isinstance(block, Code | List | Table | Heading) for block in blocks)
    if nested and any(isinstance(block, Table) for block in blocks):
        return True
    if any(len(cell.blocks) > _FEW_LINES and dumped.line_ends(cell.element) for row in cells for cell in row):
        return True
    return (
        len(cells) == 1 and (heavy > 0 or filled <= 1 or any(len(cell.blocks) > 2 for cell in cells[0])) or filled <= 1
    )


def _is_column(cells: list[list[_Read]]) -> bool:
    """Whether a table of one column is a heading cell over values: a paragraph each, of which one alone is short, for
    a box has its text below its name."""
    head, *body = (cell for row in cells for cell in row)
    said = [text_of(cell.blocks[0]) for cell in body if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph)]
    lines = head.element.name == "th" and len(head.blocks) == 1 and isinstance(head.blocks[0], Paragraph)
    are_values = len(said) == len(body) and all(cell.element.name == "td" for cell in body)
    return lines and are_values and bool(said) and (len(said) > 1 or len(said[0]) <= _SHORT)


def _only_places(element: Element) -> bool:
    """True for a row that hand-made pages set side by side: as wide as the page, or without lines by its own word."""
    if next(element.all("th"), None) is not None or element.classes:
        return False
    return (
        element.attr("border") == "0"
        or element.attr("width") == "100%"
        and element.attr("border") in _NO_LINES
        or element.attr("role") in ("presentation", "none")
    )


_NO_LINES = ("", "0")
_FEW_LINES = 6


def _holds_listings(cells: list[list[_Read]]) -> bool:
    """True where a cell holds a listing of many or of indented lines:
    in a line of a pipe table nothing would be left of them."""
    return any(
        _needs_lines(code.value.strip("\n"))
        for row in cells
        for cell in row
        for block in cell.blocks
        for code in of_kinds(block, Code)
    )


def _needs_lines(value: str) -> bool:
    lines = value.split("\n")
    return len(lines) > _FEW_LINES or len(lines) > 1 and any(line[:1] in (" ", "\t") for line in lines)


def _unfold(reader: Reader, element: Element, cells: list[list[_Read]]) -> None:
    """Write a table as what its rows hold: the short cells of a row in a line, listings below,
    each under its column's heading."""
    heads: list[tuple[Inline, ...]] = []
    for row in cells:
        if not heads and len(row) > 1 and all(cell.element.name == "th" for cell in row):
            heads = [flat(cell.blocks) for cell in row]
            continue
        line: list[Inline] = []
        headed = len(heads) == len(row)
        for place, cell in enumerate(row):
            blocks: list[Block] = []
            for block in cell.blocks:
                if isinstance(block, Paragraph) and not blocks:
                    line += [Text(" "), *block.children] if line else block.children
                else:
                    blocks.append(block)
            if headed and heads[place] and blocks:
                line += [*([Text(" ")] if line else ()), Strong(heads[place])]
            if blocks and line:
                reader.out.block(Paragraph(tuple(line), span=reader.span(cell.element)))
                line = []
            for block in blocks:
                reader.out.block(block)
        if line:
            reader.out.block(Paragraph(tuple(line), span=reader.span(row[-1].element)))
    reader.ledger.repaired(
        reader.span(element),
        "a table with listings in its cells; its rows stand one below the other",
        "单元格里有代码的表格，各行改为依次排列",
        text="",
    )


def _captioned(reader: Reader, element: Element, cells: list[list[_Read]], heads: int) -> tuple[Block, ...]:
    """The table, under its first row where that is one cell over all columns: a title."""
    first = cells[0]
    width = max(sum(cell.columns for cell in row) for row in cells[1:]) if len(cells) > _TITLED else 0
    named = len(cells) > 1 and all(cell.element.name == "th" for cell in cells[1])
    if (
        len(first) == 1
        and (first[0].element.name == "td" or named)
        and 1 < width <= first[0].columns
        and first[0].rows == 1
        and len(first[0].blocks) < 2
    ):
        table = _table(reader, element, cells[1:], max(heads - 1, 0))
        return (*first[0].blocks, table)
    return (_table(reader, element, cells, heads),)


_TITLED = 2
"""A table with a title has at least this many rows below it."""


def _table(reader: Reader, element: Element, cells: list[list[_Read]], heads: int) -> Table:
    plain = max((len(row) for row in cells), default=1)
    spanning = max(4 * plain, 50)
    widest = max(sum(min(cell.columns, _sane(cell.columns, plain)) for cell in row) for row in cells)
    heads = _head_rows(cells, heads)
    keyed = not heads and _is_keyed(cells)
    grid: list[list[Cell]] = []
    align: list[Align] = []
    below: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(cells):
        line: list[Cell] = []
        waiting = iter(row)
        following: dict[int, tuple[int, Cell]] = {}
        while True:
            if (held := below.pop(len(line), None)) is not None:
                rows, made = held
                if rows > 1:
                    following[len(line)] = (rows - 1, made)
                line.append(made)
                continue
            cell = next(waiting, None)
            if cell is None:
                if not below or len(line) >= widest or max(below) < len(line):
                    break
                line.append(Cell(()))
                continue
            made = Cell(_content(cell, header=number < max(heads, 1) and not keyed), span=reader.span(cell.element))
            columns = min(_sane(cell.columns, plain), cell.columns)
            again = (
                made
                if number < heads or _repeats(made, columns, widest if number else columns + 1)
                else Cell((), span=made.span)
            )
            for column in range(columns):
                if cell.rows > 1 and len(line) < spanning:
                    following[len(line)] = (cell.rows - 1, again)
                if not grid:
                    align.append(_align(cell.element))
                line.append(again if column else made)
        below.update(following)
        grid.append(line)
    width = max(len(line) for line in grid)
    filled = [
        Row(
            tuple(line + [Cell(())] * (width - len(line))),
            span=reader.span(row[0].element).cover(reader.span(row[-1].element)),
        )
        for line, row in zip(grid, cells, strict=True)
    ]
    if keyed:
        filled.insert(0, Row((Cell(()),) * width, span=Span(filled[0].span.start, filled[0].span.start)))
    if heads > 1:
        filled[:heads] = [_one_head(filled[:heads])]
    aligned: list[Align] = (align + [""] * width)[:width]
    return Table(tuple(aligned), tuple(filled), span=reader.span(element))


_SHORT = 24
_MOST_HEADS = 4


def _repeats(cell: Cell, columns: int, widest: int) -> bool:
    """Whether what a cell holds is said of each column and row that it spans: a short value,
    not prose or a title of rows."""
    return (columns == 1 or columns < widest) and len(text_of(cell.children)) <= _SHORT


def _spanned_heads(cells: list[list[_Read]]) -> int:
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


def _is_name(cell: _Read) -> bool:
    words = "".join(map(text_of, cell.blocks))
    return 0 < len(words) <= _SHORT and any(map(str.isalpha, words))


def _head_rows(cells: list[list[_Read]], heads: int) -> int:
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


def _is_keyed(cells: list[list[_Read]]) -> bool:
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


def _is_bold(cell: _Read) -> bool:
    content = flat(cell.blocks)
    return len(content) == 1 and isinstance(content[0], Strong)


def _one_head(rows: list[Row]) -> Row:
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


def _sane(columns: int, plain: int) -> int:
    """How wide a cell may be: as it says, but never far beyond what any row fills."""
    return columns if columns <= max(4 * plain, 50) else plain


def _content(cell: _Read, *, header: bool) -> tuple[Inline, ...]:
    content = flat(cell.blocks)
    if header and len(content) == 1 and isinstance(content[0], Strong):
        return content[0].children
    return content


def _align(element: Element) -> Align:
    given = element.attr("align").lower()
    if match := _ALIGN.search(element.attr("style")):
        given = match[1].lower()
    return "left" if given == "left" else "center" if given == "center" else "right" if given == "right" else ""

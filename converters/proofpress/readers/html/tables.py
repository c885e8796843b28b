"""Tables: spans repeat their value, several bodies are one, layout tables are no tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.readers.html import code, notes
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Reader
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
)

_MOST_COLUMNS = 1000
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)


class _Read(NamedTuple):
    element: Element
    blocks: tuple[Block, ...]
    columns: int
    rows: int


def table(reader: Reader, element: Element) -> None:
    """A `<table>`."""
    if code.figure(reader, element) or "id" in element.attrs and notes.entry(reader, element):
        return
    rows, captions = _rows(element)
    nested = next(element.all("table"), None) is not None
    cells = [[_cell(reader, cell) for cell in row.elements if cell.name in ("td", "th")] for row in rows]
    cells = [row for row in cells if row]
    for caption in captions:
        reader.visit(caption)
        reader.out.flush()
    stray = [child for child in element.elements if child.name not in _PARTS]
    if _is_layout(cells, nested):
        for row in cells:
            for cell in row:
                for block in cell.blocks:
                    reader.out.block(block)
    elif _holds_listings(cells):
        _unfold(reader, element, cells)
    elif cells:
        reader.out.block(_table(reader, element, cells))
    for child in stray:
        reader.element(child)
        reader.out.flush()


_PARTS = frozenset(("tr", "thead", "tbody", "tfoot", "caption", "colgroup", "col"))


def _rows(element: Element) -> tuple[list[Element], list[Element]]:
    """The rows of this table, its head first, and its captions."""
    head: list[Element] = []
    body: list[Element] = []
    captions: list[Element] = []
    for part in element.elements:
        match part.name:
            case "caption":
                captions.append(part)
            case "thead":
                (body or head).extend(row for row in part.elements if row.name == "tr")
            case "tbody" | "tfoot":
                body.extend(row for row in part.elements if row.name == "tr")
            case "tr":
                body.append(part)
    return head + body, captions


def _cell(reader: Reader, element: Element) -> _Read:
    return _Read(element, reader.inside(element), _number(element.attr("colspan")), _number(element.attr("rowspan")))


def _number(text: str) -> int:
    match = re.match(r"\s*(\d{1,6})", text)
    return min(max(int(match[1]), 1), _MOST_COLUMNS) if match else 1


def _is_layout(cells: list[list[_Read]], nested: bool) -> bool:
    """A table that only places things: one column, or one row of blocks, or other tables inside and no heading cell."""
    if not cells:
        return True
    if max(sum(cell.columns for cell in row) for row in cells) == 1:
        return True
    heads = any(cell.element.name == "th" for row in cells for cell in row)
    filled = sum(bool(cell.blocks) for row in cells for cell in row)
    if heads or filled > 40:
        return False
    blocks = [block for row in cells for cell in row for block in cell.blocks]
    heavy = sum(isinstance(block, Code | List | Table | Heading) for block in blocks)
    if nested and any(isinstance(block, Table) for block in blocks):
        return True
    return (
        len(cells) == 1 and (heavy > 0 or filled <= 1 or any(len(cell.blocks) > 2 for cell in cells[0])) or filled <= 1
    )


def _holds_listings(cells: list[list[_Read]]) -> bool:
    """True where a cell holds a listing of several lines: in a line of a pipe table nothing would be left of its lines."""
    return any(
        "\n" in code.value.strip("\n")
        for row in cells
        for cell in row
        for block in cell.blocks
        for code in of_kinds(block, Code)
    )


def _unfold(reader: Reader, element: Element, cells: list[list[_Read]]) -> None:
    """Write a table as what its rows hold: the short cells of a row in a line, listings below, each under its column's heading."""
    heads: list[tuple[Inline, ...]] = []
    for row in cells:
        if not heads and len(row) > 1 and all(cell.element.name == "th" for cell in row):
            heads = [flat(cell.blocks) for cell in row]
            continue
        line: list[Inline] = []
        headed = sum(any(next(of_kinds(block, Code), None) for block in cell.blocks) for cell in row) > 1 and len(
            heads
        ) == len(row)
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


def _table(reader: Reader, element: Element, cells: list[list[_Read]]) -> Table:
    plain = max((len(row) for row in cells), default=1)
    spanning = max(4 * plain, 50)
    widest = max(sum(min(cell.columns, _sane(cell.columns, plain)) for cell in row) for row in cells)
    grid: list[list[Cell]] = []
    align: list[Align] = []
    below: dict[int, tuple[int, Cell]] = {}
    for row in cells:
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
            made = Cell(_content(cell, header=not grid), span=reader.span(cell.element))
            for _ in range(min(_sane(cell.columns, plain), cell.columns)):
                if cell.rows > 1 and len(line) < spanning:
                    following[len(line)] = (cell.rows - 1, made)
                if not grid:
                    align.append(_align(cell.element))
                line.append(made)
        below.update(following)
        grid.append(line)
    width = max(len(line) for line in grid)
    filled = tuple(
        Row(
            tuple(line + [Cell(())] * (width - len(line))),
            span=reader.span(row[0].element).cover(reader.span(row[-1].element)),
        )
        for line, row in zip(grid, cells, strict=True)
    )
    aligned: list[Align] = (align + [""] * width)[:width]
    return Table(tuple(aligned), filled, span=reader.span(element))


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

"""Tables that are none: they only place things, or hold listings that no cell of a pipe table can."""

from __future__ import annotations

from proofpress.readers.html import dumped
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Reader
from proofpress.readers.html.table_cells import SHORT, Read
from proofpress.tree import Block, Code, Heading, Inline, List, Paragraph, Strong, Table, Text, of_kinds, text_of

_NO_LINES = ("", "0")
_FEW_LINES = 6


def is_layout(cells: list[list[Read]], nested: bool) -> bool:
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


def _is_column(cells: list[list[Read]]) -> bool:
    """Whether a table of one column is a heading cell over values: a paragraph each, of which one alone is short, for
    a box has its text below its name."""
    head, *body = (cell for row in cells for cell in row)
    said = [text_of(cell.blocks[0]) for cell in body if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph)]
    lines = head.element.name == "th" and len(head.blocks) == 1 and isinstance(head.blocks[0], Paragraph)
    are_values = len(said) == len(body) and all(cell.element.name == "td" for cell in body)
    return lines and are_values and bool(said) and (len(said) > 1 or len(said[0]) <= SHORT)


def only_places(element: Element) -> bool:
    """True for a row that hand-made pages set side by side: as wide as the page, or without lines by its own word."""
    if next(element.all("th"), None) is not None:
        return False
    return (
        element.attr("border") == "0"
        or element.attr("width") == "100%"
        and element.attr("border") in _NO_LINES
        or element.attr("role") in ("presentation", "none")
    )


def holds_listings(cells: list[list[Read]]) -> bool:
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


def unfold(reader: Reader, element: Element, cells: list[list[Read]]) -> None:
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

"""Tables: short values repeat where they span, prose stands once, several heads or bodies are one,
layout tables are none."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.readers.html import (
    cards,
    code,
    doxygen,
    drawn_code,
    equations,
    javadoc,
    notes,
    scribble,
    table_cycle,
    table_edges,
    table_hidden,
)
from proofpress.readers.html.captions import set_apart
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.readers.html.table_cells import SHORT, Read, align_of, cell_of, content_of
from proofpress.readers.html.table_heads import head_rows, is_keyed, one_head
from proofpress.readers.html.table_layout import holds_listings, is_layout, only_places, unfold
from proofpress.source import Span
from proofpress.tree import Align, Block, Cell, Image, Row, Table, of_kinds, text_of

_ROLES = {
    "rowgroup": "tbody", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
"""What the parts of a table by its role are as elements (WAI-ARIA)."""
_CELLS = frozenset(role for role, name in _ROLES.items() if name in ("td", "th"))
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_PARTS = frozenset(("tr", "thead", "tbody", "tfoot", "caption", "colgroup", "col"))
_SECTIONS = frozenset(("tr", "thead", "tbody", "tfoot"))
_TITLED = 2
"""A table with a title has at least this many rows below it."""


def _is_of_each_sheet(element: Element) -> bool:
    """Whether a table has a head and a foot, neither with the name of a column, and no row between them: what a browser
    repeats on each sheet of paper."""
    parts = {one.name for one in element.elements}
    return {"thead", "tfoot"} == parts and next(element.all("th"), None) is None


def table(reader: Reader, element: Element) -> None:
    """A `<table>`."""
    if element.classes and scribble.table(reader, element) or javadoc.bar(reader, element):
        return
    if code.figure(reader, element) or drawn_code.rows(reader, element):
        return
    if equations.table(reader, element) or cards.rows(reader, element):
        return
    if doxygen.members(reader, element) or doxygen.parameters(reader, element):
        return
    if not element.classes.isdisjoint(doxygen.PROTOTYPE):
        doxygen.prototype(reader, element)
        return
    if _is_of_each_sheet(element):
        reader.drop(element, "a line over and one under each sheet of paper", "每页纸的页眉与页脚")
        return
    rows, captions, heads = _rows(element)
    seen = table_hidden.shown_rows(reader, rows)
    heads = len(set(map(id, rows[:heads])).intersection(map(id, seen)))
    rows = seen
    marked = reader.notes.links.notes
    if rows and all(id(row) in marked for row in rows):
        for entry in rows:
            notes.entry(reader, entry)
        return
    nested = next(element.all("table"), None) is not None
    cells = [table_hidden.cells_of(reader, row) for row in rows]
    heads = sum(bool(row) for row in cells[:heads])
    cells = [row for row in cells if row]
    for caption in captions:
        reader.out.flush()
        reader.out.begin()
        reader.visit(caption)
        for made in set_apart(reader.out.end()):
            reader.out.block(made)
    stray = [child for child in element.elements if child.name not in _PARTS]
    if is_layout(cells, nested) or len(cells) == 1 and not captions and only_places(element):
        for row in cells:
            for cell in row:
                for block in cell.blocks:
                    reader.out.block(block)
    elif holds_listings(cells):
        unfold(reader, element, cells)
    elif cells:
        rows_of_cells, heads = _without_rules(cells, heads)
        for block in _captioned(reader, element, table_edges.bare(element, rows_of_cells), heads):
            reader.out.block(block)
    for child in stray:
        reader.element(child)
        reader.out.flush()
    texts = (child for part in _around_cells(element) for child in part.contents if isinstance(child, Chars))
    if told := [text for text in texts if has_letters(text)]:
        for block in reader.together(told):
            reader.out.block(block)


def _around_cells(element: Element) -> Iterator[Element]:
    """The table and its parts that hold rows or cells, and no text of their own."""
    yield element
    for part in element.elements:
        if part.name in _SECTIONS:
            yield part
            if part.name != "tr":
                yield from (row for row in part.elements if row.name == "tr")


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


def by_cycle(reader: Reader, element: Element) -> bool:
    """Write the table whose cells stand side by side, with no element for a row; False for any other element."""
    rows = table_cycle.rows(element)
    for number, row in enumerate(rows):
        for cell in row:
            cell.name = "td" if number else "th"
    if rows:
        cells = [[cell_of(reader, cell) for cell in row] for row in rows]
        reader.out.block(_table(reader, element, cells, 1))
    return bool(rows)


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


def _without_rules(cells: list[list[Read]], heads: int) -> tuple[list[list[Read]], int]:
    """The rows but for those that are lines between others, and how many of them the head has; all of them where a
    cell spans rows, which counts the lines, or nothing else is there."""
    rules = [all(map(_is_rule, row)) for row in cells]
    if all(rules) or any(cell.rows > 1 for row in cells for cell in row):
        return cells, heads
    return [row for row, rule in zip(cells, rules, strict=True) if not rule], heads - sum(rules[:heads])


def _is_rule(cell: Read) -> bool:
    """Whether a cell holds a rule and nothing else, or nothing in a row that is called a line."""
    held = list(cell.element.shown)
    if not held:
        return isinstance(row := cell.element.parent, Element) and "hline" in row.classes
    return all(isinstance(node, Element) and node.name == "hr" for node in held)


def _captioned(reader: Reader, element: Element, cells: list[list[Read]], heads: int) -> tuple[Block, ...]:
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


def _table(reader: Reader, element: Element, cells: list[list[Read]], heads: int) -> Table:
    plain = max((len(row) for row in cells), default=1)
    spanning = max(4 * plain, 50)
    widest = max(sum(min(cell.columns, _sane(cell.columns, plain)) for cell in row) for row in cells)
    heads = head_rows(cells, heads)
    keyed = not heads and is_keyed(cells)
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
            made = Cell(content_of(cell, header=number < max(heads, 1) and not keyed), span=reader.span(cell.element))
            columns = min(_sane(cell.columns, plain), cell.columns)
            again = (
                made
                if (number < heads or _repeats(made, columns, widest if number else columns + 1)) and not _shows(made)
                else Cell((), span=made.span)
            )
            for column in range(columns):
                if cell.rows > 1 and len(line) < spanning:
                    following[len(line)] = (cell.rows - 1, again)
                if not grid:
                    align.append(align_of(cell.element))
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
        filled[:heads] = [one_head(filled[:heads])]
    aligned: list[Align] = (align + [""] * width)[:width]
    return Table(tuple(aligned), tuple(filled), span=reader.span(element))


def _shows(cell: Cell) -> bool:
    """Whether a cell holds a picture, which stands once."""
    return next(of_kinds(cell, Image), None) is not None


def _repeats(cell: Cell, columns: int, widest: int) -> bool:
    """Whether what a cell holds is said of each column and row that it spans: a short value,
    not prose or a title of rows."""
    return (columns == 1 or columns < widest) and len(text_of(cell.children)) <= SHORT


def _sane(columns: int, plain: int) -> int:
    """How wide a cell may be: as it says, but never far beyond what any row fills."""
    return columns if columns <= max(4 * plain, 50) else plain

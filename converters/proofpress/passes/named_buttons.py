"""Buttons typed into Markdown that a heading or a row of a table is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proofpress.passes.inlines import Inlines, each_level, with_children
from proofpress.passes.typed_html import tag_of
from proofpress.readers.html.button_places import is_name, tells_apart
from proofpress.readers.html.reader import has_letters
from proofpress.tree import Block, Cell, Document, Heading, InlineHtml, Row, Table, of_kinds, text_of


def freed(document: Document) -> Document:
    """The document without the tags around such words."""
    if not any(tag_of(node) == ("button", False) for node in of_kinds(document, InlineHtml)):
        return document
    return each_level(document, lambda blocks: tuple(map(_block, blocks)))


def _block(node: Block) -> Block:
    if isinstance(node, Heading):
        is_all = node.children and tag_of(node.children[0]) == ("button", False) and _outside(node.children) == ""
        return with_children(node, _bare(node.children)) if is_all and is_name(text_of(node.children)) else node
    return replace(node, rows=tuple(_rows(node.rows))) if isinstance(node, Table) else node


def _rows(rows: Sequence[Row]) -> Iterator[Row]:
    for at, row in enumerate(rows):
        beside = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
        cells = [_cell(row, column, beside) for column in range(len(row.cells))]
        yield replace(row, cells=tuple(cells))


def _cell(row: Row, column: int, beside: Sequence[Row]) -> Cell:
    cell = row.cells[column]
    labels = list(_labels(cell.children))
    said = any(has_letters(_outside(one.children)) for one in row.cells if one is not cell)
    others = [set(_labels(one.cells[column].children)) for one in beside]
    if not labels or not said or not all(tells_apart(label, others, leads=column == 0) for label in labels):
        return cell
    return with_children(cell, _bare(cell.children))


def _bare(run: Inlines) -> Inlines:
    return tuple(node for node in run if tag_of(node)[0] != "button")


def _labels(run: Inlines) -> Iterator[str]:
    """The words of each button of a run."""
    start = -1
    for at, node in enumerate(run):
        name, closes = tag_of(node)
        if name == "button" and not closes:
            start = at
        elif name == "button" and start >= 0:
            yield text_of(run[start:at]).strip()
            start = -1


def _outside(run: Inlines) -> str:
    """What a run says outside of its buttons."""
    said, within = "", False
    for node in run:
        name, closes = tag_of(node)
        if name == "button":
            within = not closes
        elif not within:
            said += text_of(node)
    return said.strip()

"""Controls typed into Markdown that a heading or a row is about, or that an item shows behind its label."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.buttons import OPENS, control_in, end_of
from proofpress.passes.inlines import Inlines, each_level, with_children
from proofpress.passes.typed_html import CONVERTED, tag_of
from proofpress.readers.html.button_places import is_labelled, is_name, is_shown, tells_apart
from proofpress.readers.html.control_words import FIELDS, label_of
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import has_letters
from proofpress.tree import (
    Block,
    Cell,
    Document,
    Heading,
    InlineHtml,
    Item,
    List,
    Paragraph,
    Row,
    Table,
    Text,
    cover,
    of_kinds,
    text_of,
)


def freed(document: Document, ledger: Ledger) -> Document:
    """The document without the tags around such words."""
    if OPENS.isdisjoint(map(tag_of, of_kinds(document, InlineHtml))):
        return document
    return each_level(document, lambda blocks: tuple(_block(node, ledger) for node in blocks))


def _block(node: Block, ledger: Ledger) -> Block:
    if isinstance(node, Heading):
        is_all = node.children and tag_of(node.children[0]) == ("button", False) and _outside(node.children) == ""
        return with_children(node, _bare(node.children)) if is_all and is_name(text_of(node.children)) else node
    if isinstance(node, List):
        return replace(node, items=tuple(_item(one, ledger) for one in node.items))
    return replace(node, rows=tuple(_rows(node.rows, ledger))) if isinstance(node, Table) else node


def _item(item: Item, ledger: Ledger) -> Item:
    """An item without the tags of the control that it shows behind a label."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph):
        return item
    shown = with_children(first, _shown(first.children, is_labelled, ledger))
    return replace(item, children=(shown, *item.children[1:]))


def _shown(run: Inlines, fits: Callable[[Element, str, str], bool], ledger: Ledger) -> Inlines:
    """A run with the words of its first control in place of its tags, if that fits what stands before and behind."""
    tags = tuple(map(tag_of, run))
    at = next((at for at, tag in enumerate(tags) if tag in OPENS), -1)
    if at < 0:
        return run
    end = end_of(tags, at)
    control = control_in(run[at : end + 1])
    if control is None or not fits(control, text_of(run[:at]), text_of(run[end + 1 :])):
        return run
    shown = Text(label_of(control), span=cover(run[at : end + 1]))
    ledger.repaired(shown.span, *CONVERTED)
    return (*run[:at], shown, *run[end + 1 :])


def _is_alone(control: Element, before: str, behind: str) -> bool:
    """Whether a control is a field that shows words, and all that its cell says."""
    return control.name in FIELDS and not has_letters(before + behind) and is_shown(control)


def _rows(rows: Sequence[Row], ledger: Ledger) -> Iterator[Row]:
    for at, row in enumerate(rows):
        beside = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
        cells = [_cell(row, column, beside) for column in range(len(row.cells))]
        if at and any(has_letters(_outside(one.children)) for one in cells):
            cells = [with_children(one, _shown(one.children, _is_alone, ledger)) for one in cells]
        yield replace(row, cells=tuple(cells))


def _cell(row: Row, column: int, beside: Sequence[Row]) -> Cell:
    cell = row.cells[column]
    labels = list(_labels(cell.children, "button"))
    if not labels:
        return cell
    said = any(has_letters(_outside(one.children)) for one in row.cells if one is not cell)
    others = [set(_labels(one.cells[column].children, *FIELDS, "button")) for one in beside]
    if not said or not all(tells_apart(label, others, leads=column == 0) for label in labels):
        return cell
    return with_children(cell, _bare(cell.children))


def _bare(run: Inlines) -> Inlines:
    return tuple(node for node in run if tag_of(node)[0] != "button")


def _labels(run: Inlines, *names: str) -> Iterator[str]:
    """The words of each control of a run that has one of these names."""
    tags = tuple(map(tag_of, run))
    for at, (name, closes) in enumerate(tags):
        if name in names and not closes and (control := control_in(run[at : end_of(tags, at) + 1])) is not None:
            yield label_of(control).strip()


def _outside(run: Inlines) -> str:
    """What a run says outside of its controls."""
    said, within = "", False
    for node in run:
        name, closes = tag_of(node)
        if (name, False) in OPENS:
            within = not closes and name != "input"
        elif not within:
            said += text_of(node)
    return said.strip()

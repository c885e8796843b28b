"""Change every run of inlines, or every list of blocks, in a tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from proofpress.tree import (
    Block,
    Cell,
    Container,
    Definitions,
    Delete,
    Details,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Tagged,
)

Inlines = tuple[Inline, ...]
Blocks = tuple[Block, ...]
_WITH_INLINES = frozenset((Emphasis, Strong, Delete, Tagged, Link))
_WITH_BLOCKS = frozenset((Quote, Container, Details, Footnote, List, Definitions))
_Parent = TypeVar(
    "_Parent",
    bound="Document | Paragraph | Heading | Quote | Container | Footnote | Details | Item | Cell | Emphasis | "
    "Strong | Delete | Tagged | Link",
)


def each_run(document: Document, change: Callable[[Inlines], Inlines], *, headings: bool = True) -> Document:
    """The document with `change` applied to every run of inlines: the children of paragraphs, headings,
    cells and terms.

    Where nothing changes, the very same document comes back; so it is with every function here.
    """
    return with_children(document, tuple(_block(node, change, headings) for node in document.children))


def nested(run: Inlines, change: Callable[[Inlines], Inlines], *, links: bool = True) -> Inlines:
    """The run with `change` applied to the children of its emphasis and, with `links`, its links;
    deeper runs are for `change`."""
    if _WITH_INLINES.isdisjoint(map(type, run)):
        return run
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Emphasis | Strong | Delete | Tagged) or (links and isinstance(node, Link)):
            node = with_children(node, change(node.children))
        out.append(node)
    return tuple(out)


def each_level(document: Document, change: Callable[[Blocks], Blocks], *, top: bool = True) -> Document:
    """The document with `change` applied to every list of sibling blocks, the innermost first; without `top` not to
    the document's own."""
    inner = _levels_in(document.children, change)
    return with_children(document, change(inner) if top else inner)


def with_children(node: _Parent, children: Any) -> _Parent:
    """The node with these children; itself where they are the ones it has."""
    return node if children is node.children or _are(children, node.children) else replace(node, children=children)


def _block(node: Block, change: Callable[[Inlines], Inlines], headings: bool) -> Block:
    def inner(nodes: Blocks) -> Blocks:
        return tuple(_block(child, change, headings) for child in nodes)

    match node:
        case Paragraph():
            return with_children(node, change(node.children))
        case Heading():
            return with_children(node, change(node.children)) if headings else node
        case Quote() | Container() | Footnote() | Details():
            return with_children(node, inner(node.children))
        case List():
            return with_items(node, tuple(with_children(item, inner(item.children)) for item in node.items))
        case Table():
            rows = tuple(
                _row(row, tuple(with_children(cell, change(cell.children)) for cell in row.cells)) for row in node.rows
            )
            return node if all(map(is_, rows, node.rows)) else replace(node, rows=rows)
        case Definitions():
            return _entries(
                node, tuple((change(term), tuple(inner(body) for body in bodies)) for term, bodies in node.entries)
            )
        case _:
            return node


def _row(row: Row, cells: tuple[Cell, ...]) -> Row:
    return row if all(map(is_, cells, row.cells)) else replace(row, cells=cells)


def with_items(node: List, items: tuple[Item, ...]) -> List:
    """The list with these items; itself where they are the ones it has."""
    return node if all(map(is_, items, node.items)) else replace(node, items=items)


def _entries(node: Definitions, entries: tuple[tuple[Inlines, tuple[Blocks, ...]], ...]) -> Definitions:
    return node if all(map(_is_entry, entries, node.entries)) else replace(node, entries=entries)


def _is_entry(one: tuple[Inlines, tuple[Blocks, ...]], other: tuple[Inlines, tuple[Blocks, ...]]) -> bool:
    """Whether two entries hold the very same nodes."""
    return _are(one[0], other[0]) and len(one[1]) == len(other[1]) and all(map(_are, one[1], other[1]))


def _are(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _level(nodes: Blocks, change: Callable[[Blocks], Blocks]) -> Blocks:
    return change(_levels_in(nodes, change))


def _levels_in(nodes: Blocks, change: Callable[[Blocks], Blocks]) -> Blocks:
    if _WITH_BLOCKS.isdisjoint(map(type, nodes)):
        return nodes
    out: list[Block] = []
    for node in nodes:
        match node:
            case Quote() | Container() | Details() | Footnote():
                out.append(with_children(node, _level(node.children, change)))
            case List():
                out.append(
                    with_items(node, tuple(with_children(item, _level(item.children, change)) for item in node.items))
                )
            case Definitions():
                entries = tuple((term, tuple(_level(body, change) for body in bodies)) for term, bodies in node.entries)
                out.append(_entries(node, entries))
            case _:
                out.append(node)
    return tuple(out)

"""Change every run of inlines, or every list of blocks, in a tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
    Strong,
    Table,
    Tagged,
)

Inlines = tuple[Inline, ...]
Blocks = tuple[Block, ...]


def each_run(document: Document, change: Callable[[Inlines], Inlines], *, headings: bool = True) -> Document:
    """The document with `change` applied to every run of inlines: the children of paragraphs, headings, cells and terms."""
    return replace(document, children=tuple(_block(node, change, headings) for node in document.children))


def nested(run: Inlines, change: Callable[[Inlines], Inlines], *, links: bool = True) -> Inlines:
    """The run with `change` applied to the children of its emphasis and, with `links`, its links, innermost first."""
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Emphasis | Strong | Delete | Tagged) or (links and isinstance(node, Link)):
            inner = change(nested(node.children, change, links=links))
            node = node if inner == node.children else replace(node, children=inner)
        out.append(node)
    return tuple(out)


def each_level(document: Document, change: Callable[[Blocks], Blocks]) -> Document:
    """The document with `change` applied to every list of sibling blocks, the innermost first."""
    return replace(document, children=_level(document.children, change))


def _block(node: Block, change: Callable[[Inlines], Inlines], headings: bool) -> Block:
    def inner(nodes: Blocks) -> Blocks:
        return tuple(_block(child, change, headings) for child in nodes)

    match node:
        case Paragraph():
            return replace(node, children=change(node.children))
        case Heading():
            return replace(node, children=change(node.children)) if headings else node
        case Quote() | Container() | Footnote():
            return replace(node, children=inner(node.children))
        case List():
            return replace(node, items=tuple(replace(item, children=inner(item.children)) for item in node.items))
        case Table():
            rows = tuple(replace(row, cells=tuple(_cell(cell, change) for cell in row.cells)) for row in node.rows)
            return replace(node, rows=rows)
        case Details():
            return replace(node, children=inner(node.children))
        case Definitions():
            return replace(node, entries=tuple((change(term), tuple(inner(body) for body in bodies)) for term, bodies in node.entries))
        case _:
            return node


def _cell(cell: Cell, change: Callable[[Inlines], Inlines]) -> Cell:
    return replace(cell, children=change(cell.children))


def _level(nodes: Blocks, change: Callable[[Blocks], Blocks]) -> Blocks:
    out: list[Block] = []
    for node in nodes:
        match node:
            case Quote() | Container() | Details() | Footnote():
                out.append(replace(node, children=_level(node.children, change)))
            case List():
                items = tuple(Item(_level(item.children, change), item.checked, span=item.span) for item in node.items)
                out.append(replace(node, items=items))
            case Definitions():
                entries = tuple((term, tuple(_level(body, change) for body in bodies)) for term, bodies in node.entries)
                out.append(replace(node, entries=entries))
            case _:
                out.append(node)
    return change(tuple(out))

"""Numbers between dollars, on pages whose script reads what stands between dollars as a formula:
there they are no money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from proofpress import scripts
from proofpress.source import Source, Span
from proofpress.tree import Block, Heading, Inline, InlineMath, Item, List, Paragraph, Quote, Table, Text

_NUMBER = re.compile(r"(?<![\\$\w])\$(?P<number>\d+(?:[.,]\d+)*)\$(?![\w$])")
_SETTINGS = ("inlineMath", "renderMathInElement", "delimiters")
_LONGEST = 400


def are_read(root: Source) -> bool:
    """True where the page sets up a script that takes single dollars."""
    places = (root.text.find(name) for name in _SETTINGS)
    return any(at >= 0 and scripts.read((root.text[at : at + _LONGEST],)).dollars for at in places)


def numbers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with such numbers as formulas."""
    return tuple(map(_block, blocks))


def _block(node: Block) -> Block:
    match node:
        case Paragraph() | Heading():
            return replace(node, children=_run(node.children))
        case Quote():
            return replace(node, children=numbers(node.children))
        case List():
            return replace(node, items=tuple(map(_item, node.items)))
        case Table():
            rows = (
                replace(row, cells=tuple(replace(c, children=_run(c.children)) for c in row.cells)) for row in node.rows
            )
            return replace(node, rows=tuple(rows))
        case _:
            return node


def _item(item: Item) -> Item:
    return replace(item, children=numbers(item.children))


def _run(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(made for node in children for made in (_parts(node) if isinstance(node, Text) else (node,)))


def _parts(node: Text) -> Iterator[Inline]:
    at = 0
    exact = len(node.value) == node.span.end - node.span.start

    def span(start: int, end: int) -> Span:
        return Span(node.span.start + start, node.span.start + end) if exact else node.span

    for found in _NUMBER.finditer(node.value):
        if at < found.start():
            yield Text(node.value[at : found.start()], span=span(at, found.start()))
        yield InlineMath(found["number"], span=span(*found.span()), inner=span(*found.span("number")))
        at = found.end()
    if at < len(node.value):
        yield Text(node.value[at:], span=span(at, len(node.value))) if at else node

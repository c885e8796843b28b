"""Markdown between the tags of one element that blank lines cut, as the HTML that it is there: a listing or a list in
the cell of a table that its author typed as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from proofpress.source import Piece, Source, Span
from proofpress.tree import Block, Code, HtmlBlock, Item, List, of_kinds


def as_page(blocks: Sequence[Block], root: Source) -> Source:
    """The source of blocks, from the first to the last, with fenced code and lists among them as elements."""
    return root.derive(_between(blocks, root, Span(blocks[0].span.start, blocks[-1].span.end)))


def _between(blocks: Sequence[Block], root: Source, around: Span) -> Iterator[Piece]:
    at = around.start
    for block in blocks:
        if not _is_typed(block):
            continue
        yield Piece(root.text[at : block.span.start], at, block.span.start)
        yield from _element(block, root)
        at = block.span.end
    yield Piece(root.text[at : around.end], at, around.end)


def _is_typed(block: Block) -> bool:
    if isinstance(block, Code):
        return bool(block.fence)
    return isinstance(block, List) and next(of_kinds(block, HtmlBlock), None) is None


def _element(block: Block, root: Source) -> Iterator[Piece]:
    start, end = block.span
    if isinstance(block, Code):
        named = f' class="language-{escape(block.lang)}"' if block.lang else ""
        yield Piece(f"<pre><code{named}>{escape(block.value)}\n</code></pre>", start, end)
    elif isinstance(block, List):
        name = "ul" if block.start is None else "ol"
        yield Piece(f'<{name} start="{block.start}">' if name == "ol" else "<ul>", start, start)
        for item in block.items:
            yield from _item(item, root)
        yield Piece(f"</{name}>", end, end)


def _item(item: Item, root: Source) -> Iterator[Piece]:
    start, end = item.span
    box = "" if item.checked is None else f'<input type="checkbox"{" checked" * item.checked}>'
    yield Piece(f"<li>{box}", start, start)
    for block in item.children:
        if _is_typed(block):
            yield from _element(block, root)
        else:
            yield Piece("<p>", block.span.start, block.span.start)
            yield Piece(root.text[slice(*block.span)], *block.span)
            yield Piece("</p>", block.span.end, block.span.end)
    yield Piece("</li>", end, end)

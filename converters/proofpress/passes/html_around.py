"""Markdown between the tags of one element that blank lines cut, as the HTML that it is there: a listing, a list, a
table or paragraphs in the cell of a table that its author typed as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from proofpress.markdown.html import BLOCKS
from proofpress.passes.inlines_as_html import pieces
from proofpress.passes.typed_html import TAG, name_of
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Block,
    Code,
    Heading,
    HtmlBlock,
    InlineHtml,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    of_kinds,
)

_HOLDS_NO_TEXT = frozenset("table thead tbody tfoot tr colgroup select video audio picture object".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def as_page(blocks: Sequence[Block], root: Source, apart: Sequence[Block] = ()) -> Source:
    """The source of blocks, from first to last: those of Markdown as elements, and none of those `apart`."""
    around = Span(blocks[0].span.start, blocks[-1].span.end)
    return root.derive(_between(blocks, root, around, set(map(id, apart))))


def misplaced(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of Markdown between tags where an element holds no text: right in a table and in no cell of it, or in
    a video. A reader of Markdown shows them, and a browser moves them out."""
    found: list[Block] = []
    opened: list[str] = []
    for block in blocks:
        if isinstance(block, HtmlBlock):
            _follow(block.value, opened)
        elif opened and opened[-1] in _HOLDS_NO_TEXT and (_is_typed(block) or not isinstance(block, Paragraph | Code)):
            found.append(block)
    return found


def _follow(value: str, opened: list[str]) -> None:
    for tag in TAG.finditer(value):
        name = tag[2].lower()
        if not tag[1] and name not in _VOID and not tag[3].endswith("/"):
            opened.append(name)
        elif tag[1] and name in opened:
            while opened.pop() != name:
                pass


def _between(blocks: Sequence[Block], root: Source, around: Span, apart: set[int]) -> Iterator[Piece]:
    at = around.start
    for block in blocks:
        if id(block) not in apart and not _is_typed(block):
            continue
        yield Piece(root.text[at : block.span.start], at, block.span.start)
        if id(block) not in apart:
            yield from _element(block, root)
        at = block.span.end
    yield Piece(root.text[at : around.end], at, around.end)


def _is_typed(block: Block) -> bool:
    if isinstance(block, Code):
        return bool(block.fence)
    if isinstance(block, Quote):
        return all(map(_is_typed, block.children))
    if isinstance(block, Paragraph | Heading):
        return all(name_of(one.value) not in BLOCKS for one in of_kinds(block, InlineHtml))
    return isinstance(block, List | Table) and next(of_kinds(block, HtmlBlock), None) is None


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
    elif isinstance(block, Table):
        yield Piece("<table>", start, start)
        for number, row in enumerate(block.rows):
            yield from _row(row, "td" if number else "th", root)
        yield Piece("</table>", end, end)
    elif isinstance(block, Paragraph | Heading):
        name = f"h{block.depth}" if isinstance(block, Heading) else "p"
        yield Piece(f"<{name}>", start, start)
        yield from pieces(block.children, root)
        yield Piece(f"</{name}>", end, end)
    elif isinstance(block, Quote):
        yield Piece("<blockquote>", start, start)
        for inner in block.children:
            yield from _element(inner, root)
        yield Piece("</blockquote>", end, end)


def _row(row: Row, name: str, root: Source) -> Iterator[Piece]:
    yield Piece("<tr>", row.span.start, row.span.start)
    for cell in row.cells:
        yield Piece(f"<{name}>", cell.span.start, cell.span.start)
        yield from pieces(cell.children, root)
        yield Piece(f"</{name}>", cell.span.end, cell.span.end)
    yield Piece("</tr>", row.span.end, row.span.end)


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

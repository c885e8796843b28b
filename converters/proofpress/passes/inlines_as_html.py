"""A line of Markdown as the HTML that it is, between tags that its author typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from proofpress.passes.inlines import Blocks, Inlines, each_run, nested
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Break,
    Delete,
    Document,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    Link,
    Strong,
    Tagged,
    Text,
    place_in,
    sliced,
)

_TAGS: dict[type, str] = {Emphasis: "em", Strong: "strong", Delete: "del"}


def pieces(nodes: Iterable[Inline], root: Source) -> Iterator[Piece]:
    """The pieces of nodes with their places; a formula and the mark of a note as they were written."""
    for node in nodes:
        start, end = node.span
        match node:
            case Text():
                yield Piece(escape(node.value, quote=False), start, end)
            case InlineHtml():
                yield Piece(node.value, start, end)
            case InlineCode():
                yield Piece(f"<code>{escape(node.value, quote=False)}</code>", start, end)
            case Break():
                yield Piece("<br>", start, end)
            case Image():
                yield Piece(f'<img src="{escape(node.url)}" alt="{escape(node.alt)}"{_title(node)}>', start, end)
            case Link():
                yield from _around(f'a href="{escape(node.url)}"{_title(node)}', node.children, node.span, root)
            case Emphasis() | Strong() | Delete():
                yield from _around(_TAGS[type(node)], node.children, node.span, root)
            case Tagged():
                yield from _around(node.tag, node.children, node.span, root)
            case _:
                yield Piece(escape(root.text[start:end], quote=False), start, end)


def with_marks(blocks: Blocks, labels: frozenset[str]) -> Blocks:
    """The blocks that a reader of HTML made, with the marks of notes that stand in them as they were written."""
    if not labels:
        return blocks

    def run(nodes: Inlines) -> Inlines:
        return nested(tuple(part for node in nodes for part in _marks(node, labels)), run)

    return each_run(Document(blocks), run).children


def _marks(node: Inline, labels: frozenset[str]) -> Iterator[Inline]:
    if not isinstance(node, Text) or "[^" not in node.value:
        yield node
        return
    at = 0
    for found in _MARK.finditer(node.value):
        if found[1] in labels:
            if at < found.start():
                yield sliced(node, at, found.start())
            yield FootnoteReference(found[1], span=place_in(node, *found.span()))
            at = found.end()
    if at < len(node.value):
        yield sliced(node, at, len(node.value))


_MARK = regex(r"\[\^([^\[\]\s]{1,200}+)\]")


def _title(node: Link | Image) -> str:
    return f' title="{escape(node.title)}"' if node.title else ""


def _around(tag: str, children: Iterable[Inline], span: Span, root: Source) -> Iterator[Piece]:
    yield Piece(f"<{tag}>", span.start, span.start)
    yield from pieces(children, root)
    yield Piece(f"</{tag.partition(' ')[0]}>", span.end, span.end)

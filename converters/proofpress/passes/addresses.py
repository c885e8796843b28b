"""Bare addresses become links: a code host would link them with whatever punctuation follows,
other parsers not at all."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.address import find
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.passes.redirects import led
from proofpress.source import Span
from proofpress.tree import Document, Inline, Link, Text


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every bare address as a link to itself."""
    made: list[Link] = []

    def run(nodes: Inlines) -> Inlines:
        nodes = nested(nodes, run, links=False)
        if not any(isinstance(node, Text) and "://" in node.value for node in nodes):
            return nodes
        out: list[Inline] = []
        for node in nodes:
            parts = tuple(_linked(node)) if isinstance(node, Text) else (node,)
            parts = parts if parts == (node,) else tuple(one for part in parts for one in led(part, ledger))
            made.extend(part for part in parts if isinstance(part, Link) and part is not node)
            out.extend(parts)
        return tuple(out)

    linked = each_run(document, run)
    if made:
        ledger.repaired(made[0].span, f"{len(made)} bare addresses are links now", f"{len(made)} 个裸网址改为链接")
    return linked


def _linked(node: Text) -> Iterator[Inline]:
    at = 0
    for start, end in find(node.value):
        if start > at:
            yield _part(node, at, start)
        inner = _part(node, start, end)
        yield Link(node.value[start:end], (inner,), span=inner.span)
        at = end
    yield _part(node, at, len(node.value)) if at else node


def _part(node: Text, start: int, end: int) -> Text:
    exact = node.span.end - node.span.start == len(node.value)
    return Text(
        node.value[start:end], span=Span(node.span.start + start, node.span.start + end) if exact else node.span
    )

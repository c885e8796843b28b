"""Links that name a place of the author's site generator as in `{static}/a.png`: the path alone is everybody's."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.regex import regex
from proofpress.tree import Document, Image, Inline, Link, of_kinds

_PLACE = regex(r"(?:\{|%7[Bb]|\||%7[Cc])(?:filename|static|attach)(?:\}|%7[Dd]|\||%7[Cc])(?=.)")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with the paths of such links and images, which stand as the author wrote them behind the sign."""
    if not any(_PLACE.match(node.url) for node in of_kinds(document, Link, Image)):
        return document

    def run(nodes: Inlines) -> Inlines:
        return tuple(_plain(node, ledger) for node in nested(nodes, run))

    return each_run(document, run)


def _plain(node: Inline, ledger: Ledger) -> Inline:
    if not isinstance(node, Link | Image) or not (found := _PLACE.match(node.url)):
        return node
    ledger.repaired(
        node.span, "an address in words of a site generator is its path", "站点生成器的占位链接改为路径", text=found[0]
    )
    return replace(node, url=node.url[found.end() :])

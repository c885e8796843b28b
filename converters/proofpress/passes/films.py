"""A picture whose address is the page of a film or a post (`![](https://youtu.be/…)`), which the program of its author
shows in a player, is a link: no browser draws it."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.regex import regex
from proofpress.tree import Document, Image, Link, Text, of_kinds

_PAGE = regex(
    r"https?://(?:(?:www|m|music|player)\.)?(?:"
    r"youtube(?:-nocookie)?\.com/(?:watch\?|embed/|shorts/|live/|playlist\?)|youtu\.be/[\w-]"
    r"|bilibili\.com/(?:video/|bangumi/|player\.html\?)|b23\.tv/\w|vimeo\.com/(?:video/)?\d"
    r"|(?:x|twitter)\.com/\w+/status/\d)"
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with links to such pages in the place of pictures."""
    if not any(_PAGE.match(node.url) for node in of_kinds(document, Image)):
        return document
    return each_run(document, lambda run: _run(run, ledger))


def _run(run: Inlines, ledger: Ledger) -> Inlines:
    run = nested(run, lambda inner: _run(inner, ledger), links=False)
    return tuple(_link(node, ledger) if isinstance(node, Image) and _PAGE.match(node.url) else node for node in run)


def _link(node: Image, ledger: Ledger) -> Link:
    ledger.repaired(node.span, "a film that the article shows is a link", "嵌入的视频改为链接")
    return Link(node.url, (Text(node.alt or node.url, span=node.span),), node.title, span=node.span)

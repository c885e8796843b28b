"""Links lead where their readers arrive: through no redirect, without marks of visits,
and no word links to a site's own search."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.readers.html.links import full_size
from proofpress.redirects import direct, is_search, picture
from proofpress.tree import Document, Image, Inline, Link, Text, of_kinds


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with direct links; a bare address shows where it leads."""
    if all(
        direct(link.url) == link.url and not is_search(link.url) and not _is_of_a_picture(link)
        for link in of_kinds(document, Link)
    ) and all(picture(image.url) == image.url for image in of_kinds(document, Image)):
        return document

    def run(nodes: Inlines) -> Inlines:
        return tuple(made for node in nested(nodes, run) for made in led(node, ledger))

    return each_run(document, run)


def _is_of_a_picture(link: Link) -> bool:
    return len(link.children) == 1 and isinstance(link.children[0], Image)


def led(node: Inline, ledger: Ledger) -> Inlines:
    """A link as it leads directly, a picture by its own address, any other node as it is."""
    if isinstance(node, Image) and (own := picture(node.url)) != node.url:
        ledger.repaired(
            node.span,
            f"a picture that a service draws in another size is {own}",
            f"经缩放服务的图片改为 {own}",
            text=node.url,
        )
        return (replace(node, url=own),)
    if not isinstance(node, Link):
        return (node,)
    if is_search(node.url):
        ledger.repaired(
            node.span,
            "a word that its site links to a search is the word alone",
            "站内搜索链接，仅保留文字",
            text=node.url,
        )
        return node.children
    url = direct(node.url)
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, Image) and (shown := full_size(only, url, ledger)) is not None:
        return (shown,)
    if url == node.url:
        return (node,)
    ledger.repaired(
        node.span,
        f"a link through a redirect, or with marks of visits, leads to {url}",
        f"经跳转页或带跟踪参数的链接改为 {url}",
        text=node.url,
    )
    if isinstance(only, Text) and only.value == node.url:
        return (replace(node, url=url, children=(replace(only, value=url),)),)
    return (replace(node, url=url),)

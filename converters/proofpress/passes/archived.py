"""Addresses of a page that the Internet Archive shows: it leads every one through itself, the author wrote none so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run, nested
from proofpress.redirects import archived
from proofpress.regex import regex
from proofpress.tree import Document, Image, Inline, Link, Text, of_kinds

_SHOWN = regex(r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->|<!--\s++FILE ARCHIVED ON \d\d:\d\d:\d\d ")
"""What the archive writes into each page."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with the addresses that its author wrote. Whoever points to the archive does it on a page of his
    own, and with its host: the page is known by what the archive wrote into it, or by addresses that lack the host."""
    source = document.meta.get("source")
    told = source.get("url") if isinstance(source, Mapping) else None
    url = told if isinstance(told, str) else ""
    site = "/".join(url.split("/")[:3])  # which the reader has put before the addresses that lack a host

    def own(address: str) -> str:
        return archived(address.removeprefix(site))

    through = [node.url for node in of_kinds(document, Link, Image) if own(node.url)]
    if not through and not own(url):
        return document
    if not any(address.startswith("/web/") for address in through) and not _SHOWN.search(ledger.root.text):
        return document

    def run(nodes: Inlines) -> Inlines:
        return tuple(
            _led(node, own(node.url), ledger) if isinstance(node, Link | Image) else node for node in nested(nodes, run)
        )

    made = each_run(document, run)
    if isinstance(source, Mapping) and (page := archived(url)):
        return replace(made, meta={**made.meta, "source": {**source, "url": page}})
    return made


def _led(node: Link | Image, own: str, ledger: Ledger) -> Inline:
    if not own:
        return node
    ledger.repaired(
        node.span,
        f"an address through the web archive that shows the page is {own}",
        f"经网页存档的地址改为原地址 {own}",
        text=node.url,
    )
    if isinstance(node, Link) and node.children == (Text(node.url),):
        return replace(node, url=own, children=(replace(node.children[0], value=own),))
    return replace(node, url=own)

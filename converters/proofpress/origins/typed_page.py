"""Pages whose article is Markdown in an element that a script of the page reads and draws (Strapdown, zero-md, Remark,
reveal.js): nobody reads it there, and it is all that the page says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from proofpress.ledger import Ledger
from proofpress.origins import page_metadata, plain
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical
from proofpress.origins.site import say_frame
from proofpress.readers.html import Element, drawn_markdown
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Document

_LEAST = 120
"""Characters of Markdown from which on it may be an article."""
_TITLE = regex(r"\s*+#[ \t]")
"""A title of its own, before which a page's name is that of its file."""
_UNSEEN = frozenset(("script", "style", "title", "xmp", "textarea", "noscript", "template"))


def recognises(given: Input) -> bool:
    """True for a page that shows far less than such an element holds."""
    if not given.is_page or not given.page.tagged("xmp", "script", "textarea"):
        return False
    held = sum(one.close - one.inner for one in _holders(given))
    return held >= _LEAST and held > 2 * _shown(given)


def read(given: Input, ledger: Ledger) -> Document:
    """The Markdown of these elements, one after the other, under what the page and its front matter say."""
    meta = page_metadata.of_page(given.page)
    holders = list(_holders(given))
    say_frame(given.page.root, holders, ledger, given)
    pieces: list[Piece] = []
    for holder in holders:
        if pieces:
            pieces.append(Piece("\n\n", holder.inner, holder.inner))
        pieces += chain.from_iterable(drawn_markdown.lines(given.body.text, holder))
    values, body = plain.header(given.body.derive(pieces), ledger)
    if _TITLE.match(body.text):
        meta.pop("title", None)
    return plain.read_body(body, {**meta, **canonical(values)}, ledger)


def _holders(given: Input) -> Iterator[Element]:
    end = 0
    for element in sorted(given.page.tagged("xmp", "script", "textarea"), key=lambda one: one.start):
        if element.start >= end and drawn_markdown.is_drawn(element):
            end = element.end
            yield element


def _shown(given: Input) -> int:
    """How many letters the rest of the page shows."""
    total = 0
    for chars in given.page.root.chars():
        node: object = chars.parent
        while isinstance(node, Element) and node.name not in _UNSEEN:
            node = node.parent
        total += 0 if isinstance(node, Element) else len(chars.strip())
    return total

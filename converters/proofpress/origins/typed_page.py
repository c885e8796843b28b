"""Pages whose article is Markdown in an element that a script of the page reads and draws (Strapdown, zero-md, Remark,
reveal.js): nobody reads it there, and it is all that the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from proofpress.ledger import Ledger
from proofpress.origins import page_metadata, plain
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical
from proofpress.origins.site import say_frame
from proofpress.readers.html import Element
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Document

_TYPES = frozenset(("text/markdown", "text/x-markdown", "text/template"))
_LEAST = 120
"""Characters of Markdown from which on it may be an article."""
_INDENT = regex(r"^[ \t]*(?=\S)", re.M)
_TITLE = regex(r"\s*+#[ \t]")
"""A title of its own, before which a page's name is that of its file."""
_UNSEEN = frozenset(("script", "style", "title", "xmp", "textarea", "noscript", "template"))
_REFERENCE = regex(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")


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
        pieces += _lines(given.body.text, holder)
    values, body = plain.header(given.body.derive(pieces), ledger)
    if _TITLE.match(body.text):
        meta.pop("title", None)
    return plain.read_body(body, {**meta, **canonical(values)}, ledger)


def _holders(given: Input) -> Iterator[Element]:
    end = 0
    for element in sorted(given.page.tagged("xmp", "script", "textarea"), key=lambda one: one.start):
        if element.start >= end and _is_drawn(element):
            end = element.end
            yield element


def _is_drawn(element: Element) -> bool:
    """Whether a script draws the Markdown of an element: its own name or type, or that of what holds it, says so."""
    if element.name == "xmp":
        return True
    above = element.parent
    marked = "data-markdown" in element.attrs or isinstance(above, Element) and "data-markdown" in above.attrs
    if element.name == "script":
        kind = element.attr("type").partition(";")[0].strip().lower()
        return kind in _TYPES and (marked or kind != "text/template")
    return marked or element.attr("id") == "source"


def _shown(given: Input) -> int:
    """How many letters the rest of the page shows."""
    total = 0
    for chars in given.page.root.chars():
        node: object = chars.parent
        while isinstance(node, Element) and node.name not in _UNSEEN:
            node = node.parent
        total += 0 if isinstance(node, Element) else len(chars.strip())
    return total


def _lines(text: str, holder: Element) -> Iterator[Piece]:
    """The lines of an element without the indent that all of them share; a textarea's references are read."""
    held = text[holder.inner : holder.close]
    indent = min((len(found[0]) for found in _INDENT.finditer(held.lstrip("\n"))), default=0)
    at = holder.inner
    for line in held.splitlines(keepends=True):
        start, end = at + min(indent, len(line) - len(line.lstrip(" \t"))), at + len(line)
        if holder.name == "textarea":
            yield from _decoded(text, start, end)
        elif start < end:
            yield Piece(text[start:end], start, end)
        at = end


def _decoded(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _REFERENCE.finditer(text, start, end):
        if start < found.start():
            yield Piece(text[start : found.start()], start, found.start())
        yield Piece(unescape(found[0]), found.start(), found.end())
        start = found.end()
    if start < end:
        yield Piece(text[start:end], start, end)

"""Markdown in an element that a script of the page reads and draws (Strapdown, zero-md, Remark, reveal.js)."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece

_TYPES = frozenset(("text/markdown", "text/x-markdown", "text/template"))
_REFERENCE = regex(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")


def is_drawn(element: Element) -> bool:
    """Whether a script draws the Markdown of an element: its own name or type, or that of what holds it, says so."""
    if element.name == "xmp":
        return True
    above = element.parent
    marked = "data-markdown" in element.attrs or isinstance(above, Element) and "data-markdown" in above.attrs
    if element.name == "script":
        kind = element.attr("type").partition(";")[0].strip().lower()
        return kind in _TYPES and (marked or kind != "text/template")
    return marked or element.attr("id") == "source"


def lines(text: str, holder: Element) -> Iterator[list[Piece]]:
    """The lines of such an element, each with its end, without the indent that all of them share; a textarea's
    references are read."""
    held = text[holder.inner : holder.close].splitlines(keepends=True)
    indent = min((len(line) - len(line.lstrip(" \t")) for line in held if line.strip()), default=0)
    at = holder.inner
    for line in held:
        start, end = at + min(indent, len(line) - len(line.lstrip(" \t"))), at + len(line)
        if holder.name == "textarea":
            yield list(_decoded(text, start, end))
        else:
            yield [Piece(text[start:end], start, end)] if start < end else []
        at = end


def read(reader: Reader, element: Element) -> bool:
    """Write the lines of such an element, a paragraph each, in which typed Markdown is looked for; False for another
    element."""
    if not is_drawn(element):
        return False
    for line in lines(reader.page.source.text, element):
        reader.out.flush()
        reader.out.text(line)
    reader.out.flush()
    return True


def _decoded(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _REFERENCE.finditer(text, start, end):
        if start < found.start():
            yield Piece(text[start : found.start()], start, found.start())
        yield Piece(unescape(found[0]), found.start(), found.end())
        start = found.end()
    if start < end:
        yield Piece(text[start:end], start, end)

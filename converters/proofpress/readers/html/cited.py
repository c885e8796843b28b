"""Citations by key (`<d-cite key="a,b">`) and the bibliography that the page brings with it: each work is a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofpress import json_text, urls
from proofpress.readers.bibliography import Entry, bibtex, read
from proofpress.readers.html import cite_keys
from proofpress.readers.html.dom import Element, Page, once
from proofpress.readers.html.reader import Reader
from proofpress.source import Piece
from proofpress.tree import Footnote, FootnoteReference, Inline, Link, Paragraph, Text

_KINDS = frozenset(("text/bibtex", "text/bibliography", "text/biblography"))
_MOST = 4_000_000


def cite(reader: Reader, element: Element) -> None:
    """The marks of the works that an element names; a key without a work stays a key, as Markdown writes it."""
    if element.contents:
        reader.visit(element)
    keys, known, listed = cite_keys.keys(element), _works(reader.page), cite_keys.listed(reader.page)
    unknown = [key for key in keys if key not in known and key not in listed]
    span = reader.span(element)
    for key in keys:
        if key in listed:
            label = reader.notes.links.notes[id(listed[key])]
            reader.out.atom(FootnoteReference(label, span=span))
        elif key in known:
            label = _labels(reader.page)[key]
            reader.out.atom(FootnoteReference(label, span=span))
            if label not in reader.cited:
                reader.cited.add(label)
                reader.asides.append(Footnote(label, (_paragraph(reader, known[key], element),), span=span))
    if unknown:
        said = "; ".join(f"@{key}" for key in unknown)
        reader.out.text((Piece(f" [{said}]", element.start, element.end),))


def _paragraph(reader: Reader, work: Entry, element: Element) -> Paragraph:
    span = reader.span(element)
    children: tuple[Inline, ...] = (Text(work.plain, span=span),)
    if address := urls.clean(work.address):
        shown = Link(address, (Text(address, span=span),), span=span)
        children = (Text(f"{work.plain} ", span=span), shown)
    return Paragraph(children, span=span)


@once
def _works(page: Page) -> Mapping[str, Entry]:
    """The works of the bibliographies in a page, by key."""
    found: dict[str, Entry] = {}
    for script in page.tagged("script"):
        kind = script.attr("type").lower()
        above = script.parent
        if kind in _KINDS or isinstance(above, Element) and above.name == "d-bibliography":
            text = "".join(map(str, script.contents))
            if len(text) < _MOST:
                found |= _pairs(text) if kind.endswith("json") else read(text)
    return found


@once
def _labels(page: Page) -> Mapping[str, str]:
    return cite_keys.labels(_works(page))


def _pairs(text: str) -> dict[str, Entry]:
    """Works as pairs of a key and its fields, as a page keeps those that it has read."""
    try:
        held: Any = json_text.loads(text)
    except ValueError:
        return {}
    pairs = held if isinstance(held, list) else []
    return {
        key: bibtex.entry(key, str(fields.get("type", "")), {name: str(value) for name, value in fields.items()})
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2
        for key, fields in [pair]
        if isinstance(key, str) and isinstance(fields, dict)
    }

"""Figures: listings, or pictures, each with what stands under it."""

from __future__ import annotations

from proofpress.readers.html import blocks, boxes, captions, cards, code, pulled
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.source import Piece


def figure(reader: Reader, element: Element) -> None:
    """A `<figure>`: a listing, or pictures with their caption in a paragraph below (above, for a table).
    Below a quotation it says whose that is, whatever the quotation holds."""
    if element.classes and (pulled.quote(reader, element) or boxes.box(reader, element)) or cards.card(reader, element):
        return
    quotes = any(child.name == "blockquote" for child in element.elements)
    if not quotes and (
        not element.classes.isdisjoint(("highlight", "code", "code-block"))
        or next(element.all("pre"), None) is not None
    ):
        name = next((child for child in element.elements if child.name == "figcaption"), None)
        if name is not None and has_letters(name.words()):
            _caption(reader, name)
        if code.figure(reader, element):
            return
        reader.out.begin()
        for child in element.elements:
            if child is not name:
                reader.element(child)
        for made in reader.out.end():
            reader.out.block(made)
        return
    caption_first = not quotes and next(element.all("table"), None) is not None
    if caption_first:
        for named in element.all("figcaption"):
            caption(reader, named)
    reader.out.flush()
    for node in element.contents:
        if isinstance(node, Chars):
            reader.out.text(node.parts())
        elif isinstance(node, Element) and not (caption_first and node.name == "figcaption"):
            reader.element(node)
    reader.out.flush()


def caption(reader: Reader, element: Element) -> None:
    """A `<figcaption>`."""
    if not captions.is_of_a_picture(element):
        blocks.block(reader, element)
        return
    reader.out.flush()
    if captions.is_default(reader, element, captions.picture_before(element)):
        return
    reader.out.begin()
    blocks.block(reader, element)
    for made in captions.set_apart(reader.out.end()):
        reader.out.block(made)


def _caption(reader: Reader, element: Element) -> None:
    """The name of a listing and the link to it, which a style sheet sets apart."""
    reader.out.flush()
    for child in element.contents:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element):
            reader.out.text((Piece(" ", child.start, child.start),))
            reader.element(child)
    reader.out.flush()

"""Captions without a number: a paragraph in emphasis beside what they are of is known as one everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from proofpress.anchors import PICTURE, SET_APART_LENGTH, TABLE, is_caption
from proofpress.readers.html.dom import Element
from proofpress.tree import Block, Break, Emphasis, Image, Inline, InlineCode, Paragraph, of_kinds, text_of


def is_of_a_picture(caption: Element) -> bool:
    """Whether a `<figcaption>` stands below a picture, or in the figure of a table; below a quotation it says whose."""
    figure = caption.parent
    while isinstance(figure, Element) and figure.name != "figure":
        figure = figure.parent
    if not isinstance(figure, Element) or any(child.name == "blockquote" for child in figure.elements):
        return False
    above = any(image.start < caption.start for image in figure.all("img"))
    return above or next(figure.all("table"), None) is not None


def set_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a caption: of one that is a single paragraph and has no number, the words in emphasis."""
    made = [*blocks]
    if len(made) == 1 and isinstance(only := made[0], Paragraph) and _is_words(only):
        children = tuple(_upright(only.children))
        yield replace(only, children=(Emphasis(children, span=only.span),))
    else:
        yield from made


def _is_words(block: Paragraph) -> bool:
    return (
        not (is_caption(block, PICTURE) or is_caption(block, TABLE))
        and 0 < len(text_of(block).strip()) <= SET_APART_LENGTH
        and next(of_kinds(block, Image, Break), None) is None
        and not all(isinstance(node, InlineCode) for node in block.children)
    )


def _upright(children: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in children:
        if isinstance(node, Emphasis):
            yield from _upright(node.children)
        else:
            yield node

"""Boxes that an author drew by style alone: a part with a border at its left or a ground of its own that begins with a
bold label which is one of a box, such as 注意 or Warning."""

from __future__ import annotations

import re

from proofpress.readers.html.box_labels import own_label
from proofpress.readers.html.box_words import names_kind
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Paragraph, Quote, Strong, Text, text_of

_APART = regex(
    r"(?:^|;)\s*+(?:border-left(?:-(?:width|style|color))?\s*+:\s*+(?!0|none|transparent|inherit)"
    r"|background(?:-color)?\s*+:\s*+"
    r"(?!none|transparent|inherit|initial|unset|url|white|#f{3}(?:f{3})?(?![\da-f])"
    r"|rgba?\(\s*+255[,\s]++255[,\s]++255))",
    re.I,
)
_COLONS = (":", "：")
_BOLD = ("b", "strong")


def box(reader: Reader, element: Element) -> bool:
    """Write such a box as the quotation under its label; False for any other element."""
    if not _APART.search(element.attr("style")) or not _begins_bold(element):
        return False
    blocks = reader.inside(element)
    if _is_labelled(blocks):
        title, blocks = own_label(blocks)
        if title:
            head = Strong(title, span=title[0].span)
            blocks = (Paragraph((head,), span=head.span), *blocks)
        blocks = (Quote(blocks, span=reader.span(element)),)
    for block in blocks:
        reader.out.block(block)
    return True


def _begins_bold(element: Element) -> bool:
    """Whether the first words of an element are bold by their tag and name a kind of box."""
    first = next((chars for chars in element.chars() if not chars.isspace()), None)
    above = first.parent if first is not None else None
    while isinstance(above, Element) and above is not element:
        if above.name in _BOLD:
            return names_kind(above.brief())
        above = above.parent
    return False


def _is_labelled(blocks: tuple[Block, ...]) -> bool:
    """Whether a line of its own, or what stands before a colon, is the label of the blocks."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not isinstance(label := first.children[0], Strong):
        return False
    said = text_of(label).strip()
    if not names_kind(said):
        return False
    if len(first.children) == 1:
        return len(blocks) > 1
    behind = first.children[1]
    return said.endswith(_COLONS) or isinstance(behind, Text) and behind.value.lstrip().startswith(_COLONS)

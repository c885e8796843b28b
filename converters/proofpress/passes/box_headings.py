"""Headings in boxes: one right under the label is the title of its box, any other a line in bold.

A site lists every heading in the contents of a page, wherever it stands, and a remark is no section of its article.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.passes.portable import upright
from proofpress.readers.html import boxes
from proofpress.readers.html.box_words import names_kind
from proofpress.tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    Strong,
    Text,
    of_kinds,
    text_of,
)

_SAID = "Unexpected heading in a box, expected a title or a line in bold", "提示框内的标题，改为框的标题或粗体行"


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without headings in its boxes."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_box(node, ledger) for node in blocks)

    return each_level(document, level)


def _box(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Quote) or next(of_kinds(node, Heading), None) is None:
        return node
    label = node.children[0]
    if not isinstance(label, Paragraph):
        return node
    said = [one for one in label.children if not isinstance(one, Text) or any(map(str.isalnum, one.value))]
    if not said or not isinstance(said[0], Strong):
        return node
    alone, kind = len(said) == 1, text_of(said[0]).strip()
    if not alone and not names_kind(kind):
        return node
    children = node.children
    if alone and names_kind(kind) and len(children) > 2 and isinstance(title := children[1], Heading):
        ledger.repaired(title.span, *_SAID)
        words = upright(title.children)
        made = boxes.headed(words, kind.lower(), label.span)
        if len(label.children) > 1 or not boxes.is_kind(kind.lower()):
            made = replace(label, children=(*label.children, Text(" ", span=title.span), *words))
        children = (made, *children[2:])

    def level(blocks: Blocks) -> Blocks:
        return tuple(_bold(block, ledger) for block in blocks)

    return replace(node, children=each_level(Document(children), level).children)


def _bold(block: Block, ledger: Ledger) -> Block:
    if not isinstance(block, Heading):
        return block
    ledger.repaired(block.span, *_SAID)
    return Paragraph((Strong(upright(block.children), span=block.span),), span=block.span)

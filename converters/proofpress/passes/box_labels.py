"""Boxes that say twice what they are: their program's label, and the author's own word for it at the start of the text.

The label stands once, on a line of its own, in the author's word.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level
from proofpress.readers.html.box_words import means_the_same, names_kind
from proofpress.regex import regex
from proofpress.tree import Block, Break, Document, Paragraph, Quote, Strong, Text, text_of

_TWICE = "the label of a box, which stands there twice", "提示框的标签重复"
_BEGINS = regex(r"\s*+(?P<said>[^\s:：]{1,12}+)\s*+[:：]\s*+")
_COLON = regex(r"\s*+(?P<colon>[:：]?)\s*+")
_SIGNS = " :：!！"


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one label to each box."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_box(node, ledger) for node in blocks)

    return each_level(document, level)


def _box(node: Block, ledger: Ledger) -> Block:
    label = node.children[0] if isinstance(node, Quote) and len(node.children) > 1 else None
    if not isinstance(node, Quote) or not isinstance(label, Paragraph) or not isinstance(label.children[0], Strong):
        return node
    kind, second = text_of(label.children[0]).strip(_SIGNS), node.children[1]
    if not names_kind(kind):
        return node
    if len(label.children) > 1:
        return _once(node, label, kind, ledger)
    if isinstance(second, Quote) and len(node.children) == 2:
        inner = second.children[0]
        if isinstance(inner, Paragraph) and means_the_same(kind, text_of(inner).strip(_SIGNS)):
            ledger.removed(label.span, *_TWICE)
            return replace(node, children=second.children)
        return node
    found = _said_again(second) if isinstance(second, Paragraph) else None
    if found is None or not means_the_same(kind, found[0]) or not found[1] and len(node.children) < 3:
        return node
    said, rest = found
    text = (Paragraph(rest, span=second.span),) if rest else ()
    if said != kind:
        label = Paragraph((Strong((Text(said, span=second.span),), span=second.span),), span=second.span)
    ledger.removed(node.children[0].span if said != kind else second.span, *_TWICE, text=kind)
    return replace(node, children=(label, *text, *node.children[2:]))


def _once(box: Quote, label: Paragraph, kind: str, ledger: Ledger) -> Quote:
    """A box with a title, without a title that is the label in another language, and without a second title."""
    title = text_of(label.children[1:]).strip(_SIGNS)
    if not names_kind(title):
        return box
    children = box.children
    if len(children) > 2 and isinstance(children[1], Paragraph) and text_of(children[1]).strip(_SIGNS) == title:
        ledger.removed(children[1].span, *_TWICE)
        children = (label, *children[2:])
    if means_the_same(kind, title):
        ledger.removed(label.children[0].span, *_TWICE, text=kind)
        words = Text(title, span=label.span)
        children = (Paragraph((Strong((words,), span=label.span),), span=label.span), *children[1:])
    return replace(box, children=children)


def _said_again(block: Paragraph) -> tuple[str, Inlines] | None:
    """The word for a kind with which a paragraph begins, by itself or before a colon, and what follows it."""
    first, rest = block.children[0], block.children[1:]
    if isinstance(first, Strong):
        said = text_of(first).strip()
        colon = said.endswith((":", "："))
        if rest and isinstance(rest[0], Text) and (found := _COLON.match(rest[0].value)):
            colon = colon or found["colon"] != ""
            rest = (*_from(rest[0], found.end()), *rest[1:]) if colon else rest
        if not colon and rest and not isinstance(rest[0], Break):
            return None
    elif not isinstance(first, Text):
        return None
    elif found := _BEGINS.match(first.value):
        said, rest = found["said"], (*_from(first, found.end()), *rest)
    else:
        said = first.value
        if rest and not isinstance(rest[0], Break):
            return None
    while rest and isinstance(rest[0], Break):
        rest = rest[1:]
    said = said.strip(_SIGNS)
    return (said, rest) if names_kind(said) else None


def _from(node: Text, at: int) -> Inlines:
    """A text from a place on; nothing where it ends there."""
    return (replace(node, value=node.value[at:]),) if at < len(node.value) else ()

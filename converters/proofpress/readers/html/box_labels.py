"""The title or the kind that a box begins with in its own text."""

from __future__ import annotations

from dataclasses import replace

from proofpress.readers.html.box_words import names_kind
from proofpress.tree import Block, Heading, Inline, Paragraph, Strong, Text, text_of

_LONGEST_TITLE = 80
_COLONS = (":", "：")


def own_title(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The title that a box begins with, a heading or a line all in bold over more blocks, and the blocks below it."""
    if len(blocks) > 1 and len(text_of(blocks[0])) <= _LONGEST_TITLE:
        match blocks[0]:
            case Heading(children=title):
                return title, blocks[1:]
            case Paragraph(children=(Strong(children=title),)) if not text_of(blocks[0]).rstrip().endswith(_COLONS):
                return title, blocks[1:]
    return (), blocks


def own_label(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """The kind that a box says in bold, with a colon, at the beginning of its first sentence, and the blocks without
    it."""
    if not blocks or not is_labelled(blocks[0]) or not isinstance(first := blocks[0], Paragraph):
        return (), blocks
    label, *rest = first.children
    said = text_of(label).strip().rstrip("".join(_COLONS)).rstrip()
    if not names_kind(said):
        return (), blocks
    if rest and isinstance(begins := rest[0], Text):
        value = begins.value.lstrip().lstrip("".join(_COLONS)).lstrip()
        rest[:1] = [replace(begins, value=value)] if value else []
    below = (replace(first, children=tuple(rest)),) if rest else ()
    return (Text(said, span=label.span),), (*below, *blocks[1:])


def is_labelled(block: Block) -> bool:
    """Whether a paragraph begins with a few words in bold and a colon, as one that names its kind itself."""
    if not isinstance(block, Paragraph) or not block.children or not isinstance(first := block.children[0], Strong):
        return False
    said = text_of(first).strip()
    behind = block.children[1] if len(block.children) > 1 else None
    colon = said.endswith(_COLONS) or isinstance(behind, Text) and behind.value.lstrip().startswith(_COLONS)
    return colon and len(said) <= _LONGEST_LABEL


_LONGEST_LABEL = 12

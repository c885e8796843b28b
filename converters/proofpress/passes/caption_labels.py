"""Captions by their numbers: a heading that is the number of a picture or a table and nothing else heads no part of a
text, and begins the caption of what stands below it; the caption of a table stands above it."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.anchors import TABLE, is_caption, is_set_apart
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Block, Document, Emphasis, Heading, Image, Link, Paragraph, Table, Text, of_kinds, text_of

_LABEL = regex(
    r"(?:figure|fig\.?|table|scheme|chart|plate|[图圖図表])\s?[A-Z]?\d{1,3}(?:[.–-]\d{1,3})?[a-z]?\s?[.:：]?", re.I
)
_FAR = 3
"""Blocks between a picture and its caption that say how to open it."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with such headings at the beginning of the captions, and these above their tables."""
    if any(isinstance(node, Heading) and _LABEL.fullmatch(text_of(node).strip()) for node in document.children):
        document = each_level(document, lambda level: _level(level, ledger))
    return (
        each_level(document, lambda level: _raised(level, ledger))
        if next(of_kinds(document, Table), None)
        else document
    )


def _raised(blocks: Blocks, ledger: Ledger) -> Blocks:
    """The blocks with each caption that stands between its table and none that it could head above it."""
    made = list(blocks)
    for at in range(1, len(made)):
        around = (made[at - 2] if at > 1 else None, made[at + 1] if at + 1 < len(made) else None)
        if not isinstance(made[at - 1], Table) or not _is_named(made[at]) or isinstance(around[1], Table):
            continue
        if is_caption(around[0], TABLE) or is_set_apart(around[0]):
            continue
        ledger.repaired(made[at].span, "the caption of a table, above it", "表题移到表格上方", text=text_of(made[at]))
        made[at - 1], made[at] = made[at], made[at - 1]
    return tuple(made)


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    made: list[Block] = list(blocks)
    for at in range(len(made) - 2, -1, -1):
        node = made[at]
        if not isinstance(node, Heading) or not _LABEL.fullmatch(text_of(node).strip()):
            continue
        if (place := _caption(made, at)) is None:
            continue
        ledger.repaired(
            node.span, "a heading that is the number of a picture or a table", "标题只是图或表的编号", text=""
        )
        caption = made[place]
        if isinstance(caption, Paragraph) and not _is_picture(caption):
            made[place] = _begun(node, caption)
        else:
            below = isinstance(caption, Paragraph)
            made.insert(place + below, Paragraph(node.children, span=node.span))
        # What led to the heading leads to what stands below it.
        made[at + 1] = replace(made[at + 1], span=node.span.cover(made[at + 1].span))
        del made[at]
    return tuple(made)


def _is_named(block: Block) -> bool:
    """Whether a paragraph is the caption of a table, and no sentence about one (「表 1 列出……。」)."""
    said = text_of(block).rstrip()
    number = TABLE.match(said)
    is_told = number is not None and said[number.end() :].lstrip()[:1].islower()
    return is_caption(block, TABLE) and not is_told and not said.endswith(_SENTENCE_ENDS)


_SENTENCE_ENDS = ("。", "！", "？", "：", ":", "；")


def _caption(blocks: list[Block], at: int) -> int | None:
    """Where what a label belongs to stands: the caption, or the table or the picture that has none; None for a heading
    over anything else."""
    below = blocks[at + 1]
    if isinstance(below, Table):
        return at + 1
    if isinstance(below, Paragraph) and at + 2 < len(blocks) and isinstance(blocks[at + 2], Table):
        return at + 1
    if not _is_picture(below):
        return None
    near = range(at + 2, min(at + 2 + _FAR, len(blocks)))
    return next((place for place in near if is_set_apart(blocks[place])), at + 1)


def _is_picture(block: Block) -> bool:
    """Whether a block is a paragraph of pictures alone, with what they lead to."""
    return isinstance(block, Paragraph) and all(
        isinstance(node, Image)
        or isinstance(node, Link)
        and all(isinstance(child, Image) for child in node.children)
        or isinstance(node, Text)
        and not node.value.strip()
        for node in block.children
    )


def _begun(label: Heading, caption: Paragraph) -> Paragraph:
    """A caption with its label before it, in upright type, as captions with a number stand."""
    only = caption.children[0]
    words = only.children if is_set_apart(caption) and isinstance(only, Emphasis) else caption.children
    return replace(caption, children=(*label.children, Text(" ", span=label.span), *words))

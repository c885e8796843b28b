"""A line break behind a whole sentence is where a paragraph ends; behind part of one, in a cell or in a note, it stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Break, Document, Footnote, Inline, Paragraph, text_of


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with each line that ends a sentence as the end of its paragraph; verses and addresses keep their breaks."""
    notes = tuple(node for node in document.children if isinstance(node, Footnote))
    body = tuple(node for node in document.children if not isinstance(node, Footnote))
    parted = each_level(replace(document, children=body), _part)
    return replace(parted, children=(*parted.children, *notes))


def _part(blocks: Blocks) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        if isinstance(node, Paragraph) and any(isinstance(child, Break) for child in node.children):
            out.extend(_parts(node))
        else:
            out.append(node)
    return tuple(out)


_ENDS = tuple("。！？：；….!?:;")


def _parts(node: Paragraph) -> Iterator[Paragraph]:
    line: list[Inline] = []
    for child in (*node.children, None):
        if child is None or (isinstance(child, Break) and text_of(tuple(line)).rstrip("”’）)》」* ").endswith(_ENDS)):
            if line:
                yield Paragraph(tuple(line), span=line[0].span.cover(line[-1].span))
            line = []
        else:
            line.append(child)

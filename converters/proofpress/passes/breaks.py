"""A line break in running text is where a paragraph ends; in a cell, a heading or a note it stays."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Break, Document, Footnote, Inline, Paragraph


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every line of a broken paragraph as a paragraph of its own."""
    notes = tuple(node for node in document.children if isinstance(node, Footnote))
    body = tuple(node for node in document.children if not isinstance(node, Footnote))
    parted = each_level(replace(document, children=body), _part)
    return replace(parted, children=(*parted.children, *notes))


def _part(blocks: Blocks) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        if isinstance(node, Paragraph) and any(isinstance(child, Break) for child in node.children):
            line: list[Inline] = []
            for child in (*node.children, Break()):
                if not isinstance(child, Break):
                    line.append(child)
                elif line:
                    out.append(Paragraph(tuple(line), span=line[0].span.cover(line[-1].span)))
                    line = []
        else:
            out.append(node)
    return tuple(out)

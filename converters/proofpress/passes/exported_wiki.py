"""What a wiki's export sets around each of its pages, where a tool made Markdown of it: the way to the page above it,
and who generated it, below."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.site_frame import SAID, is_row
from proofpress.tree import Block, Document, Link, List, Paragraph, of_kinds, text_of
from proofpress.words import site

_REACH = 6


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without the list of links above its first text and what stands from the last line on that says which
    wiki wrote it; itself where none says so."""
    blocks = document.children
    last = next((at for at in reversed(range(max(0, len(blocks) - _REACH), len(blocks))) if _says(blocks[at])), None)
    if last is None or not all(_is_foot(block) for block in blocks[last + 1 :]):
        return document
    gone = set(range(last, len(blocks)))
    if isinstance(way := blocks[0], List) and way.ordered and is_row(way) and _leads_away(way):
        gone.add(0)
    for at in sorted(gone):
        ledger.removed(blocks[at].span, *SAID)
    return replace(document, children=tuple(block for at, block in enumerate(blocks) if at not in gone))


def _says(block: Block) -> bool:
    return isinstance(block, Paragraph) and site.EXPORTED.regex.fullmatch(text_of(block).strip()) is not None


def _is_foot(block: Block) -> bool:
    """Whether a block is nothing but a link."""
    links = list(of_kinds(block, Link))
    return len(links) == 1 and text_of(block).strip() == text_of(links[0]).strip()


def _leads_away(block: List) -> bool:
    return all(not link.url.startswith("#") for link in of_kinds(block, Link))

"""Headings that are paragraphs: an author who wants large type sets a whole text as one. A name of a section is neither
as long nor does it have clauses and a full stop; one that is counted among others stays."""

from __future__ import annotations

from proofpress.evidence.wraps import columns
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Block, Document, Heading, Paragraph, text_of

_CLAUSE = regex(r"[，。；！？]|[,.;!?] ")
_COUNTED = regex(
    r"\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.、．)）:： ]|[一二三四五六七八九十]{1,3}[、.．]|第.{1,3}[章节条步题]"
    r"|[^，。,.:：\n]{1,12}[一二三四五六七八九十\d][ ]?[:：])"
)
_LEAST = 120
"""Columns of it."""
_FEWEST = 3


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with such headings, but for its title, as paragraphs."""
    if not any(isinstance(node, Heading) and _is_text(node) for node in document.children):
        return document

    def level(blocks: Blocks) -> Blocks:
        return tuple(_block(node, ledger) for node in blocks)

    return each_level(document, level)


def _block(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Heading) or not _is_text(node):
        return node
    ledger.repaired(node.span, "a heading that is a paragraph", "整段文字的标题改为段落", text="")
    return Paragraph(node.children, span=node.span)


def _is_text(node: Heading) -> bool:
    said = text_of(node).strip()
    return (
        node.depth > 1
        and not _COUNTED.match(said)
        and said.endswith(("。", "."))
        and columns(said) >= _LEAST
        and len(_CLAUSE.findall(f"{said} ")) >= _FEWEST
    )

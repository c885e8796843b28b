"""Characters that nobody sees in text and code, as entities and saved pages bring them; a blank in code is a blank."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.normal.unseen import has_unseen, without_unseen
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.source import Span
from proofpress.tree import Block, Code, Document, Inline, InlineCode, Text, of_kinds, text_of


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without them, whatever it was read from, its title too."""
    title = document.meta.get("title")
    if isinstance(title, str) and has_unseen(title):
        clean, names = without_unseen(title, title)
        for name in names:
            ledger.repaired(Span(0, 0), *name, text="")
        document = replace(document, meta={**document.meta, "title": clean})
    if not any(has_unseen(node.value) or "\xa0" in node.value for node in of_kinds(document, Text, InlineCode, Code)):
        return document

    def run(nodes: Inlines) -> Inlines:
        around = text_of(nodes)
        return nested(tuple(_inline(node, around, ledger) for node in nodes), run)

    return each_level(each_run(document, run), lambda blocks: _blocks(blocks, ledger))


def _inline(node: Inline, around: str, ledger: Ledger) -> Inline:
    if not isinstance(node, Text | InlineCode):
        return node
    value = _clean(node, around, ledger)
    return node if value == node.value else replace(node, value=value)


def _blocks(blocks: Blocks, ledger: Ledger) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        value = _clean(node, "", ledger) if isinstance(node, Code) else ""
        out.append(replace(node, value=value) if isinstance(node, Code) and value != node.value else node)
    return tuple(out)


def _clean(node: Text | InlineCode | Code, around: str, ledger: Ledger) -> str:
    value = node.value
    if has_unseen(value):
        value, names = without_unseen(value, around)
        for name in names:
            ledger.repaired(node.span, *name, text="")
    if "\xa0" in value and not isinstance(node, Text):
        value = value.replace("\xa0", " ")
    return value

"""Formulas copied from another page into the text of this one, with what KaTeX shows on both sides of their TeX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.readers import copied_tex
from proofpress.readers.copied_tex import Copied
from proofpress.tree import Block, Document, Inline, InlineMath, Math, Paragraph, Text, of_kinds, place_in, sliced


def formulas(blocks: Blocks, ledger: Ledger) -> Blocks:
    """The blocks with the TeX of each such formula, alone in a paragraph as a display."""
    document = Document(blocks)
    texts = {id(node): node.value for node in of_kinds(document, Text)}
    made = copied_tex.formulas(list(texts.values()))
    found = {node: formulas for node, formulas in zip(texts, made, strict=True) if formulas}
    if not found:
        return blocks

    def block(node: Block) -> Block:
        if not isinstance(node, Paragraph) or len(node.children) != 1 or not isinstance(text := node.children[0], Text):
            return node
        (first, *others) = found.get(id(text), [Copied(0, 0, "")])
        if others or not first.tex or text.value.strip() != text.value[first.start : first.end]:
            return node
        ledger.repaired(text.span, *copied_tex.SAID)
        return Math(first.tex, span=text.span)

    def run(children: Inlines) -> Inlines:
        if not any(id(node) in found for node in children):
            return nested(children, run)
        return tuple(part for node in nested(children, run) for part in parts(node))

    def parts(node: Inline) -> Iterator[Inline]:
        if isinstance(node, Text) and id(node) in found:
            yield from _parts(node, found[id(node)], ledger)
        else:
            yield node

    return each_run(each_level(document, lambda siblings: tuple(map(block, siblings))), run).children


def _parts(node: Text, formulas: Sequence[Copied], ledger: Ledger) -> Iterator[Inline]:
    at = 0
    for start, end, tex in formulas:
        if at < start:
            yield sliced(node, at, start)
        span = place_in(node, start, end)
        yield InlineMath(tex, span=span)
        ledger.repaired(span, *copied_tex.SAID)
        at = end
    if at < len(node.value):
        yield sliced(node, at, len(node.value))

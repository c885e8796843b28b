"""Code between two steps of a numbered list is part of the step above it, as `repairs.fences` has it for Markdown."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Code, Document, List


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one list where a second one counts on behind nothing but code."""
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    out: list[Block] = []
    for node in blocks:
        at = len(out)
        while at and isinstance(out[at - 1], Code):
            at -= 1
        before = out[at - 1] if at else None
        if (
            isinstance(node, List)
            and isinstance(before, List)
            and at < len(out)
            and before.start is not None
            and node.start == before.start + len(before.items)
        ):
            code = tuple(out[at:])
            for block in code:
                ledger.repaired(
                    block.span, "a code block that belongs to the list item above it", "代码块属于上面的列表项", text=""
                )
            last = before.items[-1]
            last = replace(last, children=(*last.children, *code), span=last.span.cover(code[-1].span))
            items = (*before.items[:-1], last, *node.items)
            out[at - 1 :] = [replace(before, items=items, span=before.span.cover(node.span))]
        else:
            out.append(node)
    return tuple(out)

"""Code between two steps of a numbered list is part of the step above it, as `repairs.fences` has it for Markdown."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Code, Document, Item, List


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one list where a second one counts on behind nothing but code."""
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    out: list[Block] = []
    grown: dict[int, list[Item]] = {}
    above = -1
    """Where the last list stands that nothing but code stands behind."""
    for node in blocks:
        if isinstance(node, List):
            before = out[above] if 0 <= above < len(out) - 1 else None
            if isinstance(before, List) and before.start is not None:
                items = grown.get(above) or list(before.items)
                if node.start == before.start + len(items):
                    code = tuple(out[above + 1 :])
                    del out[above + 1 :]
                    items[-1] = _with_code(items[-1], code, ledger)
                    items.extend(node.items)
                    grown[above] = items
                    out[above] = replace(before, span=before.span.cover(node.span))
                    continue
            above = len(out)
        elif not isinstance(node, Code):
            above = -1
        out.append(node)
    for at, items in grown.items():
        if isinstance(made := out[at], List):
            out[at] = replace(made, items=tuple(items))
    return tuple(out)


def _with_code(item: Item, code: Blocks, ledger: Ledger) -> Item:
    for block in code:
        ledger.repaired(
            block.span, "a code block that belongs to the list item above it", "代码块属于上面的列表项", text=""
        )
    return replace(item, children=(*item.children, *code), span=item.span.cover(code[-1].span))

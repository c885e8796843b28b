"""Bold that editors tear at a space: where the script changes, as in `**思科** **SAFE**`, and anywhere in a
heading; and the half of a bold mark that a heading of Chinese ends in."""

from __future__ import annotations

from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, with_children
from proofpress.regex import regex
from proofpress.tree import Document, Heading, Inline, Strong, Text, holds, text_of

_MARK = "**"
_HALF = regex(
    rf"(?<![\w*])\*\*(?=[{chinese.WIDE}]|[A-Z][a-z]|\d+[.)、])"
    rf"|(?<=[{chinese.WIDE}])\*\*(?=[\s，。：；！？、]|$)|(?<=[:;?!.])\*\*(?=\s|$)|(?<=\))\*\*$"
)
"""A mark before a word of Chinese, one that begins as a sentence does, or a number; or behind Chinese or the sign that
ends a clause."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one run of bold where a space stood between its parts, which looks the same."""

    def run(nodes: Inlines) -> Inlines:
        return _joined(nodes, ledger, False)

    def level(blocks: Blocks) -> Blocks:
        return tuple(_heading(node, ledger) if isinstance(node, Heading) else node for node in blocks)

    return each_level(each_run(document, run, headings=False) if holds(document, Strong) else document, level)


def _joined(nodes: Inlines, ledger: Ledger, anywhere: bool) -> Inlines:
    if sum(isinstance(node, Strong) for node in nodes) < 2:
        return nodes
    out: list[Inline] = []
    joined = False
    for node in nodes:
        if isinstance(node, Strong) and len(out) > 1 and (made := _whole(out[-2], out[-1], node, anywhere)) is not None:
            if not joined:
                ledger.repaired(made.span, "bold that was torn at a space", "在空格处断开的加粗", text="")
            joined = True
            out[-2:] = [made]
        else:
            out.append(node)
    return tuple(out) if joined else nodes


def _whole(before: Inline, gap: Inline, after: Strong, anywhere: bool) -> Strong | None:
    """One run of the two with the space between them; None where they are two."""
    if not isinstance(before, Strong) or not isinstance(gap, Text) or gap.value.strip(" \xa0") or not gap.value:
        return None
    left, right = text_of(before)[-1:], text_of(after)[:1]
    if not anywhere and chinese.wide(left) == chinese.wide(right):
        return None
    return Strong((*before.children, gap, *after.children), span=before.span.cover(after.span))


def _heading(node: Heading, ledger: Ledger) -> Heading:
    whole = all(isinstance(one, Strong) or isinstance(one, Text) and not one.value.strip() for one in node.children)
    return with_children(node, _unmarked(_joined(node.children, ledger, whole), ledger))


def _unmarked(nodes: Inlines, ledger: Ledger) -> Inlines:
    """The words of a heading without the one mark of bold in it that stands at the edge of a word and is no sign of a
    program: behind a Latin word it may be a pointer's, before a name an argument's."""
    if sum(node.value.count(_MARK) for node in nodes if isinstance(node, Text)) != 1:
        return nodes
    for at, node in enumerate(nodes):
        if not isinstance(node, Text) or (found := _HALF.search(node.value)) is None:
            continue
        ledger.removed(node.span, "half a mark of bold in a heading", "标题里残留的半个加粗标记", text=_MARK)
        left = node.value[: found.start()] + node.value[found.end() :]
        left = left if at else left.lstrip()
        left = left if at < len(nodes) - 1 else left.rstrip()
        changed = (replace(node, value=left),) if left else ()
        return (*nodes[:at], *changed, *nodes[at + 1 :])
    return nodes

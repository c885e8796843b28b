"""`> [!NOTE]` as a code host marks a quote: the mark becomes a bold word, which every renderer shows."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level
from proofpress.readers.html.box_words import named_as
from proofpress.regex import regex
from proofpress.tree import Block, Break, Document, Inline, Paragraph, Quote, Strong, Text

_MARK = regex(
    r"^\s*\[!(?P<kind>(?:[A-Za-z]\w|[^\W\d_a-zA-Z])[\w-]{0,20})(?:\|[^\[\]\n]{0,60})?\][+-]?(?P<rest>\s.*)?$", re.S
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with the kind of every marked quote in bold, on a line of its own."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_marked(node, ledger) for node in blocks)

    return each_level(document, level)


def _marked(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Quote):
        return node
    last = node.children[-1]
    children = tuple(made for child in node.children for made in _paragraph(child, ledger, last=child is last))
    return node if children == node.children else replace(node, children=children)


def _title(content: Inlines, node: Paragraph, ledger: Ledger) -> tuple[Inlines, Inlines]:
    """What stands on the mark's own line, and what follows it."""
    text = ledger.root.text
    end = text.find("\n", node.span.start, node.span.end)
    if end < 0:
        end = node.span.end
    named: list[Inline] = []
    for place, child in enumerate(content):
        if isinstance(child, Break):
            return tuple(named), content[place:]
        if child.span.end <= end:
            named.append(child)
            continue
        if not isinstance(child, Text) or child.span.start >= end:
            return tuple(named), content[place:]
        line = text[child.span.start : end].partition("]")[2] if not place else text[child.span.start : end]
        words = line.lstrip("+-").strip()
        if not words or not child.value.lstrip().startswith(words):
            return tuple(named), content[place:]
        lead = child.value[: len(child.value) - len(child.value.lstrip())] if place else ""
        rest = child.value.lstrip()[len(words) :].lstrip()
        named.append(replace(child, value=lead + words))
        return tuple(named), (*((replace(child, value=rest),) if rest else ()), *content[place + 1 :])
    return tuple(named), ()


def _paragraph(node: Block, ledger: Ledger, *, last: bool) -> tuple[Block, ...]:
    """A paragraph that begins with a mark as its title and its text; neighbouring quotes are one by now, so any may."""
    head = node.children[0] if isinstance(node, Paragraph) else None
    found = _MARK.match(head.value) if isinstance(head, Text) else None
    if not isinstance(node, Paragraph) or not isinstance(head, Text) or found is None:
        return (node,)
    rest = (found["rest"] or "").lstrip()
    content = (*((replace(head, value=rest),) if rest else ()), *node.children[1:])
    named, below = _title(content, node, ledger)
    if last and not below:
        named = ()
    else:
        content = below
    while content and isinstance(content[0], Break):
        content = content[1:]
    label = Strong((Text(named_as(found["kind"]), span=head.span),), span=head.span)
    title = Paragraph((label, *((Text(" ", span=head.span), *named) if named else ())), span=node.span)
    ledger.repaired(
        node.span, "the mark of an alert as a bold word", "提示标记改为粗体文字", text=f"[!{found['kind']}]"
    )
    return (title, replace(node, children=content)) if content else (title,)

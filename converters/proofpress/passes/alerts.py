"""`> [!NOTE]` as a code host marks a quote: the mark becomes a bold word, which every renderer shows."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Break, Document, Paragraph, Quote, Strong, Text

_MARK = re.compile(
    r"^\s*\[!(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|DANGER|ERROR|QUESTION|EXAMPLE|QUOTE|TODO|SUCCESS|ABSTRACT|SUMMARY|FAQ|BUG)\][+-]?(?P<rest>\s.*)?$",
    re.I | re.S,
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with the kind of every marked quote in bold, on a line of its own."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_marked(node, ledger) for node in blocks)

    return each_level(document, level)


def _marked(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Quote):
        return node
    children = tuple(made for child in node.children for made in _paragraph(child, ledger))
    return node if children == node.children else replace(node, children=children)


def _paragraph(node: Block, ledger: Ledger) -> tuple[Block, ...]:
    """A paragraph that begins with a mark as its title and its text; neighbouring quotes are one by now, so any may."""
    head = node.children[0] if isinstance(node, Paragraph) else None
    found = _MARK.match(head.value) if isinstance(head, Text) else None
    if not isinstance(node, Paragraph) or not isinstance(head, Text) or found is None:
        return (node,)
    title = Paragraph((Strong((Text(found["kind"].capitalize(), span=head.span),), span=head.span),), span=node.span)
    rest = (found["rest"] or "").lstrip()
    content = (*((replace(head, value=rest),) if rest else ()), *node.children[1:])
    while content and isinstance(content[0], Break):
        content = content[1:]
    ledger.repaired(
        node.span, "the mark of an alert as a bold word", "提示标记改为粗体文字", text=f"[!{found['kind']}]"
    )
    return (title, replace(node, children=content)) if content else (title,)

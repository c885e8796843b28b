"""`> [!NOTE]` as a code host marks a quote: the mark becomes a bold word, which every renderer shows."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Break, Document, Paragraph, Quote, Strong, Text

_MARK = re.compile(r"^\s*\[!(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|DANGER|ERROR|QUESTION|EXAMPLE|QUOTE|TODO|SUCCESS|ABSTRACT|SUMMARY|FAQ|BUG)\][+-]?(?P<rest>\s.*)?$", re.I | re.S)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with the kind of every marked quote in bold, on a line of its own."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_marked(node, ledger) for node in blocks)

    return each_level(document, level)


def _marked(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Quote) or not isinstance(first := node.children[0], Paragraph) or not isinstance(head := first.children[0], Text):
        return node
    found = _MARK.match(head.value)
    if found is None:
        return node
    title = Paragraph((Strong((Text(found["kind"].capitalize(), span=head.span),), span=head.span),), span=first.span)
    rest = (found["rest"] or "").lstrip()
    content = (*((replace(head, value=rest),) if rest else ()), *first.children[1:])
    while content and isinstance(content[0], Break):
        content = content[1:]
    ledger.repaired(first.span, "the mark of an alert as a bold word", "提示标记改为粗体文字", text=f"[!{found['kind']}]")
    body = (replace(first, children=content),) if content else ()
    return replace(node, children=(title, *body, *node.children[1:]))

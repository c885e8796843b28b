"""Controls typed into Markdown below a sentence that leads to them: what they show is the author's text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from proofpress.ledger import Ledger
from proofpress.passes.buttons import OPENS
from proofpress.passes.inlines import Blocks, each_level
from proofpress.passes.typed_html import CONVERTED, tag_of
from proofpress.readers.html import parse
from proofpress.readers.html.button_places import announces, is_free
from proofpress.readers.html.buttons import acts
from proofpress.readers.html.control_words import FIELDS, label_of
from proofpress.readers.html.dom import Element
from proofpress.source import Source
from proofpress.tree import Block, Document, HtmlBlock, InlineHtml, List, Paragraph, Text, of_kinds, text_of

_NAMES = frozenset(("button", *FIELDS))


def freed(document: Document, ledger: Ledger) -> Document:
    """The document with what such controls show in place of their tags: those alone in a block or in items."""
    if not any(_opens(node.value) for node in of_kinds(document, InlineHtml, HtmlBlock)):
        return document
    return each_level(document, lambda level: _level(level, ledger))


def _opens(tag: str) -> bool:
    return any(f"<{name}" in tag for name in _NAMES)


def _level(level: Blocks, ledger: Ledger) -> Blocks:
    out = list(level)
    for at, (above, node) in enumerate(pairwise(level), 1):
        if isinstance(above, Paragraph) and announces(text_of(above.children)):
            out[at] = _shown(node, ledger)
    return tuple(out)


def _shown(node: Block, ledger: Ledger) -> Block:
    """A block as what the controls show that it is made of, and a list with such items; another as it is."""
    if isinstance(node, List):
        items = (replace(one, children=tuple(_shown(child, ledger) for child in one.children)) for one in node.items)
        return replace(node, items=tuple(items))
    if not (labels := _labels(node)):
        return node
    ledger.repaired(node.span, *CONVERTED)
    return Paragraph((Text(" ".join(labels), span=node.span),), span=node.span)


def _labels(node: Block) -> list[str]:
    """What each control of a block shows, if it holds nothing else, and none of the page."""
    if isinstance(node, HtmlBlock):
        written = node.value
    elif isinstance(node, Paragraph) and node.children and tag_of(node.children[0]) in OPENS:
        written = "".join(one.value if isinstance(one, InlineHtml) else text_of(one) for one in node.children)
    else:
        return []
    if not _opens(written):
        return []
    parts = [one for one in parse(Source("", written)).root.contents if isinstance(one, Element) or str(one).strip()]
    controls = [one for one in parts if isinstance(one, Element) and one.name in _NAMES]
    are_free = len(controls) == len(parts) and all(is_free(one) and not acts(one) for one in controls)
    return list(map(label_of, controls)) if are_free else []

"""Front matter and titles are text wherever a theme prints them: in a page's head, in an attribute, as a tag's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from proofpress import active
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, nested
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Document,
    Heading,
    Image,
    Inline,
    InlineCode,
    InlineMath,
    Text,
    text_of,
)

_TAG = regex(r"<(?=[A-Za-z/!?])")
_QUOTED = regex(r'"([^"]*)"')
_STRAY = regex(r"\A[^\"]*[^\"\d]\"\Z")
_END = regex(r"</title", re.I)
_ENDS = regex(r"<(?=/title|/?t?i?t?l?\Z)", re.I)
"""In one node of a title that holds an end: the next may say the rest of it."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with a blank behind each `<` that would begin a tag, and curly quotation marks in a description,
    which themes print between straight ones."""
    meta = plain(document.meta)
    for key, value in meta.items():
        if value != document.meta[key]:
            ledger.repaired(Span(0, 0), f"signs of markup in the {key}", f"文首 {key} 里的标记符号", text=str(value))
    document = replace(document, meta=meta) if meta != document.meta else document
    return _titled(document, ledger)


def _titled(document: Document, ledger: Ledger) -> Document:
    """The document with a title that does not end the element of a page's head in which a theme repeats it."""
    first = document.children[0] if document.children else None
    if not isinstance(first, Heading) or first.depth != 1 or not _END.search(text_of(first)):
        return document
    ledger.repaired(first.span, "the end of a title's element, in a title", "标题里的 </title>")
    return replace(document, children=(replace(first, children=_unended(first.children)), *document.children[1:]))


def _unended(nodes: Inlines) -> Inlines:
    made: list[Inline] = []
    for node in nested(nodes, _unended):
        if isinstance(node, Text | InlineCode | InlineMath):
            node = replace(node, value=_ENDS.sub("< ", node.value))
        elif isinstance(node, Image):
            node = replace(node, alt=_ENDS.sub("< ", node.alt))
        made.append(node)
    return tuple(made)


def plain(meta: Mapping[str, object]) -> dict[str, object]:
    """Front matter whose texts are no markup to any template."""
    return {key: value if key in active.UNPRINTED else _plain(key, value) for key, value in meta.items()}


def _plain(key: str, value: object) -> object:
    if isinstance(value, list | tuple):
        return type(value)(_plain(key, one) for one in value)
    if not isinstance(value, str):
        return value
    value = _TAG.sub("< ", value)
    if key == "description" and _STRAY.search(value):
        value = value[:-1]  # The end of quotation marks that never begin.
    return _QUOTED.sub(r"“\1”", value).replace('"', "”") if key == "description" or active.printed(value) else value

"""A line that names the author (`作者：…`, `Author: …`) gives `authors` where the front matter has none; the line stays."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.origins.metadata import merged
from proofpress.tree import Document, Heading, Paragraph, text_of

_LINE = re.compile(r"^[\W_]*(?:(?:本文)?作者|authors?|written by)\s*[:：]\s*(?P<name>[^。；;\n]{2,80}?)[\W_]*$", re.I)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its author, from the first or the last line that says nothing else."""
    if document.meta.get("authors"):
        return document
    for node in (*document.children[:6], *reversed(document.children)):
        if isinstance(node, Paragraph | Heading) and (found := _LINE.match(text_of(node))):
            return replace(document, meta=merged(document.meta, authors=[found["name"].strip()]))
    return document

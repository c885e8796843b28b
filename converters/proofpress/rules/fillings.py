"""Stretches of a page that other plugins read as their own, or fill while the site is built."""

from __future__ import annotations

import re

from proofpress.rules.site import Docs
from proofpress.source import Span

_OBJECT = re.compile(
    r"^([> \t]*)(?:#{1,6}[ \t]+)?:::[ \t]+[\w.:-]+[ \t]*(?:\n|\Z)(?:\1(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n)*", re.M
)
"""`::: module.name`, as a heading too, and the YAML indented under it."""
_TEMPLATE = re.compile(r"^[^\n]*\{[{%][^\n]*", re.M)
_READERS = (
    (frozenset({"mkdocstrings", "mkdocs-click"}), _OBJECT),
    (frozenset({"macros", "markdownextradata", "include-markdown"}), _TEMPLATE),
)


def fillings(text: str, docs: Docs) -> tuple[Span, ...]:
    """Where the text is not what Markdown will be given, by the plugins that the site has."""
    return tuple(
        Span(*found.span()) for names, pattern in _READERS if docs.plugins & names for found in pattern.finditer(text)
    )

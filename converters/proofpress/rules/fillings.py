"""Stretches of a page that other plugins read as their own, or fill while the site is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from proofpress.markdown import Lexed
from proofpress.markdown.lines import Kind
from proofpress.rules.site import Docs
from proofpress.source import Span

_TEMPLATE = re.compile(r"^[^\n]*\{[{%][^\n]*", re.M)


def _objects(page: Lexed) -> Iterator[Span]:
    """`::: module.name`, as a heading too, and the YAML indented under it."""
    lines = page.scan
    for one in page.directives:
        if one.calls:
            last, column = one.first, lines.indents[one.first] + 4
            while last + 1 < len(lines.lines) and (
                lines.kinds[last + 1] == Kind.BLANK or lines.indents[last + 1] >= column
            ):
                last += 1
            yield lines.span(one.first, last)


def _templates(page: Lexed) -> Iterator[Span]:
    return (Span(*found.span()) for found in _TEMPLATE.finditer(page.text))


_READERS: tuple[tuple[frozenset[str], Callable[[Lexed], Iterator[Span]]], ...] = (
    (frozenset({"mkdocstrings", "mkdocs-click"}), _objects),
    (frozenset({"macros", "markdownextradata", "include-markdown"}), _templates),
)


def fillings(page: Lexed, docs: Docs) -> tuple[Span, ...]:
    """Where the text is not what Markdown will be given, by the plugins that the site has."""
    return tuple(span for names, find in _READERS if docs.plugins & names for span in find(page))

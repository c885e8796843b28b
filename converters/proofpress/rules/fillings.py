"""Stretches of a page that other plugins read as their own, or fill while the site is built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.markdown import Lexed
from proofpress.markdown.lines import Kind
from proofpress.rules.site import Docs
from proofpress.source import Span

_OBJECTS = frozenset({"mkdocstrings", "mkdocs-click"})
"""Plugins that put a page in the place of a call."""


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


def _templates(text: str, marks: tuple[tuple[str, str], ...]) -> Iterator[Span]:
    """The lines of each tag and remark of a template, which may go over several, from its opening mark to the next
    closing one; one that is never closed has its line."""
    if not marks:
        return
    ends = dict(marks)
    opening = re.compile("|".join(map(re.escape, sorted(ends, key=len, reverse=True))))
    at, closing = 0, dict.fromkeys(ends.values(), 0)
    while found := opening.search(text, at):
        start, end = found.end(), ends[found[0]]
        if 0 <= closing[end] < start:
            closing[end] = text.find(end, start)
        line = text.find("\n", closing[end] + len(end) if closing[end] >= 0 else start)
        at = line if line >= 0 else len(text)
        yield Span(text.rfind("\n", 0, found.start()) + 1, at)


def fillings(page: Lexed, docs: Docs) -> tuple[Span, ...]:
    """Where the text is not what Markdown will be given, by the plugins that the site has."""
    objects = _objects(page) if docs.plugins & _OBJECTS else ()
    return (*objects, *_templates(page.text, docs.templates))

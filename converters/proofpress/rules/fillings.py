"""Stretches of a page that other plugins read as their own, or fill while the site is built."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.markdown import Lexed
from proofpress.markdown.lines import Kind
from proofpress.regex import regex
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


_BLOCK = regex(r"[-+]?\s*+(?:(end)?(if|for|macro|call|filter)\b|(end)?set(?![^\S\n]++[^%=]*+=))")


def _branches(page: Lexed, opening: str) -> Iterator[Span]:
    """What stands between two tags of a template, which may show it, show it often, or not at all."""
    starts: list[int] = []
    for one in page.fillings if opening else ():
        found = _BLOCK.match(page.text, one.span.start + len(opening)) if one.mark.opening == opening else None
        if found is None:
            continue
        if not (found[1] or found[3]):
            starts.append(one.span.end)
        elif starts:
            start = starts.pop()
            if not starts:
                yield Span(start, one.span.start)


def _lines(text: str, span: Span) -> Span:
    """All of the lines that a stretch of text stands on."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


class Filled(NamedTuple):
    """Where a page's text is not what Markdown will be given: `tags` are the places of what plugins fill, `lines` all
    lines that have one, and `objects` what stands for a page of an object, or for what a template may leave out."""

    objects: tuple[Span, ...]
    tags: tuple[Span, ...]
    lines: tuple[Span, ...]

    def hides(self, span: Span, unit: Span, within_line: bool) -> bool:
        """Whether it cannot be known that a finding is true. One about marks `within_line` is, beside a tag; `unit` is
        the formula or block of code that it is about, which a tag makes another."""
        if any(one.start <= span.start < one.end for one in self.objects):
            return True
        if not within_line:
            return _touched(self.lines, Span(span.start, span.start + 1))
        return _touched(self.tags, unit)


def _touched(spans: tuple[Span, ...], wanted: Span) -> bool:
    at = bisect_left(spans, max(wanted.end, wanted.start + 1), key=lambda span: span.start)
    return at > 0 and spans[at - 1].end > wanted.start


def filled(page: Lexed, docs: Docs) -> Filled:
    """What a page's text has of it, by the plugins of the site."""
    objects = tuple(_objects(page)) if docs.plugins & _OBJECTS else ()
    objects += tuple(_branches(page, dict(docs.jinja).get("block_start_string", "")))
    tags = tuple(one.span for one in page.fillings)
    return Filled(objects, tags, tuple(_lines(page.text, span) for span in tags))

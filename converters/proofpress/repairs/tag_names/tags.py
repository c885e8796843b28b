"""The tags of a Markdown text with what stands beside each, and its partner, as a browser would find it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from proofpress.markdown import Lexed
from proofpress.markdown.html import BLOCKS, COMMONMARK_BLOCKS, KNOWN, attributes
from proofpress.markdown.lines import Kind
from proofpress.readers.html.nesting import VOID
from proofpress.regex import regex
from proofpress.repairs.lines import inside
from proofpress.repairs.tag_names import beside
from proofpress.source import Span

_TAG = regex(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9_-]*+)((?:\s(?:[^<>\n\"']++|\"[^\"\n]*+\"|'[^'\n]*+')*+|/)?)>")
LEAD = regex(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]++)*+(?:\[[ xX]\][ \t]++)?+")
"""The signs of quotes, items, headings and tasks before what a line says."""
_HOLD_NO_MARKDOWN = frozenset("math svg pre script style textarea".split())
_NEAR = 200
"""How far on its line the words beside a tag are looked for."""


class Line(NamedTuple):
    """A line of a flow, or a `cell` of a table; what it says begins at `inner`, behind the signs of quotes, items and
    headings."""

    flow: Span
    start: int
    end: int
    cell: bool
    lead: str

    @property
    def inner(self) -> int:
        return self.start + len(self.lead)

    @property
    def marked(self) -> bool:
        """Whether it is an item, a heading or a cell, which hold no block of HTML but on purpose."""
        return self.cell or self.lead.strip(" \t>") != ""

    @property
    def is_heading(self) -> bool:
        """Whether what it says stands behind the sign of a heading."""
        return "#" in self.lead


@dataclass(slots=True, eq=False)
class PlacedTag:
    """A tag of a known element, its name in lower case, and the text beside it on its line or in its cell."""

    name: str
    span: Span
    closes: bool
    attributes: str
    line: Line
    before: str
    behind: str
    partner: PlacedTag | None = None

    @property
    def leads(self) -> bool:
        """Whether nothing stands before it on its line."""
        return not self.before.strip()

    @property
    def is_called(self) -> bool:
        """Whether the word behind it says that it is a tag."""
        return self.partner is None and beside.is_called(self.behind)

    @property
    def is_alone(self) -> bool:
        """Whether it is the first line of its paragraph by itself, as a block of HTML begins."""
        return self.span == (self.line.start, self.line.end) and self.span.start == self.line.flow.start


def tags(lexed: Lexed, others: Container[str]) -> list[PlacedTag]:
    """The tags of pages, and those of other names, outside of code, formulas and addresses, in order."""
    found = list(_found(lexed, others))
    waiting: dict[str, list[PlacedTag]] = {}
    for tag in found:
        if tag.name in VOID or tag.attributes.endswith("/"):
            continue
        if not tag.closes:
            waiting.setdefault(tag.name, []).append(tag)
            continue
        openers = waiting.get(tag.name, [])
        while openers and tag.partner is None:
            opener = openers.pop()
            if _may_pair(opener, tag):
                tag.partner, opener.partner = opener, tag
    return found


def _found(lexed: Lexed, others: Container[str]) -> Iterator[PlacedTag]:
    text, targets = lexed.prose, sorted(lexed.links.targets)
    for line in _lines(lexed):
        for found in _TAG.finditer(text, line.start, line.end):
            span, name = Span(*found.span()), found[2].lower()
            if (of_pages(name) or name in others) and not inside(targets, span.start):
                before = text[max(line.inner, span.start - _NEAR) : span.start]
                behind = text[span.end : min(line.end, span.end + _NEAR)]
                yield PlacedTag(name, span, bool(found[1]), found[3].rstrip(), line, before, behind)


def of_pages(name: str) -> bool:
    """Whether a name is one of HTML's, or one of a site's own."""
    return name in KNOWN or "-" in name


def _lines(lexed: Lexed) -> Iterator[Line]:
    text, cells = lexed.prose, set(lexed.flows).difference(lexed.scan.stretches)
    flow = Span(0, 0)
    behind = -1
    for part in lexed.flows:
        if not _goes_on(lexed, behind, part.start):
            flow = part
        start, behind = part.start, part.end
        while (tag := text.find("<", start, part.end)) >= 0:
            start = max(text.rfind("\n", start, tag) + 1, start)
            end = text.find("\n", tag, part.end)
            end = part.end if end < 0 else end
            lead = LEAD.match(text, start, end)
            yield Line(flow, start, end, (start, end) == part and part in cells, lead[0] if lead else "")
            start = end


def _goes_on(lexed: Lexed, end: int, start: int) -> bool:
    """Whether nothing but lines of an element whose content is no Markdown stands between two flows: they are one
    paragraph."""
    if end < 0 or start <= end:
        return False
    first, last = lexed.scan.line_of(end) + 1, lexed.scan.line_of(start)
    return first < last and all(lexed.scan.kinds[number] == Kind.RAW for number in range(first, last))


def _may_pair(opener: PlacedTag, closer: PlacedTag) -> bool:
    """Tags in a line pair within its paragraph, item or cell; in different ones only those that begin and end lines."""
    if opener.line.flow == closer.line.flow:
        return True
    if opener.line.cell or closer.line.cell:
        return False
    if opener.line.marked and beside.says(opener.behind) and not opener.behind.lstrip().startswith("<"):
        return False
    return opener.leads and opener.name in BLOCKS and (closer.leads or not closer.behind.strip())


def in_text(found: Iterable[PlacedTag]) -> Iterator[PlacedTag]:
    """Those of the tags that stand in no HTML: a block that begins a line goes on to the end of its paragraph."""
    flow, shut = Span(0, 0), 0
    for tag in found:
        if tag.span.start < shut or tag.line.flow == flow:
            continue
        if tag.partner is not None and not tag.closes and tag.name in _HOLD_NO_MARKDOWN:
            shut = tag.partner.span.end
        elif tag.leads and tag.name in COMMONMARK_BLOCKS and _is_real(tag):
            flow = tag.line.flow
        else:
            yield tag


def _is_real(tag: PlacedTag) -> bool:
    """Whether a block has its partner, or attributes that a page shows; no page goes on with words right behind one
    that holds nothing."""
    return tag.partner is not None or shows(tag) and not (tag.name in VOID and beside.says(tag.behind))


def shows(tag: PlacedTag) -> bool:
    """Whether an attribute has an effect on the page, as those have that are left over of one; on a site's own elements
    any has."""
    if "-" in tag.name:
        return tag.attributes != ""
    return any(
        name in _SHOWN and value is not None and _SAMPLE.fullmatch(value) is None
        for name, value in attributes(tag.attributes)
    )


_SHOWN = frozenset(
    "class style id align valign color size face width height border cellspacing cellpadding bgcolor href src alt title"
    " dir lang".split()
)
_SAMPLE = regex(r"[\s.…#?x]*+|\.{3}.*+|.*…|.*\.{3}")

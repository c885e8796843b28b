"""The tags of a Markdown text with what stands beside each, and its other half, as a browser would find it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from proofpress.markdown import Lexed
from proofpress.markdown.html import BLOCKS, KNOWN
from proofpress.repairs.tag_names import beside
from proofpress.source import Span

VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_TAG = re.compile(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:\s(?:[^<>\n\"']++|\"[^\"\n]*+\"|'[^'\n]*+')*+|/)?)>")
LEAD = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]++)*+(?:\[[ xX]\][ \t]++)?+")
"""The signs of quotes, items, headings and tasks before what a line says."""
HTML_BLOCKS = BLOCKS | frozenset(
    "base basefont caption col colgroup frame hr link noframes optgroup option param pre script search style textarea"
    " title track".split()
)
"""Elements that begin a block of HTML at the head of a line, as CommonMark has it."""
_HOLD_NO_MARKDOWN = frozenset("math svg pre script style textarea".split())
_NEAR = 200
"""How far on its line the words beside a tag are looked for."""


class Line(NamedTuple):
    """A line of a flow, or a `cell` of a table; what it says begins at `inner`, behind the signs of quotes, items and
    headings."""

    flow: Span
    start: int
    inner: int
    end: int
    cell: bool
    lead: str

    @property
    def marked(self) -> bool:
        """Whether it is an item, a heading or a cell, which hold no block of HTML but on purpose."""
        return self.cell or self.lead.strip(" \t>") != ""

    @property
    def is_heading(self) -> bool:
        """Whether what it says stands behind the sign of a heading."""
        return "#" in self.lead


@dataclass(slots=True, eq=False)
class Half:
    """A tag of a known element, its name in lower case, and the text beside it on its line or in its cell."""

    name: str
    span: Span
    closes: bool
    attributes: str
    line: Line
    before: str
    behind: str
    other: Half | None = None

    @property
    def leads(self) -> bool:
        """Whether nothing stands before it on its line."""
        return not self.before.strip()

    @property
    def is_called(self) -> bool:
        """Whether the word behind it says that it is a tag."""
        return self.other is None and beside.is_called(self.behind)

    @property
    def is_alone(self) -> bool:
        """Whether it is the first line of its paragraph by itself, as a block of HTML begins."""
        return self.span == (self.line.start, self.line.end) and self.span.start == self.line.flow.start


def halves(lexed: Lexed) -> list[Half]:
    """The tags outside of code, formulas and addresses, in order."""
    found = list(_found(lexed))
    waiting: dict[str, list[Half]] = {}
    for half in found:
        if half.name in VOID or half.attributes.endswith("/"):
            continue
        if not half.closes:
            waiting.setdefault(half.name, []).append(half)
            continue
        openers = waiting.get(half.name, [])
        while openers and half.other is None:
            opener = openers.pop()
            if _may_pair(opener, half):
                half.other, opener.other = opener, half
    return found


def _found(lexed: Lexed) -> Iterator[Half]:
    text, targets = lexed.prose, sorted(lexed.links.targets)
    for line in _lines(lexed):
        for found in _TAG.finditer(text, line.start, line.end):
            span = Span(*found.span())
            at = bisect_right(targets, span.start, key=lambda one: one.start) - 1
            if _may_be_named(found) and not (at >= 0 and span.start < targets[at].end):
                before = text[max(line.inner, span.start - _NEAR) : span.start]
                behind = text[span.end : min(line.end, span.end + _NEAR)]
                yield Half(found[2].lower(), span, bool(found[1]), found[3].rstrip(), line, before, behind)


def _may_be_named(found: re.Match[str]) -> bool:
    """Whether a tag is one of HTML's, or one of a site's own."""
    return found[2].lower() in KNOWN or "-" in found[2]


def _lines(lexed: Lexed) -> Iterator[Line]:
    text, cells = lexed.prose, set(lexed.flows).difference(lexed.scan.stretches)
    for flow in lexed.flows:
        start = flow.start
        while (tag := text.find("<", start, flow.end)) >= 0:
            start = max(text.rfind("\n", start, tag) + 1, start)
            end = text.find("\n", tag, flow.end)
            end = flow.end if end < 0 else end
            lead = LEAD.match(text, start, end)
            inner = lead.end() if lead else start
            yield Line(flow, start, inner, end, (start, end) == flow and flow in cells, text[start:inner])
            start = end


def _may_pair(opener: Half, closer: Half) -> bool:
    """Tags in a line pair within its paragraph, item or cell; in different ones only those that begin and end lines."""
    if opener.line.flow == closer.line.flow:
        return True
    if opener.line.cell or closer.line.cell:
        return False
    if opener.line.marked and beside.says(opener.behind) and not opener.behind.lstrip().startswith("<"):
        return False
    return opener.leads and opener.name in BLOCKS and (closer.leads or not closer.behind.strip())


def in_text(found: Iterable[Half]) -> Iterator[Half]:
    """Those of the tags that stand in no HTML: a block that begins a line goes on to the end of its paragraph."""
    flow, inside = Span(0, 0), 0
    for half in found:
        if half.span.start < inside or half.line.flow == flow:
            continue
        if half.other is not None and not half.closes and half.name in _HOLD_NO_MARKDOWN:
            inside = half.other.span.end
        elif (
            half.leads and half.name in HTML_BLOCKS and (half.other is not None or shows(half) and not _is_named(half))
        ):
            flow = half.line.flow
        else:
            yield half


def _is_named(half: Half) -> bool:
    """Whether an element that holds nothing stands right before words: no page goes on so."""
    return half.name in VOID and beside.says(half.behind)


def shows(half: Half) -> bool:
    """Whether an attribute has an effect on the page, as those have that are left over of one; on a site's own elements
    any has."""
    if "-" in half.name:
        return half.attributes != ""
    return any(
        name.lower() in _SHOWN and _SAMPLE.fullmatch(value.strip("\"'")) is None
        for name, value in _ATTRIBUTE.findall(half.attributes)
    )


_ATTRIBUTE = re.compile(r"(?<![^\s\"'=/])([^\s\"'=/]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"']++)")
_SHOWN = frozenset(
    "class style id align valign color size face width height border cellspacing cellpadding bgcolor href src alt title"
    " dir lang".split()
)
_SAMPLE = re.compile(r"[\s.…#?x]*+|\.{3}.*+|.*…|.*\.{3}")

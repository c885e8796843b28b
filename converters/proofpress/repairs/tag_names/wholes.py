"""Elements and comments that a sentence names whole, since nothing of them would be seen: `找到 <div id="app"></div>`,
`end with <script src="a.js"></script>`, `注释写作 <!-- … -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proofpress.markdown import Lexed
from proofpress.markdown.html import BLOCKS
from proofpress.regex import regex
from proofpress.repairs.lines import inside
from proofpress.repairs.tag_names import beside
from proofpress.repairs.tag_names.tags import LEAD, PlacedTag, in_text, shows
from proofpress.source import Span

_RAW = regex(r"<(?:!--|(?:script|style|textarea)\b)", re.I)
_LEFT_OUT = regex(r"\s*(?:…{1,2}|\.{3})\s*")
"""What stands for all that a block would hold; no page shows a block of it within a sentence."""
_SHORT = 8
_PLACES = regex(r"\s(?:name|id)\s*+=", re.I)


class Whole(NamedTuple):
    """An element or a comment; `certain` where its sentence alone tells that it is named."""

    span: Span
    certain: bool


def wholes(lexed: Lexed, found: Sequence[PlacedTag]) -> Iterator[Whole]:
    """Those that may be named, where the text is about HTML at least."""
    yield from _raw(lexed)
    for tag in in_text(found):
        if tag.partner is None or tag.closes:
            continue
        is_left_out = tag.name in BLOCKS and tag.partner.span.start - tag.span.end <= _SHORT
        if tag.span.end == tag.partner.span.start or (
            is_left_out and _LEFT_OUT.fullmatch(lexed.text, tag.span.end, tag.partner.span.start)
        ):
            yield from _empty(tag, tag.partner)


def _empty(first: PlacedTag, last: PlacedTag) -> Iterator[Whole]:
    """An element with nothing in it, or a sign for what it holds; a place to lead to and a drawn icon have, too."""
    before, behind = first.before, last.behind
    if first.name == "a" and _PLACES.search(first.attributes) or not beside.says(before + behind):
        return
    if beside.ends_before(before) and not (not before.strip() and first.line.marked and beside.says(behind)):
        return
    goes_on = beside.is_followed(behind)
    is_bare = not shows(first) and first.name not in beside.LOOKS
    is_certain = goes_on and (is_bare or first.span.end < last.span.start)
    yield Whole(Span(first.span.start, last.span.end), is_certain)


def _begins_html(before: str) -> bool:
    found = _OPENS.match(before)
    return found is not None and found[1].lower() in BLOCKS


_OPENS = regex(r"\s*+</?([A-Za-z]\w*+)")


def _raw(lexed: Lexed) -> Iterator[Whole]:
    """A comment, or an element whose inside is no text, in a line of words."""
    text, scan, code = lexed.text, lexed.scan, sorted(lexed.code_spans)
    for span in scan.raw:
        if not _RAW.match(text, span.start) or inside(code, span.start):
            continue
        number = scan.line_of(span.start)
        start, end = scan.starts[number], scan.starts[number] + len(scan.lines[number])
        if span.end > end or "`" in text[slice(*span)]:
            continue
        lead = LEAD.match(text, start, span.start)
        before = text[lead.end() if lead else start : span.start]
        behind = text[span.end : end]
        is_comment = text.startswith("<!", span.start)
        if not beside.says(before + behind) or _begins_html(before):
            continue
        if not before.strip():
            if not is_comment and beside.says(behind) and not behind.lstrip().startswith("<"):
                yield Whole(span, False)
        elif is_comment and beside.speaks_of_comments(before):
            yield Whole(span, True)
        elif not beside.ends_before(before):
            goes_on = beside.is_followed(behind)
            if goes_on or not is_comment:
                yield Whole(span, goes_on and not is_comment)

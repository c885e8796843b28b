"""Where in the output a change in the input shows: the two trees are one tree, with spans in either text."""

from __future__ import annotations

from bisect import bisect_right

from proofpress.convert import Conversion
from proofpress.normal import normalise
from proofpress.readers.markdown import read
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.tree import Document, walk

Pair = tuple[Span, Span]
WINDOW = 200
"""Characters around an estimated place in which the words beside a change are looked for."""
_WORDS = regex(r"(?:\s|<[^<>]{0,100}>|[*_#>`-])*([^\s<>*_`]{4,12})")


def locate(conversion: Conversion) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """For each finding of the ledger its offset in the Markdown (-1 where nothing tells), and where blocks begin: pairs
    of offsets, input and output, in the order of the input."""
    written = normalise(read(Source("output", conversion.markdown)))
    pairs = _pairs(conversion.document, written)
    starts = [pair[0].start for pair in pairs]
    before, after = conversion.source.root.text, conversion.markdown
    places = tuple(
        _settle(_place(finding.span, pairs, starts, len(after)), finding.span, before, after)
        for finding in conversion.ledger
    )
    blocks = (
        (a.span.start, b.span.start)
        for a, b in zip(conversion.document.children, written.children, strict=False)
        if a.span.end > a.span.start
    )
    return places, tuple(sorted(blocks))


def _pairs(before: Document, after: Document) -> list[Pair]:
    """The spans of each node, in the input and in the output, as long as the trees agree."""
    pairs: list[Pair] = []
    for a, b in zip(walk(before), walk(after), strict=False):
        if type(a) is not type(b):
            break
        if a.span.end > a.span.start and not isinstance(a, Document):
            pairs.append((a.span, b.span))
    return sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))


def _place(span: Span, pairs: list[Pair], starts: list[int], length: int) -> int:
    """Where a change at `span` shows: inside the smallest node around it, else right after the one before it."""
    if not pairs:
        return -1
    index = bisect_right(starts, span.start) - 1
    if index < 0:
        return 0
    before, after = pairs[index]
    if span.start >= before.end:
        return min(after.end, length)
    share = (span.start - before.start) / (before.end - before.start)
    return min(after.start + round(share * (after.end - after.start)), length)


def _settle(place: int, span: Span, before: str, after: str) -> int:
    """The estimate moved to where the words beside the change stand in the output, or else to the edge of a word."""
    if place < 0:
        return place
    low, high = max(0, place - WINDOW), place + WINDOW
    if following := _WORDS.match(before, span.end, span.end + WINDOW):
        found = after.find(following[1], low, high)
        if found >= 0:
            return found
    while 0 < place < len(after) and after[place - 1].isalnum() and after[place].isalnum() and after[place].isascii():
        place -= 1
    return place

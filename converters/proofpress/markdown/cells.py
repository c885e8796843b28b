"""Rows of pipe tables, cut where the site's parser cuts them."""

from __future__ import annotations

from itertools import pairwise

from proofpress.regex import regex
from proofpress.source import Span

_DELIMITER = regex(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_CUT = regex(r"\\[\s\S]|\|")


def is_delimiter(line: str) -> bool:
    """True for `| --- | --- |`, in all its forms."""
    return "-" in line and "|" in line and _DELIMITER.fullmatch(line.strip()) is not None


def cells(view: str, start: int, end: int, closed: bool = True) -> tuple[Span, ...]:
    """The cells of the row from `start` to `end`, without the spaces and bars around them; `view` has code masked, and
    a bar behind a backslash cuts nothing. In a table that is not `closed` by bars at the ends of its header, the last
    bar of a row opens an empty cell."""
    while start < end and view[start] in " \t":
        start += 1
    while end > start and view[end - 1] in " \t":
        end -= 1
    bars = [m.start() for m in _CUT.finditer(view, start, end) if m[0] == "|"]
    edges = [start - 1, *bars, end]
    if bars and bars[0] == start:
        del edges[0]
    if closed and len(edges) > 2 and bars and bars[-1] == end - 1:
        del edges[-1]
    return tuple(_trimmed(view, low + 1, high) for low, high in pairwise(edges))


def _trimmed(view: str, start: int, end: int) -> Span:
    while start < end and view[start] in " \t":
        start += 1
    while end > start and view[end - 1] in " \t":
        end -= 1
    return Span(start, end)

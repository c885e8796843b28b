"""What plugins fill in before Markdown is read: where it stands, and the text as it is without what leaves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from proofpress.source import Span


class Mark(NamedTuple):
    """The signs around what a plugin fills. `says`: a text may come of it; of tags and remarks nothing does."""

    opening: str
    closing: str
    says: bool = True


class Filling(NamedTuple):
    """One of them in a text: with its signs, or, where it is never closed, to the end of its line."""

    span: Span
    mark: Mark
    closed: bool


def fillings(text: str, marks: tuple[Mark, ...]) -> Iterator[Filling]:
    """All of them in order, each from its opening sign to the next closing one; what is kept raw has none."""
    if not marks:
        return
    by_sign = {mark.opening: mark for mark in marks}
    opening = re.compile("|".join(map(re.escape, sorted(by_sign, key=len, reverse=True))))
    at, closing = 0, dict.fromkeys((mark.closing for mark in marks), 0)
    while found := opening.search(text, at):
        start, mark = found.end(), by_sign[found[0]]
        if 0 <= closing[mark.closing] < start:
            closing[mark.closing] = text.find(mark.closing, start)
        closed = closing[mark.closing] >= 0
        at = closing[mark.closing] + len(mark.closing) if closed else _line_end(text, start)
        yield Filling(Span(found.start(), at), mark, closed)
        if not mark.says and text[start : at - len(mark.closing)].strip("+- \n") == "raw":
            ending = re.compile(rf"{re.escape(mark.opening)}[-+]?\s*endraw\b").search(text, at)
            at = ending.start() if ending else len(text)


def without_tags(text: str, found: Iterable[Filling]) -> str:
    """The text, of the same length, with blank lines where only tags and remarks among its fillings stand on them. A
    sign that takes the line ends beside it away leaves its line as it is."""
    pieces: list[str] = []
    at = 0
    for first, last in _silent(text, found):
        pieces += [text[at:first], re.sub(r"[^\n]", " ", text[first:last])]
        at = last
    return "".join([*pieces, text[at:]])


def _silent(text: str, found: Iterable[Filling]) -> Iterator[Span]:
    """The tags and remarks that fill their lines, those on one line together."""
    run: Span | None = None
    for one in found:
        inner = text[one.span.start + len(one.mark.opening) : one.span.end - len(one.mark.closing)]
        if one.mark.says or not one.closed or inner[:1] == "-" or inner[-1:] == "-":
            continue
        if run is not None and not text[run.end : one.span.start].strip(" \t"):
            run = Span(run.start, one.span.end)
            continue
        if run is not None and _fills(text, run):
            yield run
        run = one.span
    if run is not None and _fills(text, run):
        yield run


def _fills(text: str, span: Span) -> bool:
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return not (before + text[span.end : _line_end(text, span.end)]).strip(" \t")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)

"""Comments, and the HTML elements whose content is never Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left

from proofpress.markdown.displays import BLANK
from proofpress.markdown.fences import fences
from proofpress.markdown.lines import Fence, Kind, Lines
from proofpress.markdown.ticks import fence_line
from proofpress.regex import regex
from proofpress.source import Span

_RAW = regex(r"<!--|<(script|style|pre|textarea)\b", re.I)
_CLOSERS = {closer: regex(closer, re.I) for closer in ("-->", "</script", "</style", "</pre", "</textarea")}
_SHORT = frozenset(("</script", "</style", "</textarea"))
"""Elements that, in a line of words, end with their paragraph: no parser takes more."""
_MOST = 8
"""So often the lines behind a fence that leaves its comment are read anew."""


def raw(made: Lines, first: int) -> None:
    """Comments, and the HTML elements whose content is never Markdown."""
    text, at = made.text, made.starts[first] if first < len(made.starts) else len(made.text)
    closers: dict[str, int] = {}
    ticks = counted = again = paragraph = 0
    while found := _RAW.search(text, at):
        line = made.line_of(found.start())
        at = found.end()
        if counted < made.starts[line]:
            ticks, counted = 0, made.starts[line]
        ticks += text.count("`", counted, found.start())
        counted = found.start()
        if made.kinds[line] == Kind.FENCE or ticks % 2:
            continue
        closer = "-->" if found[1] is None else f"</{found[1].lower()}"
        if 0 <= closers.get(closer, at) <= at:
            closes = _CLOSERS[closer].search(text, at)
            closers[closer] = closes.start() if closes else -1
        end = closers[closer]
        if end < 0:
            continue
        if closer in _SHORT and paragraph < end and _is_in_words(made, line, found.start()):
            if paragraph < at:
                blank = BLANK.search(text, at)
                paragraph = blank.start() if blank else len(text)
            if paragraph < end:
                continue
        end += len(closer)
        if found[1]:
            end = text.find(">", end) + 1 or end
        last = made.line_of(max(end - 1, found.start()))
        if again < _MOST and (leaving := _leaving(made, line, last)) is not None:
            again += 1
            made.raw.append(Span(found.start(), found.end()))
            at = made.starts[_leave(made, *leaving)]
            continue
        made.raw.append(Span(found.start(), end))
        for number in range(line, last + 1):
            whole = made.starts[number] >= found.start() or not text[made.starts[number] : found.start()].strip()
            closed = made.starts[number] + len(made.lines[number])
            if (
                whole
                and (closed <= end or not text[end:closed].strip())
                and made.kinds[number] in (Kind.TEXT, Kind.FENCE)
            ):
                made.kinds[number] = Kind.RAW
        at = end
        if again < _MOST and _spills(made, line, last):
            again += 1
            fences(made, last + 1)
    if made.raw:
        made.fences = [f for f in made.fences if made.kinds[f.first] == Kind.FENCE]


def _is_in_words(made: Lines, line: int, offset: int) -> bool:
    """Whether words stand before a tag on its line."""
    return made.text[made.content(line) : offset].strip() != ""


def _leaving(made: Lines, line: int, last: int) -> tuple[Fence, int] | None:
    """The fence that opens between two lines and is closed behind them, with the line that closes it: the site takes
    fences out of a text before it looks for HTML."""
    at = bisect_left(made.fences, line + 1, key=lambda fence: fence.first)
    while at < len(made.fences) and made.fences[at].first <= last:
        fence = made.fences[at]
        if not fence.closed or fence.last > last:
            opened = fence_line(fence.first, made.lines[fence.first], made.dialect)
            for number in range(last + 1, len(made.lines)):
                tick = fence_line(number, made.lines[number], made.dialect)
                if opened is not None and tick is not None and tick.closes(opened):
                    return fence, number
            return None
        at += 1
    return None


def _spills(made: Lines, line: int, last: int) -> bool:
    """Whether what looked like a fence begins in an element that ends on a line and reaches over its end: it is none,
    and what stands behind is text until it is read anew."""
    at = bisect_left(made.fences, line, key=lambda fence: fence.first)
    while at < len(made.fences) and made.fences[at].first <= last:
        fence = made.fences[at]
        if fence.last > last and made.kinds[fence.first] == Kind.RAW:
            for number in range(last + 1, len(made.lines)):
                if made.kinds[number] == Kind.FENCE:
                    made.kinds[number] = Kind.TEXT if made.bodies[number] else Kind.BLANK
            del made.fences[at:]
            return True
        at += 1
    return False


def _leave(made: Lines, fence: Fence, last: int) -> int:
    """Let a fence go on to a line, and read the fences behind it anew. Returns the line behind, or the last one."""
    at = made.fences.index(fence)
    for other in made.fences[at:]:
        made.kinds[other.first : other.last + 1] = [
            Kind.TEXT if body else Kind.BLANK for body in made.bodies[other.first : other.last + 1]
        ]
    del made.fences[at + 1 :]
    fence.last, fence.closed = last, False
    made.kinds[fence.first : last + 1] = [Kind.FENCE] * (last + 1 - fence.first)
    fences(made, last + 1)
    return min(last + 1, len(made.lines) - 1)

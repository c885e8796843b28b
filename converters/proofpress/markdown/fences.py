"""Fenced blocks: closed, open, and those that hold another one of their own marker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from proofpress.evidence import chinese
from proofpress.languages import has_hash_comments, is_markdown, is_text
from proofpress.markdown import info
from proofpress.markdown.lines import Fence, Kind, Lines
from proofpress.markdown.ticks import FenceLine, fence_line
from proofpress.regex import regex


def fences(made: Lines, first: int) -> None:
    """Mark the fenced blocks from a line on; those that `fenced_code` alone does not see are `unread`."""
    ticks = [
        tick
        for number in range(first, len(made.lines))
        if ("```" in (line := made.lines[number]) or "~~~" in line)
        and (tick := fence_line(number, line, made.dialect))
        and (made.dialect.superfences or not tick.prefix)
    ]
    if not made.dialect.superfences:
        _unread(made, first)
    closers = _Closers(made, ticks)
    at = 0
    while at < len(ticks):
        opener = ticks[at]
        end = closers.of(at)
        fence = Fence(
            opener.number,
            len(made.lines) - 1,
            made.indents[opener.number],
            opener.mark,
            opener.info.strip(),
            info.read(opener.info.strip(), made.dialect),
            prefix=made.lines[opener.number][: made.quotes[opener.number]],
            behind=opener.prefix.strip(" \t>") != "",
        )
        after = len(ticks)
        nested = _nested(ticks, at, end)
        if end is None:
            fence.closed = False
            limit = ticks[nested].number - 1 if nested is not None else len(made.lines) - 1
            fence.last = _likely_end(made, fence, limit)
            after = (
                nested
                if nested is not None
                else next((k for k in range(at + 1, len(ticks)) if ticks[k].number > fence.last), len(ticks))
            )
        elif nested is not None and _collides(ticks, at, nested, end):
            fence.inner = ticks[nested].number
            outer_end = end + 1
            fence.last = ticks[outer_end].number
            after = outer_end + 1
        elif nested is not None:
            fence.closed = False
            fence.last = _likely_end(made, fence, ticks[nested].number - 1)
            after = nested
        else:
            fence.last = ticks[end].number
            fence.loose = (ticks[end].mark, ticks[end].indent) != (opener.mark, opener.indent)
            after = end + 1
        for number in range(fence.first, fence.last + 1):
            made.kinds[number] = Kind.FENCE
        made.fences.append(fence)
        at = after


def _unread(made: Lines, first: int) -> None:
    """Fences that do not begin at the margin, where only those that do are read."""
    opened: FenceLine | None = None
    for number in range(first, len(made.lines)):
        tick = fence_line(number, made.lines[number], made.dialect)
        if tick is None or not tick.prefix:
            continue
        if opened is None:
            opened = tick
        elif tick.closes(opened):
            said = opened.info.strip()
            made.unread.append(
                Fence(opened.number, number, opened.indent, opened.mark, said, info.read(said, made.dialect))
            )
            opened = None


class _Closers:
    """The lines that can close a fence, by what makes them able to: character, length, columns before the mark."""

    def __init__(self, made: Lines, ticks: list[FenceLine]) -> None:
        self.ticks = ticks
        self.places: dict[tuple[str, int, int], list[int]] = {}
        for place, tick in enumerate(ticks):
            # What stands behind a list's marker begins an item, and closes nothing.
            if tick.bare and not tick.prefix.strip(" \t>"):
                self.places.setdefault((tick.mark[0], len(tick.mark), tick.indent), []).append(place)
        self.ends = _dedents(made, ticks) if made.dialect.superfences else {}

    def of(self, at: int) -> int | None:
        """The place of the first line behind the opener at `at` that closes its fence.

        SuperFences asks for the same mark at the same column with nothing before it on fewer columns; CommonMark for as
        long a mark on less than four columns more. Without either, the first mark that is long enough.
        """
        opener = self.ticks[at]
        exact = _first([self.places.get((opener.mark[0], len(opener.mark), opener.indent), [])], at)
        if exact is not None and self.ticks[exact].number < self.ends.get(opener.number, 0):
            return exact
        long = [
            (columns, places)
            for (char, length, columns), places in self.places.items()
            if char == opener.mark[0] and length >= len(opener.mark)
        ]
        near = _first([places for columns, places in long if columns < opener.indent + 4], at)
        return _first([places for _, places in long], at) if near is None else near


def _first(kinds: Iterable[list[int]], at: int) -> int | None:
    """The first place behind `at` in sorted lists of them."""
    found = (places[index] for places in kinds if (index := bisect_right(places, at)) < len(places))
    return min(found, default=None)


def _dedents(made: Lines, ticks: list[FenceLine]) -> dict[int, int]:
    """For each line of a fence behind no marker, the first one below that leaves its columns; quote marks are some."""
    ends: dict[int, int] = {}
    asked = {tick.number for tick in ticks if not tick.prefix.strip(" \t>")}
    open_: list[tuple[int, int]] = []
    for number in range(min(asked, default=len(made.lines)), len(made.lines)):
        line = made.lines[number]
        body = line.lstrip(" \t>")
        if not body:
            continue
        columns = len(line[: len(line) - len(body)].expandtabs(4))
        while open_ and open_[-1][0] > columns:
            ends[open_.pop()[1]] = number
        if number in asked:
            open_.append((columns, number))
    return ends | {number: len(made.lines) for _, number in open_}


def _nested(ticks: list[FenceLine], at: int, end: int | None) -> int | None:
    """A line between the opener and its end that opens a fence of the very same marker.

    One on more columns than both stands in the code, as an example in a docstring does.
    """
    opener = ticks[at]
    inside = opener.indent if end is not None and ticks[end].indent == opener.indent else None
    for k in range(at + 1, len(ticks) if end is None else end):
        if inside is not None and ticks[k].indent > inside:
            continue
        if ticks[k].mark == opener.mark and re.fullmatch(r"[\w+#.-]+(?:[ ,{].*)?|\{.*\}", ticks[k].info.strip()):
            return k
    return None


def _collides(ticks: list[FenceLine], at: int, nested: int, end: int) -> bool:
    """True where a fence that shows Markdown holds a whole fence: open, open, close, close."""
    opener = ticks[at]
    lang = opener.info.strip().split(" ")[0].lower().strip("{}.")
    if not (is_text(lang) or is_markdown(lang)) or end + 1 >= len(ticks):
        return False
    following = ticks[end + 1]
    if not following.bare or following.mark[0] != opener.mark[0] or nested != end - 1:
        return False
    return lang != "" or end + 2 >= len(ticks) or not ticks[end + 2].bare


_PROSE_START = regex(
    rf"#{{1,6}} \S|[{chinese.CLASS}“「《][^={{}};]*[。！？：；，、]|[A-Z][a-z]+(?: [a-z,']+){{4,}}|\*\*\S|> |!\["
)


def _end_of_holder(made: Lines, fence: Fence, limit: int) -> int:
    """The last line up to a limit that stands in the quotation, the item or the box that a fence stands in."""
    quotes = fence.prefix.count(">")
    for number in range(fence.first + 1, limit + 1) if quotes or fence.indent else ():
        line = made.lines[number]
        if not line.strip():
            continue
        if line[: made.quotes[number]].count(">") < quotes or made.indents[number] < fence.indent:
            return number - 1
    return limit


def _likely_end(made: Lines, fence: Fence, limit: int) -> int:
    """Where a fence that is never closed most likely ends: with what holds it, or before the first blank line with
    prose after it."""
    limit = _end_of_holder(made, fence, limit)
    hashes = not fence.lang or has_hash_comments(fence.lang)
    for number in range(fence.first + 1, limit):
        if made.lines[number].strip() or not made.lines[number + 1].strip():
            continue
        line = made.lines[number + 1]
        if _PROSE_START.match(line) and not (hashes and line.startswith("# ")):
            return max(number - 1, fence.first)
    last = limit
    while last > fence.first and not made.lines[last].strip():
        last -= 1
    return last

"""Fenced blocks: closed, open, and those that hold another one of their own marker."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from proofpress.markdown import info
from proofpress.markdown.lines import Fence, Kind, Lines
from proofpress.markdown.signs import FENCE

_MARKUP = ("", "md", "markdown", "mdx", "text", "txt", "plain", "plaintext", "rmd", "qmd", "myst")


@dataclass(slots=True)
class _Tick:
    """A line that could open or close a fence."""

    line: int
    marker: str
    info: str


def fences(made: Lines, first: int) -> None:
    ticks: list[_Tick] = []
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if "```" not in line and "~~~" not in line:
            continue
        body = line[made.quotes[number] :].lstrip(" \t")
        found = FENCE.match(body)
        if found and not ("`" in found[1] and "`" in found[2]):
            ticks.append(_Tick(number, found[1], found[2].strip()))
    bare: dict[tuple[str, int], list[int]] = {}
    for place, tick in enumerate(ticks):
        if not tick.info:
            bare.setdefault((tick.marker[0], len(tick.marker)), []).append(place)
    at = 0
    while at < len(ticks):
        opener = ticks[at]
        end = _closing(bare, opener.marker, at)
        fence = Fence(
            opener.line,
            len(made.lines) - 1,
            made.indents[opener.line],
            opener.marker,
            opener.info,
            info.read(opener.info, made.dialect),
            prefix=made.lines[opener.line][: made.quotes[opener.line]],
        )
        after = len(ticks)
        nested = _nested(ticks, at, end)
        if end is None:
            fence.closed = False
            limit = ticks[nested].line - 1 if nested is not None else len(made.lines) - 1
            fence.last = _likely_end(made, fence, limit)
            after = (
                nested
                if nested is not None
                else next((k for k in range(at + 1, len(ticks)) if ticks[k].line > fence.last), len(ticks))
            )
        elif nested is not None and _collides(ticks, at, nested, end):
            fence.inner = ticks[nested].line
            outer_end = end + 1
            fence.last = ticks[outer_end].line
            after = outer_end + 1
        elif nested is not None:
            fence.closed = False
            fence.last = _likely_end(made, fence, ticks[nested].line - 1)
            after = nested
        else:
            fence.last = ticks[end].line
            after = end + 1
        for number in range(fence.first, fence.last + 1):
            made.kinds[number] = Kind.FENCE
        made.fences.append(fence)
        at = after


def _closing(bare: dict[tuple[str, int], list[int]], marker: str, at: int) -> int | None:
    """The first line after the one at `at` that can close a fence; `bare` has such lines by character and length."""
    ends = [
        places[index]
        for (char, length), places in bare.items()
        if char == marker[0] and length >= len(marker) and (index := bisect_right(places, at)) < len(places)
    ]
    return min(ends, default=None)


def _nested(ticks: list[_Tick], at: int, end: int | None) -> int | None:
    """A line between the opener and its end that opens a fence of the very same marker."""
    opener = ticks[at]
    for k in range(at + 1, len(ticks) if end is None else end):
        if ticks[k].marker == opener.marker and re.fullmatch(r"[\w+#.-]+(?:[ ,{].*)?|\{.*\}", ticks[k].info):
            return k
    return None


def _collides(ticks: list[_Tick], at: int, nested: int, end: int) -> bool:
    """True where a fence that shows Markdown holds a whole fence: open, open, close, close."""
    opener = ticks[at]
    lang = opener.info.split(" ")[0].lower().strip("{}.")
    if lang not in _MARKUP or end + 1 >= len(ticks):
        return False
    following = ticks[end + 1]
    if following.info or following.marker[0] != opener.marker[0] or nested != end - 1:
        return False
    return lang != "" or end + 2 >= len(ticks) or bool(ticks[end + 2].info)


_PROSE_START = re.compile(
    r"#{1,6} \S|[\u4e00-\u9fff“「《][^={};]*[。！？：；，、]|[A-Z][a-z]+(?: [a-z,']+){4,}|\*\*\S|> |!\["
)


def _likely_end(made: Lines, fence: Fence, limit: int) -> int:
    """Where a fence that is never closed most likely ends: before the first blank line with prose after it."""
    hashes = fence.lang in (
        "python",
        "py",
        "bash",
        "sh",
        "shell",
        "yaml",
        "yml",
        "toml",
        "ruby",
        "r",
        "ini",
        "dockerfile",
        "makefile",
        "perl",
        "",
    )
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

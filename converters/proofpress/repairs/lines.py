"""The lines of a Markdown text, which of them are code, and how to change some characters without losing places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from proofpress.source import Piece, Source

_FENCE = re.compile(
    r"(?P<prefix>(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$"
)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)")


class Change(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


def rewrite(source: Source, changes: Iterable[Change]) -> Source:
    """The source with the changes made; of two that overlap the first counts. Spans still point into the root."""
    pieces: list[Piece] = []
    text, at = source.text, 0
    for change in sorted(changes):
        if change.start < at:
            continue
        pieces.append(Piece(text[at : change.start], at, change.start))
        pieces.append(Piece(change.text, change.start, change.end))
        at = change.end
    if not pieces:
        return source
    pieces.append(Piece(text[at:], at, len(text)))
    return source.derive(pieces)


class FenceLine(NamedTuple):
    """A line that can open or close a fenced block: `prefix` is what its containers put before it."""

    number: int
    prefix: str
    mark: str
    info: str

    @property
    def lang(self) -> str:
        """The first word of the info string, in lower case."""
        found = re.match(r"\{?\s*\.?([^\s{},:]*)", self.info.strip())
        return found[1].lower() if found else ""

    @property
    def bare(self) -> bool:
        return not self.info.strip()

    @property
    def indent(self) -> int:
        """Columns before the mark; a list marker counts as spaces."""
        return len(self.prefix.expandtabs(4))

    def closes(self, opened: FenceLine) -> bool:
        return self.bare and self.mark[0] == opened.mark[0] and len(self.mark) >= len(opened.mark)


class Block(NamedTuple):
    """A fenced block: the lines of its fences; `last` is the last line of its content where it is never closed."""

    opened: FenceLine
    last: int
    closed: bool


def lines_of(source: Source) -> Lines:
    """The lines of a source, cut once however many repairs look at it."""
    known: Lines | None = source.__dict__.get("lines")
    if known is None:
        known = source.__dict__["lines"] = Lines(source)
    return known


class Lines:
    """A source cut into lines, from 0."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.all = source.text.split("\n")
        self.starts: list[int] = []
        at = 0
        for line in self.all:
            self.starts.append(at)
            at += len(line) + 1

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, number: int) -> str:
        return self.all[number]

    def end(self, number: int) -> int:
        """The offset behind the last character of a line, before its line end."""
        return self.starts[number] + len(self.all[number])

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of the lines `first` to `last` with the last line end."""
        return self.starts[first], min(self.end(last) + 1, len(self.text))

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def blank(self, number: int) -> bool:
        return number < 0 or number >= len(self.all) or not self.all[number].strip(" \t>")

    @cached_property
    def fence_lines(self) -> list[FenceLine]:
        return [
            fence
            for number, line in enumerate(self.all)
            if ("```" in line or "~~~" in line) and (fence := fence_line(number, line))
        ]

    @cached_property
    def blocks(self) -> list[Block]:
        """Fenced blocks as CommonMark pairs them, but for the containers that end some of them early."""
        found: list[Block] = []
        opened: FenceLine | None = None
        for fence in self.fence_lines:
            if opened is None:
                opened = fence
            elif fence.closes(opened):
                found.append(Block(opened, fence.number, True))
                opened = None
        if opened is not None:
            found.append(Block(opened, len(self.all) - 1, False))
        return found

    @cached_property
    def code(self) -> list[bool]:
        """For each line whether it is a fence or stands inside a fenced block."""
        flags = [False] * len(self.all)
        for block in self.blocks:
            for number in range(block.opened.number, block.last + 1):
                flags[number] = True
        return flags

    def prose(self) -> Iterator[tuple[int, str]]:
        """The lines outside fenced blocks."""
        code = self.code
        for number, line in enumerate(self.all):
            if not code[number]:
                yield number, line


def fence_line(number: int, line: str) -> FenceLine | None:
    """The fence that a line holds, if it is one."""
    if "```" not in line and "~~~" not in line:
        return None
    found = _FENCE.match(line)
    if found is None or (found["mark"][0] == "`" and "`" in found["info"]):
        return None
    return FenceLine(number, found["prefix"], found["mark"], found["info"])


def code_spans(line: str) -> list[tuple[int, int]]:
    """The offsets of the code spans in one line."""
    if "`" not in line:
        return []
    runs = [(match.start(), match.end()) for match in _SPAN.finditer(line)]
    by_length: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        by_length.setdefault(end - start, []).append(index)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(runs):
        start, end = runs[at]
        same = by_length[end - start]
        close = bisect_right(same, at)
        if close < len(same):
            spans.append((start, runs[same[close]][1]))
            at = same[close] + 1
        else:
            at += 1
    return spans


def inside(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the sorted spans."""
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]

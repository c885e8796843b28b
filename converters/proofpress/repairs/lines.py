"""The lines of a Markdown text, which of them are code, and how to change some characters without losing places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.code import code_spans as spans_in
from proofpress.markdown.lines import Kind
from proofpress.markdown.ticks import FenceLine, fence_line
from proofpress.repairs.quoting import Quoting, quoted_lines
from proofpress.source import Piece, Source, Span


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
        self.source = source
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
        """The lines of fences, but for those that stand further in than the block whose code they are in, as an example
        in a docstring does."""
        found = {number: fence for number, line in enumerate(self.all) if (fence := fence_line(number, line))}
        if len(found) > 3 and any(fence.indent for fence in found.values()):
            for block in lex_source(self.source, ANYBODYS).fences:
                opened, closed = found.get(block.first), found.get(block.last)
                if opened and closed and block.closed and block.inner is None and opened.indent == closed.indent:
                    for number in range(block.first + 1, block.last):
                        if (fence := found.get(number)) and fence.indent > opened.indent:
                            del found[number]
        return list(found.values())

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

    @cached_property
    def text_lines(self) -> list[bool]:
        """For each line whether it is running text: no code of any kind, no front matter, nothing preformatted."""
        return [kind == Kind.TEXT for kind in lex_source(self.source, ANYBODYS).scan.kinds]

    @cached_property
    def shown(self) -> list[bool]:
        """For each line whether it is code of any kind: fenced, indented or in `<pre>`."""
        kinds = lex_source(self.source, ANYBODYS).scan.kinds
        return [code or kind in (Kind.CODE, Kind.RAW) for code, kind in zip(self.code, kinds, strict=True)]

    @cached_property
    def quoted(self) -> list[Quoting]:
        """For each line whether an author quotes it."""
        return quoted_lines(self.source)

    def prose(self) -> Iterator[tuple[int, str]]:
        """The lines outside fenced blocks."""
        code = self.code
        for number, line in enumerate(self.all):
            if not code[number]:
                yield number, line


def code_spans(line: str) -> list[Span]:
    """The offsets of the code spans in one line."""
    return spans_in(line, Span(0, len(line))) if "`" in line else []


def inside(spans: list[Span], offset: int) -> bool:
    """Whether an offset lies in one of the sorted spans."""
    index = bisect_right(spans, Span(offset, 1 << 62)) - 1
    return index >= 0 and spans[index].start <= offset < spans[index].end

"""The lines of a text: what each is, where it stands, and the code in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from proofpress.markdown.cells import cells, is_delimiter
from proofpress.markdown.code import code_spans
from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.info import Info
from proofpress.markdown.mask import mask
from proofpress.markdown.signs import ALONE_TAG, ASKING_TAG, ATX, BREAK, SANE_ATX, WIDE_ATX, items
from proofpress.regex import regex
from proofpress.source import Span


class Kind(IntEnum):
    """What a line is."""

    BLANK = 0
    TEXT = 1
    FENCE = 2
    CODE = 3
    FRONT = 4
    RAW = 5
    """A comment, a script, a style or preformatted HTML."""


@dataclass(slots=True)
class Fence:
    """A fenced block: `first` and `last` are its lines, from 0; `last` is the line after which prose goes on.

    `closed` is False where no closing fence stands; `inner` names a fence of the same length that opens inside. `text`
    is what stands behind the marker, `info` how the site reads it. `behind`: it opens behind the mark of an item.
    `loose`: its last line has not the very marker at the very column of the first.
    """

    first: int
    last: int
    indent: int
    marker: str
    text: str
    info: Info
    closed: bool = True
    inner: int | None = None
    prefix: str = ""
    behind: bool = False
    loose: bool = False

    @property
    def lang(self) -> str:
        """The language as written, lower case, "" where there is none."""
        return self.info.language


@dataclass(slots=True)
class Front:
    """Front matter, by line; `last` is the line of the closing fence, None where it is missing."""

    last: int | None


_REMARK = regex(r"\[(?P<label>[^\[\]\n]{0,40})\]: #[ \t]++[(\"'](?P<words>.*)[)\"'][ \t]*")
_USED = regex(r"\[([^\[\]\n]{0,40})\](?!:)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text without a blank one between them. Lines from 0, inclusive.

    `alone`: a heading, a break or the head of a box, which takes no other line.
    """

    first: int
    last: int
    span: Span
    alone: bool = False


class Opening(NamedTuple):
    """A container that begins on a line: where its sign and its content stand in the line's body."""

    at: int
    content: int
    item: bool


@dataclass
class Lines:
    """The lines of a text. `indents` are columns after quote marks, `bases` the column that the container asks for.

    `boxed` is for each line the column at which the body of the innermost box (an admonition, details, a tab) stands, 0
    outside of any, `bodies` are the lines without quote marks and indentation.
    """

    text: str
    dialect: Dialect = CANONICAL
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    kinds: list[Kind] = field(init=False)
    indents: list[int] = field(init=False)
    bases: list[int] = field(init=False)
    boxed: list[int] = field(init=False)
    quotes: list[int] = field(init=False)
    bodies: list[str] = field(init=False)
    fences: list[Fence] = field(default_factory=list)
    unread: list[Fence] = field(default_factory=list)
    """Fences that the site's parser does not take for any, as it reads none that are indented."""
    raw: list[Span] = field(default_factory=list)
    openings: dict[int, tuple[Opening, ...]] = field(default_factory=dict)
    """The containers that begin on a line, from the outermost."""
    heads: set[int] = field(default_factory=set)
    """The lines that are heads of boxes, or open or close a container between two of them."""
    callouts: set[int] = field(default_factory=set)
    """The lines in callouts, quotes whose first line is a box's head."""
    kept: set[int] = field(default_factory=set)
    """The lines in an item or a definition: what begins in one keeps all that follows it up to a blank line."""
    orphans: set[int] = field(default_factory=set)
    """The lines that are the closing tag of an element that nothing opens."""
    front: Front | None = None
    taken: list[range] = field(default_factory=list)
    """Lines at the head that the site takes off the page without any dashes around them."""

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.starts, at = [], 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line) + 1
        count = len(self.lines)
        self.kinds = [Kind.TEXT] * count
        self.indents, self.bases, self.boxed, self.quotes = [0] * count, [0] * count, [0] * count, [0] * count
        self.bodies = self.lines.copy()

    @cached_property
    def atx(self) -> re.Pattern[str]:
        """How a heading behind number signs begins."""
        return SANE_ATX if self.dialect.sane_headings else WIDE_ATX if self.dialect.of_site else ATX

    @cached_property
    def item(self) -> re.Pattern[str]:
        """How an item with a text begins."""
        return items(self.dialect.list_styles)

    def line_of(self, offset: int) -> int:
        """The line, from 0, that holds a character."""
        return bisect_right(self.starts, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """The characters of the lines `first` to `last`, without the last line end."""
        return Span(self.starts[first], self.starts[last] + len(self.lines[last]))

    def content(self, line: int) -> int:
        """The offset of the first character after quote marks and spaces."""
        text = self.lines[line]
        at = self.quotes[line]
        while at < len(text) and text[at] in " \t":
            at += 1
        return self.starts[line] + at

    def inner(self, line: int) -> int:
        """The offset of the first character behind the signs of the containers that begin on a line."""
        opens = self.openings.get(line)
        return self.content(line) + (opens[-1].content if opens else 0)

    def depth(self, line: int) -> int:
        """How many quote marks stand before a line."""
        return self.lines[line].count(">", 0, self.quotes[line]) if self.quotes[line] else 0

    def body(self, line: int) -> str:
        """A line without its quote marks and indentation."""
        return self.bodies[line]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].span.end else None

    def fills_block(self, span: Span) -> bool:
        """Whether nothing else stands in the block that holds a stretch of text."""
        block = self.block_at(span.start)
        return block is not None and not (
            self.text[self.inner(block.first) : span.start].strip()
            or self.text[span.end : self.end(block.last)].strip()
        )

    def lead(self, line: int) -> int:
        """The column of the first character of a line, its quote marks included."""
        text = self.lines[line]
        return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))

    def ends_line(self, offset: int) -> bool:
        """True where only spaces stand behind it on its line."""
        end = self.text.find("\n", offset)
        return not self.text[offset : end if end >= 0 else len(self.text)].strip()

    def starts_line(self, offset: int) -> bool:
        """True where only spaces, quote marks and the signs of containers stand before it on its line."""
        if not self.text[self.text.rfind("\n", 0, offset) + 1 : offset].strip(" \t>"):
            return True
        return offset == self.inner(self.line_of(offset))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Runs of text lines; a heading, a thematic break and the head of a box are blocks of their own.

        In a box, a line that stands further out than the line above begins a block too, as Python-Markdown takes the
        body of a box apart by its indentation.
        """
        made: list[Block] = []
        first: int | None = None
        for number, kind in enumerate(self.kinds):
            alone = kind == Kind.TEXT and self._alone(number, first)
            cut = kind != Kind.TEXT or alone or first is not None and self._leaves(number, first)
            cut = cut or first is not None and self.depth(number) > self.depth(first)
            cut = cut or first is not None and (self._fills(number, first) or self._in_note(number))
            if first is not None and cut:
                made.append(Block(first, number - 1, self.span(first, number - 1)))
                first = None
            if kind == Kind.TEXT:
                if alone and self._underlines_break(made, number):
                    made[-1] = Block(number - 1, number, self.span(number - 1, number), True)
                elif alone:
                    made.append(Block(number, number, self.span(number, number), True))
                elif first is None:
                    first = number
                elif number == first + 1 and self.is_under(number):
                    made.append(Block(first, number, self.span(first, number), True))
                    first = None
        if first is not None:
            last = len(self.kinds) - 1
            made.append(Block(first, last, self.span(first, last)))
        return tuple(made)

    def _alone(self, number: int, first: int | None) -> bool:
        """Whether a line is a block by itself; `first` is the first line of the block that it would go on with."""
        body = self.bodies[number]
        if body[:1] == "#":
            return self.atx.match(body) is not None and self.indents[number] < self.bases[number] + 4
        if body[:1] == "<":
            closes = ALONE_TAG.fullmatch(body) is not None and number not in self.orphans
            return self.indents[number] < 4 and (closes or self.asks(number))
        if body[:1] == "-" and first is not None and first + 1 == number and body.strip("-") == "":
            return False
        return body[:1] in "-*_" and BREAK.match(body) is not None or number in self.heads

    def asks(self, number: int) -> bool:
        """Whether a line is the tag of an element with blocks of Markdown in it."""
        body = self.bodies[number]
        return self.dialect.html and "markdown" in body and ASKING_TAG.fullmatch(body) is not None

    def _underlines_break(self, made: list[Block], number: int) -> bool:
        """Whether a line makes a heading of a break, which is the first line of what is parsed as one block."""
        above = made[-1] if made else None
        if above is None or (above.first, above.last) != (number - 1, number - 1) or not self.is_under(number):
            return False
        apart = len(made) < 2 or made[-2].alone or made[-2].last < number - 2
        return apart and self.quotes[number] == self.quotes[above.first] and bool(BREAK.match(self.bodies[above.first]))

    def is_under(self, number: int) -> bool:
        """Whether a line, the second of its block, makes a heading of the first."""
        body = self.bodies[number]
        if not body or body[0] not in "=-" or body.strip(body[0]):
            return False
        step = self.dialect.list_step if self.bases[number] else 4
        return self.indents[number] == self.indents[number - 1] // step * step

    def _leaves(self, number: int, first: int) -> bool:
        """Whether a line stands outside of the box that holds the one above it, or, in a box, a level further out than
        its block began, and not as a lazy continuation."""
        base, column = self.boxed[first], self.indents[number]
        if base > column and bool(self.quotes[first]) == bool(self.quotes[number]):
            return True
        return base > 0 and base == self.boxed[number] and base <= column <= self.indents[first] - 4

    def _fills(self, number: int, first: int) -> bool:
        """Whether a line is the first of an item whose bare mark stands above it, in a block that is a list."""
        in_list, step = first in self.openings and self.openings[first][0].item, self.dialect.list_step
        within = self.indents[number - 1] // step * step + step
        return in_list and self.is_bare(number - 1) and self.indents[number] >= within

    def _in_note(self, number: int) -> bool:
        """Whether a line stands indented right under the bare sign of a note."""
        above = self.bodies[number - 1]
        bare = number - 1 in self.openings and above.startswith("[^") and above.endswith(":")
        return bare and self.openings[number - 1][-1].content >= len(above) and self.indents[number] >= 4

    def is_bare(self, line: int) -> bool:
        """Whether a line ends in the mark of an item with nothing but spaces behind it: what is indented under it
        begins the item."""
        if line not in self.openings or self.lines[line][-1] not in " \t":
            return False
        sign = self.openings[line][-1]
        return sign.item and sign.content >= len(self.bodies[line])

    def chunk(self, block: Block) -> tuple[int, int]:
        """The first and the last line of what Python-Markdown takes as one block, which holds this one."""
        after = block.last + 1
        touches = self.dialect.superfences and after < len(self.kinds) and self.kinds[after] == Kind.FENCE
        touches = touches and self._goes_on(block.last, after)
        return self.chunks[block.first], after if touches else block.last

    def _goes_on(self, above: int, below: int) -> bool:
        """Whether two lines that touch stand in the same quote and box."""
        return bool(self.quotes[above]) == bool(self.quotes[below]) and self.boxed[above] <= self.indents[below]

    @cached_property
    def chunks(self) -> dict[int, int]:
        """By the first line of each block, where what Python-Markdown takes as one block begins: a fence and the text
        that touches it are parts of one."""
        ends = {f.last: f.first for f in self.fences if f.closed} if self.dialect.superfences else {}
        made: dict[int, int] = {}
        before: Block | None = None
        for block in self.blocks:
            start = block.first
            while (above := ends.get(start - 1)) is not None and self._goes_on(above, start):
                start = above
            if start < block.first and before is not None and before.last == start - 1 and not before.alone:
                start = made[before.first]
            made[block.first] = start
            before = block
        return made

    @cached_property
    def stretches(self) -> tuple[Span, ...]:
        """Blocks, cut at list items and rows of tables: what a code span cannot cross."""
        made: list[Span] = []
        for block in self.blocks:
            first = block.first
            rows = self.table_rows
            for number in range(block.first + 1, block.last + 1):
                body = self.bodies[number]
                if number in rows or body[:1] == "|" or self.bodies[number - 1][:1] == "|" or self.item.match(body):
                    made.append(self.span(first, number - 1))
                    first = number
            made.append(self.span(first, block.last))
        return tuple(made)

    @cached_property
    def table_rows(self) -> frozenset[int]:
        """The lines that are rows of a table, its header and its delimiter row among them."""
        made: set[int] = set()
        for block in self.blocks if self.dialect.tables else ():
            if block.first == block.last or self.text.find("|", *block.span) < 0:
                continue
            for number in range(block.first + 1, block.last + 1):
                if is_delimiter(self.bodies[number]) and "|" in self.bodies[number - 1]:
                    made.update(range(number - 1, block.last + 1))
                    break
        return frozenset(made)

    @cached_property
    def flows(self) -> tuple[Span, ...]:
        """Stretches in which inline marks can pair: rows of tables are cut into their cells."""
        rows = {self.starts[number]: number for number in self.table_rows}
        if not rows:
            return self.stretches
        made: list[Span] = []
        for stretch in self.stretches:
            number = rows.get(stretch.start)
            if number is None:
                made.append(stretch)
            else:
                made.extend(cells(self.codeless, stretch.start + self.quotes[number], stretch.end))
        return tuple(made)

    @cached_property
    def code_spans(self) -> tuple[Span, ...]:
        """Inline code, with its backticks."""
        made: list[Span] = []
        for stretch in self.stretches:
            if self.text.find("`", *stretch) >= 0:
                made.extend(code_spans(self.text, stretch))
        return tuple(made)

    @cached_property
    def codeless(self) -> str:
        """The text with code of every kind, comments and front matter masked."""
        return mask(self.text, [*self.raw, *self._opaque(), *(span for _, span in self.remarks), *self.code_spans])

    @cached_property
    def remarks(self) -> tuple[tuple[int, Span], ...]:
        """What authors keep to themselves in the title of a definition that leads nowhere, `[//]: # (words)`: the line
        and the characters of the title."""
        if "]: #" not in self.text:
            return ()
        made: list[tuple[int, Span]] = []
        used = set(_USED.findall(self.text))
        for number, body in enumerate(self.bodies):
            found = _REMARK.fullmatch(body) if body[:1] == "[" and self.kinds[number] == Kind.TEXT else None
            if found is not None and found["label"] not in used:
                start = self.end(number) - len(body)
                made.append((number, Span(start + found.start("words"), start + found.end("words"))))
        return tuple(made)

    def _opaque(self) -> Iterator[Span]:
        first: int | None = None
        for number, kind in enumerate(self.kinds):
            opaque = kind in (Kind.FENCE, Kind.CODE, Kind.FRONT, Kind.RAW)
            if opaque and first is None:
                first = number
            elif not opaque and first is not None:
                yield self.span(first, number - 1)
                first = None
        if first is not None:
            yield self.span(first, len(self.kinds) - 1)

    def end(self, line: int) -> int:
        """The offset behind the last character of a line."""
        return self.starts[line] + len(self.lines[line])

    def view(self, line: int) -> str:
        """A line with its code masked, without quote marks."""
        return self.codeless[self.starts[line] + self.quotes[line] : self.starts[line] + len(self.lines[line])]

    def row_span(self, line: int) -> Span:
        """The characters of a line's content."""
        return Span(self.content(line), self.starts[line] + len(self.lines[line].rstrip()))

"""Builds blocks out of a stream of text, wrappers and blocks, the way a browser lays them out.

Text that stands beside blocks becomes a paragraph of its own; a block inside an inline element splits that element;
white space collapses across element boundaries, and a line end inside Chinese text is not a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from proofpress.evidence.line_ends import FULL, line_end_between
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span
from proofpress.tree import Block, Delete, Emphasis, FootnoteReference, Inline, List, Paragraph, Strong, Text

Wrap = Callable[[tuple[Inline, ...], Span], Inline | None]
"""Makes an inline element around its children; None where nothing should stand there."""

_SPACE = " \t\n\r\f\xa0"
_INDENT = _SPACE + "\u3000\u2002\u2003"
_RUNS = regex(r"[ \t\n\r\f\xa0]{2,}|[\t\n\r\f\xa0]")
_INVISIBLE = regex("[\u200b\u2060\ufeff\xad\u200e\u200f\x00-\x08\x0b\x0e-\x1f\x7f]+")


def collapse(text: str) -> str:
    """Text with its white space as a reader sees it."""
    return text if text.isprintable() and "  " not in text else _RUNS.sub(_meant, text)


def _meant(run: re.Match[str]) -> str:
    text = run.string
    if "\n" in run[0]:
        return line_end_between(text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1])
    return " "


def _lines(core: str, begins: bool) -> tuple[str, ...]:
    """The lines of a text, each with its white space as a reader sees it, if it has several or `begins` behind a line
    end, which is an empty one."""
    if not begins and "\n" not in core:
        return ()
    return ("",) * begins + tuple(_RUNS.sub(" ", line.strip(_SPACE)) for line in core.split("\n"))


def _by_line(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces cut at line ends, each of which is a piece of its own."""
    for value, start, end in pieces:
        if "\n" not in value or len(value) != end - start:
            yield Piece(value, start, end)
            continue
        at = start
        for number, line in enumerate(value.split("\n")):
            if number:
                yield Piece("\n", at - 1, at)
            if line:
                yield Piece(line, at, at + len(line))
            at += len(line) + 1


class _Gap(NamedTuple):
    """White space or line breaks that have been seen and not yet been written."""

    depth: int
    start: int
    end: int
    breaks: int
    line_end: bool
    inner: bool = False
    """Whether it stood inside of an element that has none of it at its edges."""
    waits: bool = False
    """Whether it stood before a mark, which nothing parts from its word, and parts that word from the next."""


class _Frame(NamedTuple):
    blocks: list[Block]
    lists: list[list[Inline]]
    gap: _Gap | None
    last: str


class Builder:
    """Text, atoms, wrappers and blocks go in, in document order; blocks come out.

    Offsets are those of `source`; the spans of the nodes are those of its root.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._whole = source.root is source
        self._frames: list[_Frame] = []
        self._wraps: list[tuple[Wrap, Span]] = []
        self._blocks: list[Block] = []
        self._lists: list[list[Inline]] = [[]]
        self._gap: _Gap | None = None
        self._last = ""
        self._torn: Text | None = None
        self._tex = False
        """Whether a sign of TeX has been seen: only formulas ask for the lines of a text."""
        self.keeps_lines = False
        """Whether a line end in the text is one on the page."""
        self.written = 0
        """How many texts and atoms have been written so far."""

    def span(self, start: int, end: int) -> Span:
        """A range of this page in the root source."""
        return Span(start, end) if self._whole else self._source.span(start, end)

    # Inline

    def text(self, pieces: Iterable[Piece]) -> None:
        """A run of text, white space not yet collapsed."""
        for value, start, end in _by_line(pieces) if self.keeps_lines else pieces:
            if value == "\n" and self.keeps_lines:
                self.line_break(start, end)
                continue
            if not value.isprintable() and _INVISIBLE.search(value):
                value = _INVISIBLE.sub("", value)
            at_start = not self._last or self._gap is not None and self._gap.breaks > 0
            core = value.lstrip(_INDENT if at_start else _SPACE)
            if not core:
                if value:
                    self._see_gap(start, end, "\n" in value)
                continue
            same = len(value) == end - start
            lead = len(value) - len(core)
            core = core.rstrip(_SPACE)
            first, last = (start + lead, start + lead + len(core)) if same else (start, end)
            if lead:
                self._see_gap(start, first, "\n" in value[:lead])
            self._tex = self._tex or "\\" in core or "$" in core
            lines = _lines(core, self._gap is not None and self._gap.line_end) if self._tex else ()
            self._fill_gap(core[0])
            self._lists[-1].append(Text(collapse(core), lines=lines, span=self.span(first, last)))
            self._last = core[-1]
            self.written += 1
            if (tail := len(value) - lead - len(core)) > 0:
                self._see_gap(last, end, "\n" in value[-tail:])

    def atom(self, node: Inline) -> None:
        """An inline node that is written as it is. A line end before or behind the mark of a note parts the words on
        both sides of it."""
        if isinstance(node, FootnoteReference) and self._last:
            self._pass_over()
        else:
            self._fill_gap("a")
            self._last = "a"
        self._lists[-1].append(node)
        self.written += 1

    def line_break(self, start: int, end: int) -> None:
        """A `<br>`. The line that follows is a paragraph: the canonical form has one line a paragraph,
        and pages use both alike."""
        gap = self._gap
        if gap is None:
            gap = _Gap(self._outermost(), start, end, 0, False)
        self._gap = gap._replace(breaks=gap.breaks + 1)

    def line_end(self, start: int, end: int) -> None:
        """The end of a line in the source that is none for a reader."""
        self._see_gap(start, end, line_end=True)

    def open(self, wrap: Wrap, start: int, end: int) -> None:
        """What follows until `close` stands inside an inline element."""
        self._wraps.append((wrap, self.span(start, end)))
        self._lists.append([])

    def close(self) -> None:
        """The inline element that was opened last ends here."""
        wrap, span = self._wraps.pop()
        inside = self._lists.pop()
        if inside and (node := wrap(tuple(inside), span)) is not None:
            self._lists[-1].append(node)
            self._mend(self._lists[-1])
        if self._gap is not None and self._gap.depth >= len(self._lists):
            self._gap = self._gap._replace(depth=len(self._lists) - 1, inner=True)

    def _mend(self, nodes: list[Inline]) -> None:
        """Make one of two runs of emphasis that an editor tore, with the space between them inside of either."""
        if len(nodes) > 2 and nodes[-2] is self._torn and isinstance(before := nodes[-3], Strong | Emphasis | Delete):
            gap, after = nodes[-2:]
            if type(before) is type(after):
                assert isinstance(after, Strong | Emphasis | Delete)
                children = (*before.children, gap, *after.children)
                nodes[-3:] = [replace(before, children=children, span=before.span.cover(after.span))]

    # Blocks

    def flush(self) -> None:
        """End the paragraph that is being written."""
        self._gap = None
        self._last = ""
        lists = self._lists
        for index in range(len(lists) - 1, 0, -1):
            inside = lists[index]
            if inside:
                wrap, span = self._wraps[index - 1]
                if (node := wrap(tuple(inside), span)) is not None:
                    lists[index - 1].append(node)
                lists[index] = []
        if lists[0]:
            children = tuple(lists[0])
            self._blocks.append(Paragraph(children, span=cover(children)))
            lists[0] = []

    def block(self, node: Block) -> None:
        """A finished block."""
        self.flush()
        self._blocks.append(node)
        self.written += 1

    def take_list(self) -> List | None:
        """The list that stands right before, taken back to be gone on with; None where something else does."""
        last = self.before()
        if isinstance(last, List):
            self._blocks.pop()
            return last
        return None

    def before(self) -> Block | None:
        """The block that stands right before; None where none does in what is being collected."""
        self.flush()
        return self._blocks[-1] if self._blocks else None

    def again(self, node: Block) -> None:
        """Another form of the block that stands right before."""
        self._blocks[-1] = node

    def begin(self) -> None:
        """Start collecting the blocks of a container."""
        self._frames.append(_Frame(self._blocks, self._lists, self._gap, self._last))
        self._blocks = []
        self._lists = [[] for _ in range(len(self._wraps) + 1)]
        self._gap = None
        self._last = ""

    def end(self) -> tuple[Block, ...]:
        """The blocks since `begin`."""
        self.flush()
        blocks = tuple(self._blocks)
        self._blocks, self._lists, self._gap, self._last = self._frames.pop()
        return blocks

    # White space

    def _outermost(self) -> int:
        """The level at which white space seen now belongs: outside of elements that have no content yet."""
        depth = len(self._lists) - 1
        while depth and not self._lists[depth]:
            depth -= 1
        return depth

    def _see_gap(self, start: int, end: int, line_end: bool) -> None:
        gap, depth = self._gap, self._outermost()
        if gap is None or gap.waits:
            self._gap = _Gap(depth, start, end, 0, line_end, depth < len(self._lists) - 1)
        elif line_end and not gap.breaks and not gap.line_end:
            self._gap = _Gap(gap.depth, gap.start, gap.end, 0, True)

    def _pass_over(self) -> None:
        """Let a line end before a mark wait for what follows it."""
        if self._gap is not None and self._gap.line_end and not self._gap.breaks:
            self._gap = self._gap._replace(waits=True)
        else:
            self._fill_gap("a")

    def _fill_gap(self, after: str) -> None:
        gap = self._gap
        if gap is None:
            return
        self._gap = None
        if not self._last:
            return
        if gap.breaks:
            self.flush()
        else:
            space = line_end_between(self._last, after) if gap.line_end else " "
            if gap.waits and not after.isalnum() or gap.inner and after in FULL:
                space = ""
            if space:
                node = Text(space, span=self.span(gap.start, gap.end))
                self._lists[gap.depth].append(node)
                self._torn = node if gap.inner else None


def cover(nodes: Iterable[Inline | Block]) -> Span:
    """The smallest span that holds all of them."""
    spans = [node.span for node in nodes]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)

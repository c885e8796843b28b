"""A page as the rules see it: the text, its scan, and views in which everything that is not prose is masked.

All views have the length of the text, so an offset in one is an offset in all. Everything is computed once, when first
asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from proofpress.rules._citations import Citations
from proofpress.rules._citations import read as read_citations
from proofpress.rules._formulas import Formula, formulas
from proofpress.rules._links import Links, links
from proofpress.rules._lists import ListRun, list_runs
from proofpress.rules._math import TexTrouble
from proofpress.rules._math import ask as ask_katex
from proofpress.rules._mermaid import Diagram
from proofpress.rules._mermaid import ask as ask_mermaid
from proofpress.rules.mask import mask
from proofpress.rules.outline import Heading, Outline, find_headings, outline
from proofpress.rules.scan import MASK, Fence, Kind, Scan, scan
from proofpress.rules.site import NO_SITE, Site
from proofpress.source import Piece, Source, Span

if TYPE_CHECKING:
    from proofpress.tree import Document


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text without a blank one between them: what Python-Markdown calls a block. Lines from 0, inclusive."""

    first: int
    last: int
    span: Span


_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_ATX = re.compile(r"#{1,6}(?:[ \t]|$)")


class Page:
    """One file of Markdown. `source` is a root, so its offsets are those of findings; `macros` are the project's own TeX commands."""

    def __init__(self, source: Source, site: Site = NO_SITE, macros: tuple[tuple[str, str], ...] = ()) -> None:
        self.source = source
        self.text = source.text
        self.site = site
        self.macros = dict(macros)
        self._contents: dict[int, Source] = {}

    @cached_property
    def document(self) -> Document:
        """The tree of the Markdown reader."""
        from proofpress.readers.markdown import read

        return read(self.source)

    @cached_property
    def scan(self) -> Scan:
        return scan(self.text)

    @property
    def fences(self) -> list[Fence]:
        return self.scan.fences

    def fence_source(self, fence: Fence) -> Source:
        """The content of a fence, without its indentation and quote marks, line ends kept."""
        if fence.first not in self._contents:
            self._contents[fence.first] = self._content(fence)
        return self._contents[fence.first]

    def _content(self, fence: Fence) -> Source:
        last = fence.last - 1 if fence.closed else fence.last
        pieces: list[Piece] = []
        for number in range(fence.first + 1, last + 1):
            line, start = self.scan.lines[number], self.scan.starts[number]
            at = self.scan.quotes[number] if fence.prefix else 0
            column = 0
            while at < len(line) and line[at] in " \t" and column < fence.indent:
                column += 4 - column % 4 if line[at] == "\t" else 1
                at += 1
            end = min(start + len(line) + 1, len(self.text))
            pieces.append(Piece(self.text[start + at : end], start + at, end))
        return self.source.derive(pieces)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Runs of text lines; an ATX heading is a block of its own."""
        made: list[Block] = []
        first: int | None = None
        for number, kind in enumerate(self.scan.kinds):
            body = self.body(number) if kind == Kind.TEXT else ""
            heading = body.startswith("#") and _ATX.match(body)
            if first is not None and (kind != Kind.TEXT or heading):
                made.append(Block(first, number - 1, self.scan.span(first, number - 1)))
                first = None
            if kind == Kind.TEXT:
                if heading:
                    made.append(Block(number, number, self.scan.span(number, number)))
                elif first is None:
                    first = number
        if first is not None:
            last = len(self.scan.kinds) - 1
            made.append(Block(first, last, self.scan.span(first, last)))
        return tuple(made)

    def body(self, line: int) -> str:
        """A line without its quote marks and indentation."""
        return self.scan.lines[line][self.scan.quotes[line] :].strip(" \t")

    @cached_property
    def flows(self) -> tuple[Span, ...]:
        """Stretches in which inline marks can pair: a block, cut at list items and table rows."""
        made: list[Span] = []
        for block in self.blocks:
            first = block.first
            for number in range(block.first + 1, block.last + 1):
                body = self.body(number)
                if body.startswith("|") or _ITEM.match(body) or self.body(number - 1).startswith("|"):
                    made.append(self.scan.span(first, number - 1))
                    first = number
            made.append(self.scan.span(first, block.last))
        return tuple(made)

    @cached_property
    def codeless(self) -> str:
        """The text with code of every kind, comments and front matter masked."""
        spans = list(self.scan.raw)
        first: int | None = None
        for number, kind in enumerate(self.scan.kinds):
            opaque = kind in (Kind.FENCE, Kind.CODE, Kind.FRONT, Kind.RAW)
            if opaque and first is None:
                first = number
            elif not opaque and first is not None:
                spans.append(self.scan.span(first, number - 1))
                first = None
        if first is not None:
            spans.append(self.scan.span(first, len(self.scan.kinds) - 1))
        return mask(self.text, [*spans, *self.code_spans])

    @cached_property
    def code_spans(self) -> tuple[Span, ...]:
        """Inline code, with its backticks."""
        made: list[Span] = []
        for flow in self.flows:
            if "`" in self.text[flow.start : flow.end]:
                made.extend(_code_spans(self.text, flow))
        return tuple(made)

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Every formula, closed or not, in the order of the text."""
        return formulas(self)

    @cached_property
    def prose(self) -> str:
        """`codeless` with formulas masked."""
        return mask(self.codeless, [f.span for f in self.formulas])

    @cached_property
    def links(self) -> Links:
        return links(self)

    @cached_property
    def words(self) -> str:
        """`prose` with tags, attribute lists, images, link targets, addresses and definitions masked: what a reader reads."""
        made = mask(self.prose, [*self.links.targets, *(link.text for link in self.links.links if link.image)])
        return _NOT_WORDS.sub(lambda m: re.sub(r"[^\n]", MASK, m[0]), made)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return find_headings(self)

    @cached_property
    def list_runs(self) -> tuple[ListRun, ...]:
        return tuple(list_runs(self))

    @cached_property
    def citations(self) -> Citations:
        return read_citations(self)

    @cached_property
    def tex_troubles(self) -> tuple[TexTrouble, ...]:
        return tuple(ask_katex(self))

    @cached_property
    def diagrams(self) -> tuple[Diagram, ...]:
        return tuple(ask_mermaid(self))

    @cached_property
    def outline(self) -> Outline:
        """What other pages and the rules that look at other files need to know of this one."""
        return outline(self)

    @cached_property
    def units(self) -> tuple[Span, ...]:
        """Formulas, fences and front matter: inside one of them, one fault is one finding."""
        spans = [self.scan.span(f.first, f.last) for f in self.fences]
        spans.extend(f.span for f in self.formulas)
        return tuple(sorted(spans))


def anchors_in(text: str) -> frozenset[str]:
    """The anchors of a page given as text."""
    return Page(Source("", text)).outline.anchors


_NOT_WORDS = re.compile(
    r"</?[A-Za-z][^<>\n]*>|\{:?[ ]?[.#][^{}\n]*\}|https?://[^\s<>()\u3000-\u303f\uff00-\uffef]+|:[a-z0-9_-]+:"
)


def _code_spans(text: str, flow: Span) -> list[Span]:
    """CommonMark's and Python-Markdown's code spans: a run of backticks up to the next run of the same length."""
    runs: list[tuple[int, int]] = []
    for found in re.compile(r"`+").finditer(text, flow.start, flow.end):
        start = found.start()
        slashes = 0
        while start - slashes - 1 >= flow.start and text[start - slashes - 1] == "\\":
            slashes += 1
        escaped = slashes % 2
        runs.append((start + escaped, found.end() - start - escaped))
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1], []).append(index)
    made: list[Span] = []
    at = 0
    while at < len(runs):
        start, length = runs[at]
        same = later.get(length, [])
        while same and same[-1] <= at:
            same.pop()
        if length and same:
            end = same[-1]
            made.append(Span(start, runs[end][0] + length))
            at = end + 1
        else:
            at += 1
    return made

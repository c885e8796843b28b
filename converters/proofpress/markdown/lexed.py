"""The one reading of a Markdown text: all that the lexer knows of it, each part worked out when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TypeVar

from proofpress.markdown.boxes import Box, boxes
from proofpress.markdown.coded import coded
from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.directives import Directive, directives
from proofpress.markdown.formula import Formula
from proofpress.markdown.formulas import formulas
from proofpress.markdown.headings import Heading, headings, ids
from proofpress.markdown.html import Tag, line_blocks, raw_blocks, tags
from proofpress.markdown.lines import Block, Fence, Lines
from proofpress.markdown.links import Links, links, takes_space
from proofpress.markdown.lists import ListRun, list_runs
from proofpress.markdown.mask import MASK, mask
from proofpress.markdown.scan import scan
from proofpress.markdown.tables import Table, tables
from proofpress.markdown.templates import Filling, fillings, without_tags
from proofpress.markdown.trouble import Trouble
from proofpress.markdown.troubles import troubles
from proofpress.regex import regex
from proofpress.source import Source, Span

T = TypeVar("T", bound=Trouble)


class Lexed:
    """A text as a dialect reads it. All views have the length of the text: an offset in one is an offset in all."""

    def __init__(self, text: str, dialect: Dialect = CANONICAL) -> None:
        self.text = text
        self.dialect = dialect

    @cached_property
    def fillings(self) -> tuple[Filling, ...]:
        """What plugins fill in, in order."""
        return tuple(fillings(self.text, self.dialect.templates))

    @cached_property
    def scan(self) -> Lines:
        """The lines, and where code stands."""
        return scan(without_tags(self.text, self.fillings), self.dialect)

    @property
    def fences(self) -> list[Fence]:
        """Fenced blocks in order."""
        return self.scan.fences

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Runs of text lines."""
        return self.scan.blocks

    @property
    def flows(self) -> tuple[Span, ...]:
        """Stretches in which inline marks can pair."""
        return self.scan.flows

    @property
    def code_spans(self) -> tuple[Span, ...]:
        """Inline code, with its backticks."""
        return self.scan.code_spans

    @property
    def codeless(self) -> str:
        """The text with code of every kind, comments and front matter masked."""
        return self.scan.codeless

    @cached_property
    def _delimited(self) -> tuple[Formula, ...]:
        """What stands between the delimiters of formulas, wherever that is."""
        return formulas(self.scan)

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Every formula, closed or not, in the order of the text."""
        found = sorted([*self._delimited, *coded(self.scan)], key=lambda formula: formula.span)
        if not found or not self.dialect.of_site:
            return tuple(found)
        attributes = sorted(self._attributes())
        by_script = self.dialect.drawn | self.dialect.redrawn

        def is_set(formula: Formula) -> bool:
            start = formula.span.start
            at = bisect_right(attributes, start, key=lambda span: span.start) - 1
            if at >= 0 and start < attributes[at].end:
                return False
            return formula.delimiter in by_script or not self.is_raw(start)

        return tuple(filter(is_set, found))

    def _attributes(self) -> Iterator[Span]:
        """The addresses of links, and the words for pictures: text in attributes, where no formula is set."""
        for link in self.links.links:
            if not link.trouble or takes_space(link, self.text):
                yield link.where
        yield from (link.text for link in self.links.links if link.image)
        yield from (reference.text for reference in self.links.references if reference.image)
        yield from (definition.span for definition in self.links.definitions)

    @cached_property
    def formula_spans(self) -> list[Span]:
        """Where the formulas stand that have both delimiters, in order."""
        return [formula.span for formula in self.formulas if formula.trouble != "unclosed"]

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The outermost boxes."""
        return tuple(boxes(self.scan))

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """The containers between two lines of signs, by their first lines, and calls of objects that look like them."""
        return tuple(directives(self.codeless, self.text))

    @cached_property
    def islands(self) -> tuple[Box | Formula, ...]:
        """What CommonMark must not look into: the outermost of boxes and whole formulas, in order."""
        made: list[Box | Formula] = []
        whole = (formula for formula in self.formulas if not (formula.trouble or formula.coded))
        found: list[Box | Formula] = [*self.boxes, *whole]
        for island in sorted(found, key=lambda island: island.span):
            if not made or island.span.start >= made[-1].span.end:
                made.append(island)
        return tuple(made)

    @cached_property
    def prose(self) -> str:
        """`codeless` with formulas masked."""
        return mask(self.codeless, [f.span for f in self._delimited])

    @cached_property
    def links(self) -> Links:
        """Links, pictures, references, definitions and notes."""
        return links(self.scan, self.prose)

    @cached_property
    def words(self) -> str:
        """`prose` with tags, attribute lists, images, link targets, addresses and definitions masked: what a reader
        reads."""
        made = mask(self.prose, [*self.links.targets, *(link.text for link in self.links.links if link.image)])
        return _NOT_WORDS.sub(lambda m: re.sub(r"[^\n]", MASK, m[0]), made)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings in order."""
        return tuple(h for h in headings(self.scan, self.prose) if not self._is_inline(h.span.start))

    @cached_property
    def heading_ids(self) -> tuple[str, ...]:
        """The ids of the headings, where nothing else on the page has one."""
        return ids(self.headings, self.dialect)

    @cached_property
    def list_runs(self) -> tuple[ListRun, ...]:
        """The outermost lists, and those in quotes inside of others."""
        lines = self.scan
        spans: Iterable[Span] = (Span(opener.span.start, closer.span.end) for opener, closer in self.raw_blocks)
        rest = (Span(self.unclosed.span.start, len(self.text)),) if lines.dialect.of_site and self.unclosed else ()
        spans = chain(spans, self._line_blocks, rest)
        raw = frozenset(n for low, high in spans for n in range(lines.line_of(low), lines.line_of(high - 1) + 1))
        return tuple(sorted(list_runs(lines, raw), key=lambda run: run.first))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Tables, and what lacks only a delimiter row to be one."""
        return tuple(t for t in tables(self.scan) if not self._is_inline(self.scan.content(t.head)))

    @cached_property
    def troubles(self) -> tuple[Trouble, ...]:
        """What the author wrote and no parser of the dialect takes, in order."""
        return troubles(self)

    def troubled(self, kind: type[T], *what: str) -> list[T]:
        """The troubles of one kind; `what` are those that are meant."""
        return [trouble for trouble in self.troubles if isinstance(trouble, kind) and trouble.what in what]

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of known HTML elements, outside of code."""
        return tuple(tags(self.prose))

    @cached_property
    def raw_blocks(self) -> tuple[tuple[Tag, Tag], ...]:
        """Elements in which Markdown stays as it is, by their tags."""
        return tuple((opener, closer) for opener, closer in self._raw_elements if closer is not None)

    @property
    def unclosed(self) -> Tag | None:
        """The element that is never closed, so that nothing behind its tag is Markdown."""
        last = self._raw_elements[-1:]
        return last[0][0] if last and last[0][1] is None else None

    @cached_property
    def _raw_elements(self) -> tuple[tuple[Tag, Tag | None], ...]:
        return tuple(raw_blocks(self.scan, self.tags))

    def is_raw(self, offset: int) -> bool:
        """Whether a character stands in such an element; on a site, in one that is never closed too."""
        if self.dialect.of_site and (last := self.unclosed) is not None and offset >= last.span.start:
            return True
        at = bisect_right(self.raw_blocks, offset, key=lambda pair: pair[0].span.start) - 1
        return at >= 0 and offset < self.raw_blocks[at][1].span.end

    @cached_property
    def _line_blocks(self) -> tuple[Span, ...]:
        return tuple(line_blocks(self.scan, self.tags))

    def _is_inline(self, offset: int) -> bool:
        """Whether no block begins at a character, as it stands in an element that holds none."""
        at = bisect_right(self._line_blocks, offset, key=lambda span: span.start) - 1
        return self.is_raw(offset) or at >= 0 and offset < self._line_blocks[at].end


_NOT_WORDS = regex(
    r"</?[A-Za-z][^<>\n]*>|\{:?[ ]?[.#][^{}\n]*\}|https?://[^\s<>()\u3000-\u303f\uff00-\uffef]+|:[a-z0-9_-]+:"
)


def lex(text: str, dialect: Dialect = CANONICAL) -> Lexed:
    """Read a text. Never raises; `troubles` says what no parser takes."""
    return Lexed(text, dialect)


def lex_source(source: Source, dialect: Dialect = CANONICAL) -> Lexed:
    """The reading of a source's text, made once however many ask."""
    known: dict[Dialect, Lexed] = source.__dict__.setdefault("lexed", {})
    if dialect not in known:
        known[dialect] = lex(source.text, dialect)
    return known[dialect]

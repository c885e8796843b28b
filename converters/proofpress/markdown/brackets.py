"""Formulas between `\\(` and `\\)`, `\\[` and `\\]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.markdown.displays import BLANK, STRUCTURE
from proofpress.markdown.formula import Delimiter, Formula
from proofpress.markdown.lines import Lines
from proofpress.markdown.mask import MASK, mask
from proofpress.markdown.tex import is_bracketed_text, looks_like_tex, reads_as_prose
from proofpress.regex import regex
from proofpress.source import Span

_MARKUP = regex(r"</[a-z]+>|\]\((?:[a-z]{2,8}:|\.{0,2}/|#)")
"""A tag, or the address of a link: what no formula holds."""
_BRACKETS = regex(r"\\(?:[\[\](){}]|[\s\S])")
_PARTNER: dict[str, str] = {r"\[": r"\]", r"\(": r"\)"}
_NAMES: dict[str, Delimiter] = {r"\[": r"\[", r"\(": r"\("}
_LONGEST = 4000


def brackets(lines: Lines, text: str) -> list[Formula]:
    """What stands between a bracket and its partner in one block; `text` has code and other formulas masked."""
    made: list[Formula] = []
    for mark, where in ((r"\[", _wide), (r"\(", _narrow)):
        if mark in lines.dialect.math and mark in text:
            seen = mask(text, [formula.span for formula in made]) if made else text
            for span in where(lines):
                if seen.find(mark, *span) >= 0:
                    _within(lines, seen, span, mark, made)
    return made


def _narrow(lines: Lines) -> tuple[Span, ...]:
    """Where a formula in a line can stand: an item, a cell, a paragraph."""
    return lines.flows


def _wide(lines: Lines) -> Iterator[Span]:
    """Where a display formula can stand: a block, whose lines may begin as items do, or a cell."""
    flows = iter(lines.flows)
    for block in lines.blocks:
        if lines.table_rows.isdisjoint(range(block.first, block.last + 1)):
            yield block.span
        else:
            yield from (flow for flow in flows if block.span.start <= flow.start < block.span.end)


def _within(lines: Lines, text: str, span: Span, wanted: str, made: list[Formula]) -> None:
    opener: tuple[str, int] | None = None
    for found in _BRACKETS.finditer(text, *span):
        mark = found[0]
        if mark == wanted:
            if opener is not None:
                made.extend(_open(text, opener, found.start()))
            opener = (mark, found.start())
        elif opener is not None and mark == _PARTNER[wanted]:
            formula = Formula(_NAMES[opener[0]], Span(opener[1], found.end()), Span(opener[1] + 2, found.start()))
            if _is_formula(lines, text, formula):
                made.append(formula)
            opener = None
    if opener is not None:
        across = _across(lines, text, opener)
        made.extend([across] if across else _open(text, opener, span.end))


def _is_formula(lines: Lines, text: str, formula: Formula) -> bool:
    inner = text[formula.inner.start : formula.inner.end]
    if _MARKUP.search(inner):
        return False
    alone = _alone(lines, formula.span)
    if lines.dialect.escaped_brackets and not (alone and formula.delimiter == r"\["):
        before = text[formula.span.start - 1 : formula.span.start]
        return before != "[" and len(inner) <= _LONGEST and not is_bracketed_text(inner)
    return formula.delimiter == r"\(" or alone or looks_like_tex(inner)


def _alone(lines: Lines, span: Span) -> bool:
    """Whether nothing else stands on the lines of a span."""
    return lines.starts_line(span.start) and lines.ends_line(span.end)


_CLOSER_LINE = regex(r"^[ \t>]*\\\]", re.M)
_FAR = 2000


def _across(lines: Lines, text: str, opener: tuple[str, int]) -> Formula | None:
    """What a `\\[` alone on its line opens: up to the next `\\]` that begins a line, behind a blank line too, or to the
    end of its block."""
    start = opener[1]
    if opener[0] != r"\[" or lines.body(lines.line_of(start)) != r"\[":
        return None
    found = _CLOSER_LINE.search(text, start + 2, start + _FAR)
    if found and MASK not in (inner := text[start + 2 : found.end() - 2]):
        chunks = [c for c in BLANK.split(inner) if c.strip(" \t\n>")]
        if not STRUCTURE.search(inner) and not any(reads_as_prose(c) for c in chunks):
            return Formula(r"\[", Span(start, found.end()), Span(start + 2, found.end() - 2))
    tail = text[start + 2 : start + _FAR].split("\n\n", 1)[0]
    if looks_like_tex(tail):
        return Formula(r"\[", Span(start, start + 2 + len(tail)), Span(start + 2, start + 2 + len(tail)), "unclosed")
    return None


_SURE = regex(r"\\[A-Za-z]+|[_^][{\\\w]")
_STOP = regex(r"\n|(?<!\\)\$")


def _open(text: str, opener: tuple[str, int], end: int) -> list[Formula]:
    """A bracket without its partner, up to the end of its line or another formula, where TeX follows it.

    None behind `]`: there a parenthesis was escaped so that it is no link's."""
    mark, start = opener
    if mark == r"\(" and text[start - 1 : start] == "]":
        return []
    found = _STOP.search(text, start + 2, end)
    stop = found.start() if found else end
    inner = text[start + 2 : stop]
    if not _SURE.search(inner) or "://" in inner:
        return []
    return [Formula(_NAMES[mark], Span(start, stop), Span(start + 2, stop), "unclosed")]

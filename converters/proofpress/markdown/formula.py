"""A formula as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofpress.markdown.lines import Lines
from proofpress.markdown.signs import PREFIX
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span

Delimiter = Literal["$", "$$", r"\(", r"\[", "env", "fence", "code"]
"""The last two are code of which a function of the site makes a formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """`span` holds the delimiters, `inner` only the TeX; `trouble` says what its delimiters lack.

    "unclosed": the other delimiter is missing. "spaced": a space keeps the site from reading it. "nested": a formula in
    its text has dollars of its own, the first of which ends it for the site.
    """

    delimiter: Delimiter
    span: Span
    inner: Span
    trouble: Literal["", "unclosed", "spaced", "nested"] = ""

    @property
    def display(self) -> bool:
        return self.delimiter in ("$$", r"\[", "env", "fence")

    @property
    def coded(self) -> bool:
        """Whether it is written as code."""
        return self.delimiter in ("fence", "code")


_MARK = regex(r"[ \t]*>")


def tex_pieces(lines: Lines, formula: Formula) -> list[Piece]:
    """The TeX of a formula, without the quote marks of its lines."""
    text, (start, end) = lines.text, formula.inner
    first, last = lines.line_of(start), lines.line_of(max(start, end - 1))
    head = PREFIX.match(text, lines.starts[first], start) if first < last else None
    marks = head[0].count(">") if head else 0
    if not marks:
        return [Piece(text[start:end], start, end)]
    pieces = []
    for number in range(first, last + 1):
        low = max(start, lines.starts[number])
        high = min(end, lines.starts[number] + len(lines.lines[number]) + 1)
        for _ in range(marks if number > first else 0):
            if found := _MARK.match(text, low, high):
                low = found.end()
        pieces.append(Piece(text[low:high], low, high))
    return pieces


def tex_source(source: Source, lines: Lines, formula: Formula) -> Source:
    """The TeX of a formula as a source of its own."""
    return source.derive(tex_pieces(lines, formula))

"""Where the formulas are: the delimiters that arithmatex reads, as far as the dialect reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from proofpress.markdown.brackets import brackets
from proofpress.markdown.displays import displays, environments
from proofpress.markdown.dollars import dollars
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Lines
from proofpress.markdown.mask import mask
from proofpress.source import Span


def formulas(lines: Lines) -> tuple[Formula, ...]:
    """Every formula of a text in order, the broken ones marked."""
    math, text = lines.dialect.math, lines.codeless
    made: list[Formula] = []
    if "$$" in math:
        made += displays(lines, text)
    text = _masked(text, made)
    made += brackets(lines, text)
    if "env" in math:
        text = _masked(text, made)
        made += environments(lines, text)
    if "$" in math and "$" in text:
        text = _masked(text, made)
        for flow in _codeless(lines):
            if text.find("$", *flow) >= 0:
                made += dollars(text, flow, lines.dialect)
    return tuple(sorted(made, key=lambda f: f.span))


def _codeless(lines: Lines) -> Iterator[Span]:
    """The flows; cut at code where a site's parser reads the text, which makes code first and no formula around it. On
    code hosts `$`a`$` is one, but none around code that has a dollar."""
    code = lines.code_spans
    if lines.dialect.escaped_brackets:
        code = tuple(span for span in code if lines.text.find("$", *span) >= 0)
    for start, end in lines.flows:
        at = bisect_left(code, Span(start, start))
        while at < len(code) and code[at].start < end:
            yield Span(start, code[at].start)
            start, at = code[at].end, at + 1
        yield Span(start, end)


def _masked(text: str, made: list[Formula]) -> str:
    return mask(text, [f.span for f in made]) if made else text

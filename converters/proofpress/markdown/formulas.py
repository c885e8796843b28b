"""Where the formulas are: the delimiters that arithmatex reads, as far as the dialect reads them."""

from __future__ import annotations

from proofpress.markdown.brackets import brackets
from proofpress.markdown.displays import displays, environments
from proofpress.markdown.dollars import dollars
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Lines
from proofpress.markdown.mask import mask


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
        for flow in lines.flows:
            if text.find("$", *flow) >= 0:
                made += dollars(text, flow, lines.dialect)
    return tuple(sorted(made, key=lambda f: f.span))


def _masked(text: str, made: list[Formula]) -> str:
    return mask(text, [f.span for f in made]) if made else text

"""Formulas that are written as code, which functions of the site make formulas of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Lines
from proofpress.regex import regex
from proofpress.source import Span

_DELIMITED = regex(r"\$|\\[\[(]")
"""What begins a formula that brings delimiters of its own."""
_NAMED = regex(r"(`++)(?::{3,}|#!)([\w#.+-]++)\s++")


def coded(lines: Lines) -> Iterator[Formula]:
    """The formulas in fences and in code spans of the dialect's names."""
    if lines.dialect.math_fences:
        for fence in lines.fences:
            at, size = fence.info.at, len(fence.info.language)
            named = at >= 0 and fence.text[at : at + size] in lines.dialect.math_fences
            plain = not fence.info.options or fence.text.endswith("}")
            if named and plain and fence.closed and not fence.behind and not fence.info.trouble:
                first, last = fence.first + 1, fence.last - 1
                whole = Span(lines.content(fence.first), lines.end(fence.last))
                inner = Span(lines.content(first), lines.end(last) if first <= last else lines.content(first))
                yield from _formula("fence", lines.text, whole, inner)
    if lines.dialect.math_code:
        for span in lines.code_spans:
            found = _NAMED.match(lines.text, *span)
            if found is not None and found[2] in lines.dialect.math_code:
                yield from _formula("code", lines.text, span, Span(found.end(), span.end - len(found[1])))


def _formula(sign: Literal["fence", "code"], text: str, span: Span, inner: Span) -> Iterator[Formula]:
    tex = text[inner.start : inner.end]
    inner = Span(inner.start, inner.start + len(tex.rstrip()))
    if not _DELIMITED.match(tex):
        yield Formula(sign, span, inner)

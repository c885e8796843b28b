"""Formulas in ASCIIMath between left quotes in a page's text, on pages that load a script for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_run
from proofpress.readers.asciimath import tex
from proofpress.readers.html import Page
from proofpress.source import Span
from proofpress.tree import Block, Document, Inline, InlineMath, Text

_SCRIPT = re.compile(
    "ascii-?math|[?&]config=(?:(?![?&]config=).)*?(?:_AM|AM_)|MML_HTMLorMML(?:(?!MML_HTMLorMML).)*?AM"
    "|asciimath2jax|input/AsciiMath",
    re.I,
)
_FORMULA = re.compile(r"(?<!\\)`([^`]{1,600})`|\\([`$])")


def is_drawn(page: Page) -> bool:
    """True for a page whose scripts draw formulas in ASCIIMath."""
    return any(
        _SCRIPT.search(script.attr("src")) or "asciimath" in "".join(map(str, script.contents)).lower()
        for script in page.tagged("script")
    )


def drawn(blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with such formulas as TeX; a left quote behind a backslash is a left quote."""
    return each_run(Document(blocks, {}), partial(_drawn, ledger)).children


def _drawn(ledger: Ledger, run: Inlines) -> Inlines:
    if not any(isinstance(node, Text) and ("`" in node.value or "\\$" in node.value) for node in run):
        return run
    return tuple(
        made
        for node in normal.inlines(run, edges=False)
        for made in (_parts(node, ledger) if isinstance(node, Text) else (node,))
    )


def _parts(node: Text, ledger: Ledger) -> Iterator[Inline]:
    exact = len(node.value) == node.span.end - node.span.start
    at = 0
    for match in _FORMULA.finditer(node.value):
        if at < match.start():
            yield Text(node.value[at : match.start()], span=_span(node, at, match.start(), exact))
        at = match.end()
        span = _span(node, match.start(), at, exact)
        if match[2]:
            yield Text(match[2], span=span)
        elif made := tex(match[1]):
            if made != match[1]:
                ledger.repaired(span, "a formula in ASCIIMath, now in TeX", "ASCIIMath 公式已转为 TeX", text=match[0])
            yield InlineMath(made, span=span, inner=span)
        else:
            yield Text(" ", span=span)
    if at < len(node.value):
        yield Text(node.value[at:], span=_span(node, at, len(node.value), exact))


def _span(node: Text, start: int, end: int, exact: bool) -> Span:
    return Span(node.span.start + start, node.span.start + end) if exact else node.span

"""Formulas in ASCIIMath in a page's text, on pages that load a script for them: between left quotes, or between the
signs that the page sets (`\\$…\\$`, as Asciidoctor writes them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run
from proofpress.readers.asciimath import tex
from proofpress.readers.html import Page
from proofpress.regex import regex
from proofpress.tree import Block, Document, Inline, InlineMath, Math, Paragraph, Text, of_kinds, place_in, sliced

_SCRIPT = regex(
    "ascii-?math|[?&]config=(?:(?![?&]config=).)*?(?:_AM|AM_)|MML_HTMLorMML(?:(?!MML_HTMLorMML).)*?AM"
    "|asciimath2jax|input/AsciiMath",
    re.I,
)
_DELIMITERS = regex(
    r"asciimath(?:2jax)?\W{0,9}?:\s{0,9}\{[^{}]{0,400}?delimiters\W{0,9}?:\s{0,9}\[("
    r"(?:\s{0,9}\[[^\[\]]{0,40}\],?){1,9})",
    re.I,
)
_QUOTES = regex(r"(?<!\\)`(?P<tex>[^`]{1,600})`|\\(?P<sign>[`$])")
_DOLLARS = regex(r"\\\$(?P<tex>[^$]{1,600}?)\\\$(?P<sign>)")


def drawn(page: Page, blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with such formulas as TeX; a left quote behind a backslash is a left quote. Without such a script,
    what stands between the signs of Asciidoctor is doubted."""
    formula = _formula(page)
    if formula is None and _is_asciidoctors(page):
        for node in of_kinds(Document(blocks, {}), Text):
            for found in _DOLLARS.finditer(node.value) if "\\$" in node.value else ():
                if found["tex"]:
                    ledger.doubted(node.span, *_LEFT, text=found[0])
    if formula is None:
        return blocks
    document = each_run(Document(blocks, {}), partial(_drawn, formula, ledger))
    return (each_level(document, _displayed) if formula is _DOLLARS else document).children


_LEFT = (
    "Unexpected signs of a formula in ASCIIMath, expected a script on the page that draws it; they stay",
    "疑为 ASCIIMath 公式，但页面没有绘制它的脚本；原样保留",
)


def _formula(page: Page) -> re.Pattern[str] | None:
    """How the formulas stand that a script of the page draws from ASCIIMath; None where no script does."""
    found = None
    for script in page.tagged("script"):
        text = "".join(map(str, script.contents))
        named = "asciimath" in text.lower()
        if named and (set_ := _DELIMITERS.search(text)) is not None:
            return _DOLLARS if "\\$" in set_[1] else _QUOTES
        if named or _SCRIPT.search(script.attr("src")):
            found = _QUOTES
    return found


def _is_asciidoctors(page: Page) -> bool:
    return ".stemblock" in page.places or any(
        meta.attr("name").lower() == "generator" and meta.attr("content").lower().startswith("asciidoctor")
        for meta in page.tagged("meta")
    )


def _displayed(blocks: Blocks) -> Blocks:
    """The formulas that are a paragraph as formulas on lines of their own."""
    return tuple(
        Math(only.value, span=block.span, inner=only.inner)
        if isinstance(block, Paragraph)
        and len(block.children) == 1
        and isinstance(only := block.children[0], InlineMath)
        else block
        for block in blocks
    )


def _drawn(formula: re.Pattern[str], ledger: Ledger, run: Inlines) -> Inlines:
    if not any(isinstance(node, Text) and ("`" in node.value or "\\$" in node.value) for node in run):
        return run
    return tuple(
        made
        for node in normal.inlines(run, edges=False)
        for made in (_parts(formula, node, ledger) if isinstance(node, Text) else (node,))
    )


def _parts(formula: re.Pattern[str], node: Text, ledger: Ledger) -> Iterator[Inline]:
    at = 0
    for match in formula.finditer(node.value):
        if at < match.start():
            yield sliced(node, at, match.start())
        at = match.end()
        span = place_in(node, match.start(), at)
        if match["sign"]:
            yield Text(match["sign"], span=span)
        elif made := tex(match["tex"]):
            if made != match["tex"]:
                ledger.repaired(span, "a formula in ASCIIMath, now in TeX", "ASCIIMath 公式已转为 TeX", text=match[0])
            yield InlineMath(made, span=span, inner=span)
        else:
            yield Text(" ", span=span)
    if at < len(node.value):
        yield sliced(node, at, len(node.value))

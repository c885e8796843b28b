"""Fences whose info string speaks to a program: raw HTML that is passed on to the page (pandoc, Quarto, Documenter.jl),
code that Documenter.jl runs, and what it is told."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Fence
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_RAW = regex(r"\{=(?:html[45]?|markdown)\}|@raw[ \t]+html")
_RUN = regex(r"@(?:example|repl|setup|eval)\b.*")
_TOLD = regex(r"@(?:meta|contents|index)\b.*")
_PASSED = "raw HTML in a fence, which the page shows as HTML", "围栏里的原始 HTML，页面按 HTML 显示"
_CODE = "the name of what runs a listing, as its language", "运行代码的指令改为语言"
_SITE = "a block that speaks to the site's generator", "写给站点生成器的块"


def passed_on(source: Source, ledger: Ledger) -> Source:
    """The source with such HTML as HTML, such code as code, and without what is told to the generator."""
    if "{=" not in source.text and "`@" not in source.text and "` @" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for fence in lex_source(source, ANYBODYS).fences:
        if not fence.closed or fence.behind:
            continue
        first = lines.starts[fence.first] + lines[fence.first].index(fence.marker)
        span = source.span(first, lines.end(fence.first))
        if _RAW.fullmatch(fence.text):
            changes += _bare(lines, fence, first)
            ledger.repaired(span, *_PASSED)
        elif _RUN.fullmatch(fence.text):
            changes.append(Change(first + len(fence.marker), lines.end(fence.first), "julia"))
            ledger.repaired(span, *_CODE)
        elif _TOLD.fullmatch(fence.text):
            changes.append(Change(first, lines.end(fence.last), ""))
            ledger.removed(source.span(first, lines.end(fence.last)), *_SITE)
    return rewrite(source, changes)


def _bare(lines: Lines, fence: Fence, first: int) -> list[Change]:
    """The content of a fence without it, and without blank lines, at which Markdown would end the HTML."""
    last = lines.starts[fence.last] + lines[fence.last].index(fence.marker[0])
    changes = [Change(first, lines.end(fence.first), ""), Change(last, lines.end(fence.last), "")]
    inside = range(fence.first + 1, fence.last)
    if not fence.text.startswith("{=m") and not any("<pre" in lines[number] for number in inside):
        changes += [Change(lines.starts[n], lines.starts[n + 1], "") for n in inside if lines.blank(n)]
    return changes

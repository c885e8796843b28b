"""Fences inside of HTML, as exporters write them: right under a tag, `<div class="code">`, which Markdown reads as HTML
up to the first blank line, be it one of the code."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Fence, Kind, Lines
from proofpress.markdown.signs import BLOCK_TAG
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_ALONE = regex(r"</?[A-Za-z][\w-]*+(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
"""A tag that begins HTML where nothing stands above it, whatever its element."""
UNDER_A_TAG = "a code block right under a tag, which Markdown would take for HTML", "标签正下方的代码块，会被当作 HTML"


def apart(source: Source, ledger: Ledger) -> Source:
    """Every fence that HTML would take in, with a blank line on both sides, if there is anything in it to lose."""
    if "<" not in source.text:
        return source
    lines = lex_source(source, ANYBODYS).scan
    changes: list[Change] = []
    for fence in _taken_in(lines):
        mark = fence.prefix.rstrip()
        changes.append(Change(lines.starts[fence.first], lines.starts[fence.first], f"{mark}\n"))
        if fence.last + 1 < len(lines.kinds) and lines.kinds[fence.last + 1] != Kind.BLANK:
            changes.append(Change(lines.end(fence.last), lines.end(fence.last), f"\n{mark}"))
        ledger.repaired(source.span(lines.starts[fence.first], lines.end(fence.last)), *UNDER_A_TAG, text="")
    return rewrite(source, changes)


def _taken_in(lines: Lines) -> Iterator[Fence]:
    """The closed fences that open in a block of HTML and hold a blank line, which would end it, or stand further in,
    where their columns would be lost."""
    fences = {fence.first: fence for fence in lines.fences}
    number, depth, inside = 0, 0, False
    while number < len(lines.kinds):
        inside = inside and lines.kinds[number] != Kind.BLANK and lines.depth(number) == depth
        depth = lines.depth(number)
        if (fence := fences.get(number)) is not None:
            ends = not all(lines.bodies[fence.first : fence.last])
            if inside and fence.closed and not fence.behind and (ends or fence.indent):
                yield fence
                ends = True
            inside = inside and not ends
            number = fence.last
        elif not inside and lines.kinds[number] == Kind.TEXT:
            inside = _begins_html(lines, number)
        number += 1


def _begins_html(lines: Lines, number: int) -> bool:
    """CommonMark 0.31.2, section 4.6: whether a line begins HTML that ends at a blank line."""
    line = lines.text[lines.inner(number) : lines.end(number)].rstrip()
    if line[:1] != "<" or line[1:2] in ("!", "?") or lines.indents[number] >= lines.bases[number] + 4:
        return False
    alone = number == 0 or lines.kinds[number - 1] != Kind.TEXT
    return BLOCK_TAG.match(line) is not None or alone and _ALONE.fullmatch(line) is not None

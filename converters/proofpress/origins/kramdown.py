"""What kramdown, Jekyll's parser, reads in its own way: attribute lists behind a link or an image,
and `$$` in mid-line.

Source: kramdown's documentation, "Syntax", sections "Inline Attribute Lists" and "Math Blocks".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, code_spans, lines_of, rewrite
from proofpress.source import Source

_ATTRIBUTES = regex(r"(?<=[)\]*_`>])\{:[ \t]*[^{}\n]{0,200}\}")
_MATH = regex(r"(?<![\\$])\$\$(?!\$)([^$\n]{1,400}?)(?<![\\$])\$\$(?!\$)")


def plain(body: Source, ledger: Ledger) -> Source:
    """The body as other parsers read it."""
    if "{:" not in body.text and "$$" not in body.text:
        return body
    lines = lines_of(body)
    changes: list[Change] = []
    for number, start in enumerate(lines.starts):
        if lines.code[number]:
            continue
        line = lines[number]
        if "{:" in line or line.count("$$") > 1:
            changes.extend(Change(start + at, start + end, text) for at, end, text in _in_line(line))
    for change in changes:
        if change.text:
            ledger.repaired(
                body.span(change.start, change.end),
                "Unexpected `$$` inside a line; the site means a formula in the line",
                "行内的 `$$`；该站点表示行内公式",
            )
        else:
            ledger.removed(body.span(change.start, change.end), "an attribute list of kramdown", "kramdown 的属性列表")
    return rewrite(body, changes)


def _in_line(line: str) -> Iterator[tuple[int, int, str]]:
    spans = code_spans(line)

    def in_code(at: int) -> bool:
        index = bisect_right(spans, (at, len(line))) - 1
        return index >= 0 and at < spans[index][1]

    for found in _ATTRIBUTES.finditer(line):
        if not in_code(found.start()):
            yield found.start(), found.end(), ""
    for found in _MATH.finditer(line):
        alone = not line[: found.start()].strip(" \t>-*+0123456789.") and not line[found.end() :].strip()
        if not alone and not in_code(found.start()):
            yield found.start(), found.end(), f"${found[1].strip()}$"

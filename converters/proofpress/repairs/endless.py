"""Scripts, comments and their like that a text opens and never closes: for a parser the rest of the file is theirs.

`<pre>` alone is left: what stands behind it is shown as it is.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_KINDS = (
    (
        regex(r" {0,3}<(?=(?:script|style|textarea)(?:[\s>]|$))", re.I),
        regex(r"</(?:script|style|pre|textarea)>", re.I),
    ),
    (regex(r" {0,3}<(?=!--)"), regex(r"-->")),
    (regex(r" {0,3}<(?=\?)"), regex(r"\?>")),
    (regex(r" {0,3}<(?=!\[CDATA\[)"), regex(r"\]\]>")),
)
"""What opens such a block, and what ends it: https://spec.commonmark.org/0.31.2/#html-blocks"""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the sign before such an element as text, so that nothing behind it is taken for a part of it."""
    if "<" not in source.text:
        return source
    lines = lines_of(source)
    tagged = [(number, line) for number, line in lines.prose() if "<" in line]
    changes: list[Change] = []
    for opens, closes in _KINDS:
        found = [(number, one) for number, line in tagged if (one := opens.match(line))]
        if not found:
            continue
        closed = max((one.start() for one in closes.finditer(source.text)), default=-1)
        for number, one in found:
            if (start := lines.starts[number]) > closed:
                changes.append(Change(start + one.end() - 1, start + one.end(), "&lt;"))
                ledger.doubted(
                    source.span(start + one.end() - 1, lines.end(number)),
                    "HTML that never closes; kept as text, for it would take all that follows",
                    "没有结束的 HTML；已作为文字保留，否则其后的内容都会被吞掉",
                )
    return rewrite(source, changes)

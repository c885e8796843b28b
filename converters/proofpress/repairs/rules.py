"""Rules between parts that were drawn with signs Markdown has no rule for: `=======`, `————————`, `＝＝＝＝`."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_RULE = regex(r" {0,3}([=＝—–─━═～+])(?:[ \t]?\1){3,}[ \t]*$")
_SIGNS = frozenset("=＝—–─━═～+")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every such line, alone between blank ones, as `---`."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if line.lstrip()[:1] in _SIGNS and _RULE.match(line) and lines.blank(number - 1) and lines.blank(number + 1):
            changes.append(Change(lines.starts[number], lines.end(number), "---"))
            ledger.repaired(
                source.span(lines.starts[number], lines.end(number)),
                "a rule drawn with signs that make none",
                "用其他符号画的分隔线",
            )
    return rewrite(source, changes)

"""Directives of MyST between colons that one line closes together: a run of colons ends all that as long a run began,
the inner one and the one around it.

Where each has a line of its own that closes it, they nest as their author means it.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.directives import Directive
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_MYST = regex(r"\{[A-Za-z]")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a line more for each directive that the first such line inside of it closes as well."""
    if ":::{" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    first_inside: dict[tuple[str, str], int] = {}
    for one in sorted(lex_source(source, ANYBODYS).directives, key=lambda one: -one.first):
        if one.slashed or not _MYST.match(one.braces):
            continue
        if one.last >= 0:
            first_inside[_sign(one)] = one.last
        elif (last := first_inside.get(_sign(one), -1)) >= 0:
            end = lines.end(last)
            changes.append(Change(end, end, f"\n{one.lead}{one.mark}"))
            ledger.repaired(
                source.span(lines.starts[one.first], lines.end(one.first)),
                "a directive that the end of another one closes as well",
                "与内层指令共用结束行的指令",
            )
    return rewrite(source, changes)


def _sign(one: Directive) -> tuple[str, str]:
    """What the line that closes a directive looks like."""
    return one.lead, one.mark

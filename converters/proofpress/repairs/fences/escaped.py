"""Fences behind backslashes or of full-width signs, where they pair."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown.signs import ESCAPED
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_ODD = regex(r"^ {0,3}(?P<mark>\\`\\`\\`|｀｀｀)[ \t]*+(?P<info>[\w+#-]{0,20})[ \t]*+$")


def plain(source: Source, ledger: Ledger) -> Source:
    """Fences behind backslashes or of full-width signs, where they pair, as fences."""
    if "\\`\\`\\`" not in source.text and "｀｀｀" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in lines.prose():
        found = _ODD.match(line)
        if found is None or (opened is None) != bool(found["info"] or opened is None):
            continue
        if opened is None:
            opened = (number, found)
            continue
        for at, mark in (opened, (number, found)):
            start = lines.starts[at] + mark.start("mark")
            changes.append(Change(start, lines.starts[at] + mark.end("mark"), "```"))
        for inner in range(opened[0] + 1, number):
            start = lines.starts[inner]
            changes.extend(
                Change(start + m.start(), start + m.end(), m[1])
                for m in ESCAPED.finditer(lines[inner])
                if opened[1]["mark"][0] == "\\"
            )
        ledger.repaired(
            source.span(lines.starts[opened[0]], lines.end(number)),
            "a code fence behind backslashes, or of full-width signs",
            "代码围栏被转义或用了全角符号",
            text="",
        )
        opened = None
    return rewrite(source, changes)

"""Addresses with spaces in them, `![plan](the plan.png)`: Python-Markdown takes them for one, CommonMark for text."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_SPACES = re.compile(r"[ \t]+")
_VALUE = re.compile(r"\{\{([^{}\n]*+)\}\}")
"""A value that a template engine puts in."""
_ADDRESS = re.compile(
    r"(?:(?:https?://[^\s\"'<>()/]+/|\.{0,2}/)\S|\{\{)[^\"'<>()]*"
    r"|[^\"'<>()]*\w\.[A-Za-z]\w{1,4}(?:#[^\"'<>()]*)?"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such addresses encoded, where they are addresses without doubt."""
    if "](" not in source.text:
        return source
    changes: list[Change] = []
    for link in lex_source(source, ANYBODYS).links.links:
        if link.trouble != "space" or "\n" in link.target or not link.target:
            continue
        written = source.text[link.where.start : link.where.end]
        if not _ADDRESS.fullmatch(written):
            continue
        made = _SPACES.sub("%20", _VALUE.sub(lambda found: "{{" + found[1].strip() + "}}", written))
        changes.append(Change(*link.where, made))
        ledger.repaired(source.span(*link.where), "an address with spaces in it", "地址里有空格")
    return rewrite(source, changes)

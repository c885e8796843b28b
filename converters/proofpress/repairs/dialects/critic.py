"""Marks of an editor's changes (CriticMarkup): `{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{==marked==}`,
`{>>a remark<<}`."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_MARK = regex(
    r"(?<![\\{])\{(?:\+\+(?P<new>[^{}\n]+)\+\+|--(?P<old>[^{}\n]+)--|~~(?P<was>[^{}~\n]+)~>(?P<now>[^{}~\n]+)~~"
    r"|==(?P<marked>[^{}\n]+)==|>>(?P<said>[^{}\n]+)<<)\}(?!\})"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what is new as text, what is old struck out, and remarks in brackets."""
    if not any(sign in source.text for sign in ("{++", "{--", "{~~", "{==", "{>>")):
        return source
    changes: list[Change] = []
    for found in _MARK.finditer(lex_source(source, ANYBODYS).prose):
        start, end = found.span()
        if found["was"]:
            middle = found.end("was")
            changes += [Change(start, start + 3, "~~"), Change(middle, middle + 2, "~~"), Change(end - 3, end, "")]
        else:
            opens, closes = _signs(found)
            changes += [Change(start, start + 3, opens), Change(end - 3, end, closes)]
        ledger.repaired(source.span(start, end), "the mark of an editor's change", "编辑修订标记")
    return rewrite(source, changes)


def _signs(found: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a marked text instead of its signs."""
    if found["said"]:
        return ("（", "）") if chinese.wide(found["said"]) else (" (", ")")
    return ("~~", "~~") if found["old"] else ("<mark>", "</mark>") if found["marked"] else ("", "")

"""Marks of sources as some models write them: `[^1^][1]` or `[^1^]`, with `[1]: address "title"` at the end.

CommonMark reads a link with the words `^1^`; here they are notes whose text is the source.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_MARK = regex(r"\[\^(?P<number>\d{1,3})\^\](?:\[(?P=number)\]|(?![(\[:]))")
_SOURCE = regex(
    r"^ {0,3}\[\^?(?P<number>\d{1,3})\^?\]:[ \t]*<?(?P<at>https?://[^\s<>]+)>?"
    r"(?:[ \t]+(?P<quote>[\"'])(?P<title>[^\n]*)(?P=quote))?[ \t]*$",
    re.M,
)

_SAID = ("a mark of a source as a note", "来源标记改为脚注")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a note for each mark whose source it names; a number that other links use stays defined."""
    text = source.text
    if "^]" not in text:
        return source
    seen = lex_source(source, ANYBODYS).codeless
    marks = list(_MARK.finditer(seen))
    defined = {found["number"]: found for found in _SOURCE.finditer(seen)} if marks else {}
    marks = [mark for mark in marks if mark["number"] in defined]
    changes: list[Change] = []
    for mark in marks:
        changes.append(Change(*mark.span(), f"[^{mark['number']}]"))
        ledger.repaired(source.span(*mark.span()), *_SAID)
    for number in dict.fromkeys(mark["number"] for mark in marks):
        found = defined[number]
        title = unmasked(text, found, "title").strip().translate({ord("["): "\\[", ord("]"): "\\]"})
        note = f"[^{number}]: " + (f"[{title}](<{found['at']}>)" if title else f"<{found['at']}>")
        kept = (
            f"{text[found.start() : found.end()]}\n\n"
            if seen.count(f"][{number}]") > seen.count(f"[^{number}^][{number}]")
            else ""
        )
        changes.append(Change(*found.span(), f"{kept}{note}\n"))
        ledger.repaired(source.span(*found.span()), *_SAID)
    return rewrite(source, changes)

"""Tags that a word processor leaves in what it copies (`<o:p></o:p>`), which show nothing."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TAG = regex(r"</?(?:o|w|v|m|st\d):[A-Za-z][\w.-]*+(?:\s[^<>\n]*+)?/?>")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without them, outside of code."""
    if _TAG.search(source.text) is None:
        return source
    changes = [Change(*found.span(), "") for found in _TAG.finditer(lex_source(source, ANYBODYS).prose)]
    for change in changes:
        ledger.removed(
            source.span(change.start, change.end),
            "a tag of a word processor, which shows nothing",
            "文字处理软件的标签，不显示任何内容",
        )
    return rewrite(source, changes)

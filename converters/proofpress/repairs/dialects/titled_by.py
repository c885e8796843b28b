"""Links of YFM whose text is the title of the page that they lead to, `[{#T}](limits.md)`: that is not known here, and
they say the address."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LINK = regex(r"\[(\{#T\})\]\(([^()\s]++)")
_SIGN = regex(r"([\\`*_\[\]~$])")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the addresses of such links as their texts."""
    if "[{#T}](" not in source.text:
        return source
    changes: list[Change] = []
    for found in _LINK.finditer(lex_source(source, ANYBODYS).prose):
        changes.append(Change(*found.span(1), _SIGN.sub(r"\\\1", source.text[slice(*found.span(2))])))
        ledger.repaired(
            source.span(*found.span(1)),
            "a link that says the title of its page, which is not known; its address in place of that",
            "以目标页面标题为文字的链接；标题未知，改用地址",
        )
    return rewrite(source, changes)

"""Joplin's links to its own notes and resources (`:/` and 32 hexadecimal digits), which lead nowhere outside of it, and
what it underlines between pluses."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LINK = regex(
    r"(?P<mark>!?)\[(?P<words>[^\[\]\n]*+)\]\(:/[0-9a-f]{32}(?:#[^\s()]*+)?(?:[ \t]+\"[^\"\n]*+\")?\)"
    r"|<img\b[^<>\n]*?\bsrc=\"(?P<held>:/)[0-9a-f]{32}\"[^<>\n]*+>"
)


_SURE = regex(r"\(:/[0-9a-f]{32}|\":/[0-9a-f]{32}|\bjop-noMdConv\b|\]\((?:\.\./)*_resources/")
_INSERTED = regex(
    r"(?<![A-Za-z0-9_+\\])\+\+(?![\s+])(?![A-Za-z](?!\w))(?P<words>[^+\n]++)(?<!\s)(?<![^\w][A-Za-z])\+\+"
    r"(?![A-Za-z0-9_+])"
)
"""Not between a counter and another: `++i` and `j++`."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the words of such links; what they lead to is in the ledger."""
    if _SURE.search(source.text) is None:
        return source
    changes: list[Change] = []
    seen = lex_source(source, ANYBODYS).codeless
    for found in _INSERTED.finditer(seen):
        changes += [Change(found.start(), found.start("words"), ""), Change(found.end("words"), found.end(), "")]
        ledger.repaired(source.span(*found.span()), "what is underlined as plain text", "下划线文字改为普通文字")
    for found in _LINK.finditer(seen):
        changes.append(Change(*found.span(), unmasked(source.text, found, "words")))
        picture = found["mark"] or found["held"]
        en, zh = ("a picture", "图片") if picture else ("a note", "笔记")
        ledger.removed(source.span(*found.span()), f"{en} of Joplin that is not here", f"Joplin 中的{zh}，此处没有")
    return rewrite(source, changes)

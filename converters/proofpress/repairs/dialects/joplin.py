"""Joplin's links to its own notes and resources (`:/` and 32 hexadecimal digits), which lead nowhere outside of it."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.mask import unmasked
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LINK = re.compile(
    r"(?P<mark>!?)\[(?P<words>[^\[\]\n]*+)\]\(:/[0-9a-f]{32}(?:#[^\s()]*+)?(?:[ \t]+\"[^\"\n]*+\")?\)"
    r"|<img\b[^<>\n]*?\bsrc=\"(?P<held>:/)[0-9a-f]{32}\"[^<>\n]*+>"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the words of such links; what they lead to is in the ledger."""
    if "(:/" not in source.text and '":/' not in source.text:
        return source
    changes: list[Change] = []
    for found in _LINK.finditer(lex_source(source, ANYBODYS).codeless):
        changes.append(Change(*found.span(), unmasked(source.text, found, "words")))
        picture = found["mark"] or found["held"]
        en, zh = ("a picture", "图片") if picture else ("a note", "笔记")
        ledger.removed(source.span(*found.span()), f"{en} of Joplin that is not here", f"Joplin 中的{zh}，此处没有")
    return rewrite(source, changes)

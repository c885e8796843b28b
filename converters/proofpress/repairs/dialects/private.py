"""What an author's note keeper never shows: `%%comments%%`, and the `^id` behind a paragraph that links lead to; and
what no site shows, the title of a definition that leads nowhere (`[//]: # (words)`)."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_INLINE = re.compile(r"(?<![\w%\\])%%(?!%)((?:[^%\n]|%(?!%))+)%%(?![\w%])")
_BLOCK = re.compile(r"^%%[ \t]*\n((?:(?!%%)[^\n]*\n)*)%%[ \t]*$", re.M)
_ID = re.compile(r"(?:(?<=\S)[ \t]+|^)\^(?=\d*[A-Za-z-])[A-Za-z0-9][A-Za-z0-9-]+[ \t]*$", re.M)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with none of it; it stands in the ledger."""
    text = source.text
    if "%%" not in text and "^" not in text and "]: #" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.prose
    changes: list[Change] = []
    for line, _ in lexed.scan.remarks:
        start, end = lexed.scan.content(line), lexed.scan.end(line)
        changes.append(Change(start, end, ""))
        ledger.removed(source.span(start, end), "a comment that no site shows", "站点不会显示的注释")
    if "%%" in text:
        for found in (*_BLOCK.finditer(seen), *_INLINE.finditer(seen)):
            changes.append(Change(found.start(), found.end(), ""))
            ledger.removed(
                source.span(found.start(), found.end()),
                "a comment that a note keeper hides",
                "笔记软件里不显示的注释",
            )
    for found in _ID.finditer(seen):
        changes.append(Change(found.start(), found.end(), ""))
        ledger.removed(source.span(found.start(), found.end()), "the id of a block", "段落的编号")
    return rewrite(source, changes)

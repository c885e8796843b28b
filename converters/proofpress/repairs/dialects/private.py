"""What an author's note keeper never shows: `%%comments%%`, and the `^id` behind a paragraph that links lead to."""

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
    """The source with neither; both stand in the ledger."""
    text = source.text
    if "%%" not in text and "^" not in text:
        return source
    seen = lex_source(source, ANYBODYS).prose
    changes: list[Change] = []
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

"""What an author's note keeper never shows: `%%comments%%`, and the `^id` behind a paragraph that links lead to;
what no site shows, the title of a definition that leads nowhere (`[//]: # (words)`); and of kramdown's extensions the
comments, the options, and the marks around what it leaves alone."""

from __future__ import annotations

import re

from proofpress.evidence.code import is_code
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_INLINE = regex(r"(?<![\w%\\])%%(?!%)((?:[^%\n]|%(?!%))+)%%(?![\w%])")
_BLOCK = regex(r"^%%[ \t]*\n((?:(?!%%)[^\n]*\n)*)%%[ \t]*$", re.M)
_PART = r"(?:(?!%%)[^\n])"
_LINES = regex(rf"^%%(?![%\[])(?=[ \t]*\S){_PART}++\n(?:(?!%%)(?=[^\n]*\S){_PART}*+\n)*+{_PART}*+%%[ \t]*$", re.M)
"""A comment that begins on the line of its mark and goes on below; where code stands without a fence, such a mark may
be a title in it (MATLAB)."""
_ID = regex(r"(?:(?<=\S)[ \t]+|^)\^(?=\d*[A-Za-z-])[A-Za-z0-9][A-Za-z0-9-]+[ \t]*$", re.M)
_EXTENSION = regex(
    r"\{::comment\}(?:(?!\{::comment\}).)*?\{:/(?:comment)?\}|\{::(?:comment|options)\b[^{}\n]{0,400}/\}", re.S
)
_LEFT_OVER = regex(r"^[ \t]*+(\{:/(?:comment|nomarkdown|options)?\})[ \t]*+$", re.M)
_LEFT_ALONE = regex(r"(\{::nomarkdown\b[^{}\n]{0,80}\})(?:(?!\{::nomarkdown\b).)*?(\{:/(?:nomarkdown)?\})", re.S)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with none of it; it stands in the ledger."""
    text = source.text
    if "%%" not in text and "^" not in text and "]: #" not in text and "{::" not in text:
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.prose
    changes: list[Change] = []
    for line, _ in lexed.scan.remarks:
        start, end = lexed.scan.content(line), lexed.scan.end(line)
        changes.append(Change(start, end, ""))
        ledger.removed(source.span(start, end), "a comment that no site shows", "站点不会显示的注释")
    if "%%" in text:
        several = (one for one in _LINES.finditer(seen) if not any(map(is_code, one[0].split("\n"))))
        for found in (*_BLOCK.finditer(seen), *several, *_INLINE.finditer(seen)):
            changes.append(Change(found.start(), found.end(), ""))
            ledger.removed(
                source.span(found.start(), found.end()),
                "a comment that a note keeper hides",
                "笔记软件里不显示的注释",
            )
    if "{::" in text:
        spans = [found.span() for found in _EXTENSION.finditer(seen)]
        spans += (found.span(mark) for found in _LEFT_ALONE.finditer(seen) for mark in (1, 2))
        ends = {end for _, end in spans}
        spans += (found.span(1) for found in _LEFT_OVER.finditer(seen) if found.end(1) not in ends)
        for start, end in spans:
            changes.append(Change(start, end, ""))
            ledger.removed(source.span(start, end), "a mark or a comment for kramdown", "给 kramdown 的标记或注释")
    for found in _ID.finditer(seen):
        changes.append(Change(found.start(), found.end(), ""))
        ledger.removed(source.span(found.start(), found.end()), "the id of a block", "段落的编号")
    return rewrite(source, changes)

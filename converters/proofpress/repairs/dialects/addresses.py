"""Addresses with spaces in them, `![plan](the plan.png)`: Python-Markdown takes them for one, CommonMark for text. The
size that some editors write behind an image's address, `(plan.png =300x)`, is no part of it."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_SPACES = regex(r"[ \t]+")
_VALUE = regex(r"\{\{([^{}\n]*+)\}\}")
"""A value that a template engine puts in."""
_TARGET = regex(r"\]\([^()\n]*+\)")
_SIZE = regex(r"[ \t]++=(?:\d{1,5}%?x?|\d{0,5}%?x\d{1,5}%?)[ \t]*+\)")
_ADDRESS = regex(
    r"(?:(?:https?://[^\s\"'<>()/]+/|\.{0,2}/)\S|\{\{)[^\"'<>()]*"
    r"|[^\"'<>()]*\w\.[A-Za-z]\w{1,4}(?:#[^\"'<>()]*)?"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such addresses encoded, where they are addresses without doubt."""
    if "](" not in source.text:
        return source
    changes: list[Change] = []
    lexed = lex_source(source, ANYBODYS)
    sizes: set[int] = set()
    for target in _TARGET.finditer(lexed.prose) if " =" in source.text else ():
        at = source.text.rfind(" =", *target.span())
        if at > 0 and (size := _SIZE.fullmatch(source.text, at, target.end())):
            sizes.add(target.end() - 1)
            changes.append(Change(at, size.end() - 1, ""))
            ledger.repaired(source.span(at, size.end() - 1), "a size behind an image's address", "图片地址后面的尺寸")
    for link in lexed.links.links:
        if link.trouble != "space" or "\n" in link.target or not link.target or link.where.end in sizes:
            continue
        written = source.text[link.where.start : link.where.end]
        if not _ADDRESS.fullmatch(written):
            continue
        made = _SPACES.sub("%20", _VALUE.sub(lambda found: "{{" + found[1].strip() + "}}", written))
        changes.append(Change(*link.where, made))
        ledger.repaired(source.span(*link.where), "an address with spaces in it", "地址里有空格")
    return rewrite(source, changes)

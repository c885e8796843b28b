"""Notes that stand in the text: `^[what they say]`, by Pandoc and note keepers, as notes with a mark and a definition."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import lex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_OPENS = re.compile(r"(?<![\\\w^])\^\[|(?<=\w)\^\[(?!\^)")
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a mark in the place of each, and the definitions at its end."""
    text = source.text
    if "^[" not in text:
        return source
    seen = lex(text).prose
    taken = set(_LABEL.findall(text))
    changes: list[Change] = []
    definitions: list[str] = []
    at = count = 0
    while found := _OPENS.search(seen, at):
        at = found.end()
        end = _closing(seen, found.end())
        words = " ".join(text[found.end() : end - 1].split()) if end else ""
        if not words or not any(char.isalpha() for char in words) or seen[end : end + 1] == "^":
            continue
        count += 1
        while f"n{count}" in taken:
            count += 1
        changes.append(Change(found.start(), end, f"[^n{count}]"))
        definitions.append(f"\n\n[^n{count}]: {words}")
        ledger.repaired(source.span(found.start(), end), "a note in the text as a note", "行内注释改为脚注")
        at = end
    if definitions:
        changes.append(Change(len(text), len(text), "".join(definitions)))
    return rewrite(source, changes)


def _closing(seen: str, at: int) -> int:
    """Behind the bracket that closes one opened before `at`; 0 where none does in its paragraph."""
    depth = 1
    for found in _BRACKET.finditer(seen, at):
        if found[0] not in "[]":
            return 0
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return found.end()
    return 0

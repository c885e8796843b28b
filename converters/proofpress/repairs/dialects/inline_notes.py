"""Notes that stand in the text: `^[what they say]`, by Pandoc and note keepers, as notes with a mark and a
definition."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_OPENS = regex(r"(?<![\\\w^])\^\[|(?<=\w)\^\[(?!\^)")
_BRACKET = regex(r"[\[\]]|\n[ \t]*\n")
_LABEL = regex(r"\[\^([^\[\]\s]+)\]")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a mark in the place of each, and the definitions at its end."""
    text = source.text
    if "^[" not in text:
        return source
    seen = lex_source(source, ANYBODYS).prose
    taken = set(_LABEL.findall(text))
    changes: list[Change] = []
    definitions: list[str] = []
    closing = _closing(seen)
    at = count = 0
    while found := _OPENS.search(seen, at):
        at = found.end()
        end = closing.get(found.end() - 1, 0)
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


def _closing(seen: str) -> dict[int, int]:
    """For each bracket that opens where it is closed in its paragraph, what stands behind its partner."""
    made: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET.finditer(seen):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] != "]":
            opened.clear()
        elif opened:
            made[opened.pop()] = found.end()
    return made

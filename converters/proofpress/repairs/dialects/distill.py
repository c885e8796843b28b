"""Distill's elements in Markdown (`<d-cite key="a,b">`, `<d-footnote>`, `<d-math>`), as Jekyll's themes for papers
take them: citations by key, notes in the text, formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_CITE = regex(r"""<(?P<name>dt?-cite)\s+(?:bibtex-)?key=["'](?P<keys>[^"'<>\n]{1,600})["']\s*(?:/>|>\s*</(?P=name)>)""")
_NOTE = regex(
    r"<(?P<name>d-footnote|dt-fn)>(?P<words>(?:[^<\n]|<(?!/?(?:d-footnote|dt-fn)\b)|\n(?![ \t]*\n))++)</(?P=name)>"
)
_MATH = regex(r"<(?P<name>dt?-math)(?P<block>\s+block(?:=[\"'][^\"']*[\"'])?)?\s*>(?P<tex>[^<]++)</(?P=name)>")
_BRACKET = regex(r"\\[\\\]\[]|[\[\]]")
_NAMES = ("<d-", "<dt-")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with these in Markdown's own form; keys that no bibliography resolves stay keys."""
    if not any(name in source.text for name in _NAMES):
        return source
    lexed = lex_source(source, ANYBODYS)
    seen = lexed.codeless
    changes: list[Change] = []

    def say(found: re.Match[str]) -> None:
        span = source.span(found.start(), found.end())
        ledger.repaired(span, "an element of Distill as Markdown", "Distill 元素改为 Markdown")

    def put(found: re.Match[str], made: str) -> None:
        changes.append(Change(found.start(), found.end(), made))
        say(found)

    for found in _CITE.finditer(seen):
        keys = [key.strip() for key in found["keys"].split(",") if key.strip()]
        put(found, "[" + "; ".join(f"@{key}" for key in keys) + "]")
    for found in _NOTE.finditer(seen):
        changes.append(Change(found.start(), found.start("words"), "^["))
        changes.extend(_unpaired(lexed.prose, *found.span("words")))
        changes.append(Change(found.end("words"), found.end(), "]"))
        say(found)
    for found in _MATH.finditer(seen):
        tex = found["tex"].strip()
        put(found, f"\n\n$$\n{tex}\n$$\n\n" if found["block"] else f"${tex}$")
    return rewrite(source, changes)


def _unpaired(text: str, start: int, end: int) -> Iterator[Change]:
    """Brackets without a partner as references: they would end a note between brackets, or leave it open."""
    opened: list[re.Match[str]] = []
    alone: list[re.Match[str]] = []
    for found in _BRACKET.finditer(text, start, end):
        if found[0].endswith("["):
            opened.append(found)
        elif found[0].endswith("]") and not opened:
            alone.append(found)
        elif found[0].endswith("]"):
            opened.pop()
    for found in (*alone, *opened):
        yield Change(*found.span(), f"&#{ord(found[0][-1])};")

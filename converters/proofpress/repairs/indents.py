"""Paragraphs that only an indentation of two wide spaces parts from each other, as Chinese is typed: `　　`."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_INDENT = "\u3000\u3000"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line above each indented line whose paragraph begins with an indented one."""
    if _INDENT not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    before, first = -1, False
    for number, line in lines.prose():
        indented = line.startswith(_INDENT) and bool(line.strip())
        if number != before + 1 or lines.blank(before):
            first = indented
        elif indented and first:
            changes.append(Change(lines.starts[number], lines.starts[number], "\n"))
            ledger.repaired(
                source.span(lines.starts[number], lines.end(number)),
                "a paragraph that only its indentation shows",
                "只以首行缩进分开的段落",
                text="",
            )
        before = number
    return rewrite(source, changes)

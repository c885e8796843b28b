"""Paragraphs that only an indentation of two wide spaces parts from each other, as Chinese is typed: `　　`."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_INDENT = "\u3000\u3000"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line above each indented line whose paragraph begins with an indented one."""
    if _INDENT not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for block in lexed.blocks:
        first, *others = (lexed.scan.starts[number] for number in range(block.first, block.last + 1))
        if not lexed.prose.startswith(_INDENT, first):
            continue
        for at in others:
            if lexed.prose.startswith(_INDENT, at):
                changes.append(Change(at, at, "\n"))
                ledger.repaired(
                    source.span(at, lexed.scan.end(lexed.scan.line_of(at))),
                    "a paragraph that only its indentation shows",
                    "只以首行缩进分开的段落",
                    text="",
                )
    return rewrite(source, changes)

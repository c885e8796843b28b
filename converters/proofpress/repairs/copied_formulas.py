"""Formulas copied from a page with what KaTeX shows on both sides of their TeX (see `readers.copied_tex`)."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers import copied_tex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the TeX of each such formula between dollars, alone in a paragraph as a display."""
    if not copied_tex.may_hold(source.text):
        return source
    lines, seen = lines_of(source), lex_source(source, ANYBODYS).prose
    numbers = [number for number, _ in lines.prose()]
    found = copied_tex.formulas([seen[lines.starts[number] : lines.end(number)] for number in numbers])
    changes: list[Change] = []
    for number, formulas in zip(numbers, found, strict=True):
        at, line = lines.starts[number], lines[number]
        for start, end, tex in formulas:
            around = (line[:start] + line[end:]).strip()
            alone = not around and lines.blank(number - 1) and lines.blank(number + 1)
            mark = "$$" if alone else "$"
            changes.append(Change(at + start, at + end, mark + tex + mark))
            ledger.repaired(source.span(at + start, at + end), *copied_tex.SAID)
    return rewrite(source, changes)

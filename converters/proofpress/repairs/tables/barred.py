"""Bars in the formulas and the code of a row, where they would end its cells."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.tables.cells import BAR, CODE, DELIMITER, cells_of, groups, split
from proofpress.repairs.tables.headless import is_headless
from proofpress.source import Source

_FORMULA = regex(r"(?<![\\$])\$(?![\s$])[^$\n]{1,400}+(?<!\s)\$(?![$\d])")
_WHOLE_IN_LINE = regex(f"{CODE.pattern}|{_FORMULA.pattern}")


def barred(source: Source, ledger: Ledger) -> Source:
    """Rows that are as wide as the delimiter row only where the bars in their formulas are TeX's, and those in code
    the code's: with these escaped."""
    if "$" not in source.text and "`" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last in groups(lines):
        width = next((len(cells_of(lines[n])) for n in range(first, last + 1) if DELIMITER.match(lines[n])), 0)
        if not width and is_headless(lines, first, last):
            width = len(cells_of(lines[first]))
        for number in range(first, last + 1) if width else ():
            line, start = lines[number], lines.starts[number]
            inner = [found for found in _WHOLE_IN_LINE.finditer(line) if BAR.search(found[0])]
            if not inner or len(split(line)) <= width:
                continue
            if len(cells_of(_FORMULA.sub(lambda found: found[0].replace("|", "x"), line))) != width:
                continue
            for found in inner:
                bars = (start + found.start() + bar.start() for bar in BAR.finditer(found[0]))
                changes.extend(Change(bar, bar, "\\") for bar in bars)
                en, zh = ("code", "代码") if found[0].startswith("`") else ("a formula", "公式")
                ledger.repaired(
                    source.span(start + found.start(), start + found.end()),
                    f"a bar in {en}, where it would end the cell",
                    f"{zh}中的竖线会截断单元格",
                )
    return rewrite(source, changes)

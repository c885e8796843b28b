"""Tables that were typed for the eye: drawn with `+---+` or box characters, parted by tabs, aligned with spaces.

Where rows and header are beyond doubt they become a pipe table; else the lines become a block of code, in which nothing
moves. In running text a parser would join them into one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown.signs import BOX_SIGN, DISPLAY, FENCE
from proofpress.repairs.grids import columns, drawn
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SIGNS = re.compile(r"\+[-=]{2,}\+|[\u2500-\u257f]|\S(?:\t| {2}|\u3000)[ \t\u3000]*\S")
_OTHER = re.compile(
    rf"[ \t]*(?:[-*+>]\s|#{{1,6}}\s|\d{{1,3}}[.)]\s|{FENCE}|</?[a-zA-Z!]|{DISPLAY}|!?\[|:::|{BOX_SIGN} |\{{[%{{:])"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with tables typed for the eye as pipe tables, or as code."""
    if not _SIGNS.search(source.text):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last in _paragraphs(lines):
        text = [lines[number] for number in range(first, last + 1)]
        if not any(_SIGNS.search(line) for line in text):
            continue
        for start, end, made in found(text):
            span = (lines.starts[first + start], lines.end(first + end - 1))
            pad = " " * min(_margin(text[start:end]), 12)
            changes.append(
                Change(
                    *span,
                    "\n" + "\n".join(pad + line for line in made) + "\n"
                    if isinstance(made, list)
                    else f"\n{pad}```text\n{source.text[span[0] : span[1]]}\n{pad}```\n",
                )
            )
            if isinstance(made, list):
                ledger.repaired(
                    source.span(*span), "a table typed for the eye becomes a table", "用字符排出的表格改为表格", text=""
                )
            else:
                ledger.repaired(
                    source.span(*span),
                    "a table or drawing typed for the eye becomes a code block",
                    "用字符排出的表格或图改为代码块",
                    text="",
                )
    return rewrite(source, changes)


def found(text: list[str]) -> Iterator[tuple[int, int, list[str] | None]]:
    """The tables and drawings among the lines of one paragraph: first line, behind the last,
    and the lines of a pipe table (None for code)."""
    at = 0
    for start, end in drawn.places(text):
        yield start, end, piped(drawn.rows(text[start:end]))
        at = end
    if not at and not any(_OTHER.match(line) for line in text) and (verdict := columns.verdict(text)) is not None:
        yield 0, len(text), piped(verdict or None)


def piped(rows: list[list[str]] | None) -> list[str] | None:
    """Rows as the lines of a pipe table, the first as its header."""
    if not rows:
        return None
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _paragraphs(lines: Lines) -> Iterator[tuple[int, int]]:
    """Lines that follow each other without a blank one, outside of code and formulas."""
    first = -1
    display = False
    last = -2
    for number, line in lines.prose():
        inside = display or "$$" in line
        display ^= line.count("$$") % 2 == 1
        usable = line.strip() != "" and not inside and not line.startswith(("    ", "\t"))
        if first >= 0 and (not usable or number != last + 1):
            yield first, last
            first = -1
        if usable and first < 0:
            first = number
        last = number
    if first >= 0:
        yield first, last


def _margin(text: list[str]) -> int:
    return min(len(line) - len(line.lstrip(" ")) for line in text)

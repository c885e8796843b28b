"""Tables that were typed for the eye: drawn with `+---+` or box characters, parted by tabs, aligned with spaces.

Where rows and header are beyond doubt they become a pipe table; else the lines become a block of code, in which nothing
moves. In running text a parser would join them into one line.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown.signs import BOX_SIGN, DISPLAY, FENCE
from proofpress.regex import regex
from proofpress.repairs.grids import columns, dashed, drawn
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SIGNS = regex(r"--[ \t]+--|==[ \t]+==|\+[-=]{2,}\+|[\u2500-\u257f]|\S(?:\t| {2}|\u3000)[ \t\u3000]*\S")
_CAPTION = regex(r"[ ]{0,3}(?:[Tt]able)?:[ \t]+(?=\S)")
_OTHER = regex(
    rf"[ \t]*(?:[-*+>]\s|#{{1,6}}\s|\d{{1,3}}[.)]\s|{FENCE}|</?[a-zA-Z!]|{DISPLAY}|!?\[|:::|{BOX_SIGN} |\{{[%{{:])"
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with tables typed for the eye as pipe tables, or as code."""
    if not _SIGNS.search(source.text):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    taken = [False] * len(lines)
    for table in dashed.places(lines.all, lines.shown):
        caption, end = _caption(lines.all, table.end) if table.rows else ([], table.end)
        taken[table.first : end] = [True] * (end - table.first)
        rows = piped(table.rows)
        changes.append(_change(lines, table.first, end, rows and [*caption, *rows], ledger, None))
    for first, last in _paragraphs(lines, taken):
        text = [lines[number] for number in range(first, last + 1)]
        if any(_SIGNS.search(line) for line in text):
            changes += [
                _change(
                    lines, first + start, first + end, made, ledger, drawn.languages(text[start:end]) if made else ""
                )
                for start, end, made in found(text)
            ]
    return rewrite(source, changes)


def _change(lines: Lines, first: int, end: int, made: list[str] | None, ledger: Ledger, text: str | None) -> Change:
    """The lines of a pipe table, or a block of code, in the place of lines."""
    span = (lines.starts[first], lines.end(end - 1))
    margin = min(_margin([line for line in lines.all[first:end] if line.strip()]), 12)
    pad = " " * (margin - margin % 4 if margin > 4 else margin)
    if made is None:
        ledger.repaired(
            lines.source.span(*span),
            "a table or drawing typed for the eye becomes a code block",
            "用字符排出的表格或图改为代码块",
            text="",
        )
        return Change(*span, f"\n{pad}```text\n{lines.text[span[0] : span[1]]}\n{pad}```\n")
    ledger.repaired(
        lines.source.span(*span), "a table typed for the eye becomes a table", "用字符排出的表格改为表格", text=text
    )
    return Change(*span, "\n" + "\n".join(pad + line for line in made) + "\n")


def _caption(text: list[str], end: int) -> tuple[list[str], int]:
    """The caption that stands below a table, as the lines above it, and where it ends."""
    first = next((number for number in range(end, min(end + 2, len(text))) if text[number].strip()), len(text))
    if first >= len(text) or not (mark := _CAPTION.match(text[first])):
        return [], end
    last = next((number for number in range(first, len(text)) if not text[number].strip()), len(text))
    words = " ".join([text[first][mark.end() :].strip(), *(line.strip() for line in text[first + 1 : last])])
    return [words, ""], last


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


def _paragraphs(lines: Lines, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other without a blank one, outside of code, formulas and what is taken."""
    first = -1
    display = False
    last = -2
    for number, line in lines.prose():
        inside = display or "$$" in line
        display ^= line.count("$$") % 2 == 1
        usable = line.strip() != "" and not inside and not taken[number] and not line.startswith(("    ", "\t"))
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

"""Rows under no delimiter row: a table of them, or the lines that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from proofpress.evidence.code import is_command
from proofpress.ledger import Ledger
from proofpress.markdown.signs import MARKER
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.paragraphs import QUOTE, paragraphs, quoted
from proofpress.repairs.tables.cells import CODE, DELIMITER, ROW, cells_of, unbarred
from proofpress.source import Source

_IN_LINE = regex(r"^[^|\n$]*[^|\s] ?\| ?[^|\s]", re.M)
_OTHER = regex(rf"[ \t]*(?:{MARKER}[ \t]|\[\^|:)|.*(?:\$|\|\||::?=)")
"""A line that is an item or another block, or has bars that part no cells."""
_CLOSED = regex(r"(?<!\\)\|\s*$")
_SENTENCE_ENDS = regex(r"[。！？；]$|[a-z]{2}[.!?;]$")
_LONGEST_CELL = 40
_FEWEST_ROWS = 3
_HEADLESS = "a table without the delimiter row under its header", "表头下缺少分隔行"
_LINES = "lines with bars, which Markdown would join", "带竖线的行，Markdown 会连成一行"


def bare(source: Source, ledger: Ledger) -> Source:
    """Rows that only the bars in them show, as a table; two, those of two columns and those of commands stay lines."""
    if _IN_LINE.search(source.text) is None:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for paragraph in (*paragraphs(lines), *quoted(lines)):
        said = [QUOTE.sub("", lines[number]) for number in paragraph]
        bars = [CODE.sub(unbarred, line) for line in said]
        rows = [cells_of(line) if _IN_LINE.search(bar) else [] for line, bar in zip(said, bars, strict=True)]
        width = len(rows[0])
        if (
            width < 2
            or any(len(row) != width or not all(row) for row in rows)
            or any(_OTHER.match(bar) or DELIMITER.match(bar) for bar in bars)
            or any(len(cell) > _LONGEST_CELL or _SENTENCE_ENDS.search(cell) for row in rows for cell in row)
        ):
            continue
        span = lines.starts[paragraph.start], lines.end(paragraph.stop - 1)
        if len(rows) >= _FEWEST_ROWS and width > 2 and not any(is_command(line.strip()) for line in said):
            for number, line in zip(paragraph, said, strict=True):
                end = lines.end(number)
                start = end - len(line.lstrip())
                edge = "" if _CLOSED.search(line) else " |"
                under = f"\n{_lead(lines, number)}|" + " --- |" * width if number == paragraph.start else ""
                changes += (Change(start, start, "| "), Change(end, end, edge + under))
            ledger.repaired(source.span(*span), *_HEADLESS, text="")
        else:
            changes += (Change(lines.end(number), lines.end(number), "  ") for number in paragraph[:-1])
            ledger.repaired(source.span(*span), *_LINES)
    return rewrite(source, changes)


def undelimited(source: Source, lines: Lines, first: int, last: int, ledger: Ledger) -> list[Change]:
    """A delimiter row under the first of several rows of the same width; other rows stay lines."""
    at = lines.end(first)
    if not is_headless(lines, first, last):
        rows = range(first, last + 1)
        if (
            last == first
            or not all(lines.text_lines[number] for number in rows)
            or any(lines[number].endswith(("  ", "\\")) for number in rows)
        ):
            return []
        ledger.repaired(source.span(lines.starts[first], lines.end(last)), *_LINES)
        return [Change(lines.end(number), lines.end(number), "  ") for number in rows[:-1]]
    ledger.repaired(
        source.span(lines.starts[first], at),
        *_HEADLESS,
        text="",
    )
    lead = _lead(lines, first)
    above = [Change(lines.starts[first], lines.starts[first], f"{lead.rstrip()}\n")] if _is_below(lines, first) else []
    return [*above, Change(at, at, f"\n{lead}|" + "---|" * len(_row(lines, first)))]


def is_headless(lines: Lines, first: int, last: int) -> bool:
    """Whether rows of one width are a table that lacks its delimiter row; those that no bar ends, where all of them
    are."""
    widths = [len(_row(lines, number)) for number in range(first, last + 1)]
    if len(widths) < 2 or widths[0] < 2:
        return False
    if all(lines[n].rstrip().endswith("|") for n in (first, first + 1)):
        return widths.count(widths[0]) >= 0.7 * len(widths)
    return len(widths) >= _FEWEST_ROWS and len(set(widths)) == 1


def rows_in(lines: Lines, run: range) -> Iterator[tuple[int, int]]:
    """The runs of rows in a quotation that no delimiter row makes a table of."""
    for is_row, group in groupby(run, lambda number: ROW.match(QUOTE.sub("", lines[number])) is not None):
        first, *_ = found = list(group)
        if is_row and not any(DELIMITER.match(QUOTE.sub("", lines[number])) for number in found):
            yield first, found[-1]


def _row(lines: Lines, number: int) -> list[str]:
    return cells_of(QUOTE.sub("", lines[number]))


def _lead(lines: Lines, number: int) -> str:
    """What stands before the row on a line: marks of quotations and the indentation in an item."""
    line = lines[number]
    body = QUOTE.sub("", line).lstrip(" \t")
    return line[: len(line) - len(body)]


def _is_below(lines: Lines, first: int) -> bool:
    """Whether a row stands in a quotation right under other words of it."""
    mark = QUOTE.match(lines[first])
    if mark is None or not first or lines.blank(first - 1):
        return False
    above = QUOTE.match(lines[first - 1])
    return above is not None and above[0].strip() == mark[0].strip()

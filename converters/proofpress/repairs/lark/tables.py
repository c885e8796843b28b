"""Tables of rows and cells between tags (`<lark-table>`, `<lark-tr>`, `<lark-td>`) as pipe tables.

A cell holds Markdown, as far in as its tag; each of its lines is one of the cell's. What spans is as in the tables of
HTML: a short value repeats, prose stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from proofpress.ledger import Ledger
from proofpress.markdown.ticks import FenceLine, fence_line
from proofpress.regex import regex
from proofpress.repairs.components.grammar import Head, head
from proofpress.repairs.grids import piped
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

_TAG = regex(r"<(?P<end>/?)lark-(?P<part>table|tr|td)(?=[\s/>])")
_GROUP = regex(r"</?(?:lark-(?:table|tr|td)|grid|column|callout|quote-container|view)\b[^<>\n]*>")
_LOOKS = regex(r"(?<![ \t])[ \t]*+\{(?:[\w-]+=\"[^\"\n{}]*\"[ \t]*)+\}[ \t]*$")
_SPAN = regex(r"[1-9]\d{0,2}")
_MOST, _TIMES = 2000, 8
"""The most fields of a table that has few cells, and how many for each of many."""
_SHORT = 24


@dataclass(slots=True)
class _Cell:
    start: int
    columns: int
    rows: int
    end: int = -1


@dataclass(slots=True)
class _Table:
    start: int
    end: int = -1
    rows: list[list[_Cell]] = field(default_factory=list)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such tables as pipe tables; one that is not closed stays."""
    if "<lark-table" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for table in _tables(lines):
        first = lines.line_of(table.start)
        before = source.text[lines.starts[first] : table.start]
        if (rows := _filled(source.text, table)) is None:
            continue
        alone = not before.strip(" \t>")
        text = ("\n" + before if alone else "\n").join(piped(rows) or ())
        changes.append(Change(table.start, table.end, text if alone else f"\n\n{text}"))
        ledger.repaired(source.span(table.start, table.end), "a table between tags", "以标签写成的表格")
    return rewrite(source, changes)


def _tags(lines: Lines) -> Iterator[tuple[re.Match[str], int]]:
    """The tags outside of code, each with the place behind it."""
    text = lines.text
    for number, line in lines.prose():
        if "lark-t" not in line:
            continue
        code = code_spans(line)
        for found in _TAG.finditer(text, lines.starts[number], lines.end(number)):
            close = text.find(">", found.end(), lines.end(number))
            if close >= 0 and not inside(code, found.start() - lines.starts[number]):
                yield found, close + 1


def _tables(lines: Lines) -> Iterator[_Table]:
    """The outermost tables that are closed, in order; what one in a cell holds is text of the cell."""
    table: _Table | None = None
    depth = 0
    for found, behind in _tags(lines):
        part, closes = found["part"], bool(found["end"])
        if part == "table":
            depth += -1 if closes else 1
            if closes and depth <= 0:
                if table is not None:
                    table.end = behind
                    yield table
                table, depth = None, 0
            elif depth == 1 and not closes:
                table = _Table(found.start())
        elif depth == 1 and table is not None:
            row = table.rows[-1] if table.rows else None
            if part == "tr":
                table.rows += [] if closes else [[]]
            elif row is not None and not closes:
                told = head(lines.text, found.end())
                row.append(_Cell(behind, _span(told, "colspan"), _span(told, "rowspan")))
            elif row and row[-1].end < 0:
                row[-1].end = found.start()


def _span(told: Head | None, name: str) -> int:
    """How many columns or rows a cell spans, as an attribute of its tag says."""
    said = told.attributes.get(name) if told is not None else None
    return int(said.value) if said is not None and _SPAN.fullmatch(said.value) else 1


def _filled(text: str, table: _Table) -> list[list[str]] | None:
    """The cells of a table, each in its column: as many in each row; None where spans name more than it can have."""
    grid: list[dict[int, str]] = [{} for _ in table.rows]
    most = _MOST + _TIMES * sum(map(len, table.rows))
    fields = 0
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            said = _said(text[cell.start : cell.end]) if cell.end >= 0 else ""
            rows, columns = min(cell.rows, len(grid) - number), cell.columns
            fields += rows * columns
            if fields > most:
                return None
            for down in range(rows):
                for along in range(columns):
                    repeats = len(said) <= _SHORT or not down and not along
                    grid[number + down].setdefault(column + along, said if repeats else "")
            column += columns
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return [[row.get(column, "") for column in range(width)] for row in grid if row] if width else []


def _said(held: str) -> str:
    """What a cell holds in one line: its lines with breaks between them, a listing as code."""
    parts: list[str] = []
    opened: FenceLine | None = None
    for number, line in enumerate(held.split("\n")):
        fence = fence_line(number, line)
        if opened is not None:
            if fence is not None and fence.closes(opened):
                opened = None
            elif line.strip():
                parts.append(_code(line.strip()))
            continue
        if fence is not None:
            opened = fence
            continue
        parts += (one.strip() for one in _GROUP.sub("\n", _LOOKS.sub("", line)).split("\n"))
    return "<br>".join(part for part in parts if part).replace("\\|", "|")


def _code(line: str) -> str:
    mark = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{mark} {line} {mark}" if len(mark) > 1 else f"`{line}`"

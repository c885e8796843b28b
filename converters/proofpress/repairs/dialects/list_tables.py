"""Tables written as lists or as comma-separated values in a directive (`{list-table}`, `{csv-table}`,
`::: list-table`): pipe tables.

A row is a bullet that holds bullets, each a cell. What is no such list, or has code or a table in a cell, stays.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import FENCE
from proofpress.regex import regex
from proofpress.repairs.dialects.options import option
from proofpress.repairs.grids import piped
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_NAMED = regex(
    r"(?:\{(?P<name>list-table|csv-table|table)\}"
    r"|\{[ \t]*\.?list-table(?![\w-])[^{}\n]*\}|\.?list-table(?![\w-])(?:[ \t]*\{[^{}\n]*\})?)"
    r"[ \t]*(?P<rest>[^\n]*)$"
)
_ROW = regex(r"(?P<row>[ \t]*[*-][ \t]+)[*-](?:[ \t]+|$)")
_CELL = regex(r"[ \t]+[*-](?:[ \t]+|$)")
BLOCK = regex(rf"[ \t]*(?:{FENCE}|\||#{{1,6}}[ \t])")
"""A line on which a block begins that no cell can hold."""
_NAMES = ("list-table", "csv-table", "{table}")
Rows = list[list[str]]


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such directives as pipe tables, each under its caption."""
    if not any(name in source.text for name in _NAMES):
        return source
    lines = lines_of(source)
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for fence in lexed.fences:
        if fence.closed and not fence.behind and (found := _NAMED.match(fence.text)) is not None:
            lead = lines[fence.first].partition(fence.marker)[0]
            _replace(source, lines, lead, found, (fence.first, fence.last), changes, ledger)
    done = -1
    for one in lexed.directives:
        if one.first > done and one.last >= 0 and (found := _NAMED.match(one.text)) is not None:
            _replace(source, lines, one.lead, found, (one.first, one.last), changes, ledger)
            done = one.last
    return rewrite(source, changes)


def _replace(
    source: Source,
    lines: Lines,
    lead: str,
    found: re.Match[str],
    where: tuple[int, int],
    changes: list[Change],
    ledger: Ledger,
) -> None:
    first, last = where
    body = [
        lines[n][len(lead) :] if lines[n].startswith(lead) else lines[n].lstrip("> ") for n in range(first + 1, last)
    ]
    options: dict[str, str] = {}
    while body and (setting := option(body[0])):
        options[setting.name] = setting.value
        del body[0]
    span = source.span(lines.starts[first], lines.end(last))
    caption = found["rest"].strip()
    if name := options.get("file") or options.get("url"):
        ledger.doubted(span, f"the table {name} belongs here", f"此处应引入表格 {name}", text="")
        made: list[str] | None = []
    elif found["name"] == "table":
        made = body
    else:
        rows = _values(body, options) if found["name"] == "csv-table" else _listed(body)
        made = table(rows, headed=options.get("header-rows", "0") not in ("", "0")) if rows else None
    if made is None:
        return
    said = [caption, ""] if caption else []
    changes.append(
        Change(lines.starts[first], lines.end(last), "\n".join((lead + line).rstrip() for line in (*said, *made)))
    )
    ledger.repaired(span, "a directive as what it shows", "指令改为它所显示的内容")


def _listed(body: list[str]) -> Rows | None:
    """The rows of a list of lists; None where something else stands in it."""
    rows: Rows = []
    outer = inner = 0
    for line in body:
        if not line.strip():
            if rows:
                rows[-1][-1] += "\n"
            continue
        if BLOCK.match(line):
            return None
        indent = len(line) - len(line.lstrip())
        if (row := _ROW.match(line)) and (not rows or indent <= outer):
            outer, inner = indent, len(row["row"])
            rows.append([line[row.end() :]])
        elif rows and (cell := _CELL.match(line)) and indent == inner:
            rows[-1].append(line[cell.end() :])
        elif rows and indent > inner:
            rows[-1][-1] += "\n" + line.strip()
        else:
            return None
    return rows


def _values(body: list[str], options: dict[str, str]) -> Rows | None:
    delimiter = {"tab": "\t", "space": " "}.get(options.get("delim", ""), options.get("delim", ",")) or ","
    if len(delimiter) != 1:
        return None
    try:
        rows = [row for row in _read(body, delimiter) if any(row)]
        head = [*_read([options["header"]], delimiter)] if options.get("header") else []
    except (csv.Error, ValueError):
        return None
    if head:
        options["header-rows"] = "1"
    return [*head, *rows]


def _read(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Rows of values; a quoted one may go over lines."""
    return csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)


def table(rows: Rows, *, headed: bool) -> list[str]:
    """The lines of a pipe table; its head is empty where the first row is none."""
    width = max(map(len, rows))
    if not headed:
        rows = [[""] * width, *rows]
    cells = [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]
    return ["", *(piped(cells) or ()), ""]


def _cell(text: str) -> str:
    """A cell in one line, its bars bare: its paragraphs and the items of a list in it on lines of their own."""
    parts: list[str] = [""]
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith(("- ", "* ")):
            parts.append("")
        parts[-1] = f"{parts[-1]} {line.strip()}".strip()
    return "<br>".join(part for part in parts if part).replace("\\|", "|")

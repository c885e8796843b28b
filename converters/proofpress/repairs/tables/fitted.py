"""Delimiter rows that do not fit their table, or stand in it twice, and what is glued to one."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.paragraphs import quoted
from proofpress.repairs.tables.cells import DELIMITER, cells_of, groups
from proofpress.repairs.tables.headless import rows_in, undelimited
from proofpress.source import Source

_HOLDS = regex(r"\s*(?:[-*+]|\d+[.)])\s|\s*>")
"""An item or a quotation, in which the rows below stand."""


def fitted(source: Source, ledger: Ledger) -> Source:
    """Tables apart from each other and from the text around, each under one delimiter row as wide as its rows."""
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last in groups(lines):
        changes.extend(_table(source, lines, first, last, ledger))
    for run in quoted(lines) if ">" in source.text else ():
        for first, last in rows_in(lines, run):
            changes.extend(undelimited(source, lines, first, last, ledger))
    return rewrite(source, changes)


def _table(source: Source, lines: Lines, first: int, last: int, ledger: Ledger) -> list[Change]:
    changes: list[Change] = []
    delimiters = [n for n in range(first, last + 1) if DELIMITER.match(lines[n]) and "-" in lines[n]]
    while last > first and lines[last].strip() == "|":
        span = lines.whole(last, last)
        changes.append(Change(*span, ""))
        ledger.removed(source.span(*span), "a table row that was cut off", "被截断的表格行")
        last -= 1
    if first and not lines.blank(first - 1) and (delimiters or last > first) and not _HOLDS.match(lines[first - 1]):
        changes.append(Change(lines.starts[first], lines.starts[first], "\n"))
    behind = (
        lines[last + 1]
        if delimiters and last + 1 < len(lines) and not lines.blank(last + 1) and not lines.code[last + 1]
        else ""
    )
    if behind and "|" not in behind and not behind.startswith((" ", "\t", ">")) and delimiters[0] == first + 1:
        changes.append(Change(lines.starts[last + 1], lines.starts[last + 1], "\n"))
        ledger.repaired(
            source.span(lines.starts[last + 1], lines.end(last + 1)),
            "text glued to the table above it",
            "表格后的文字与表格粘连",
            text="",
        )
    if not delimiters:
        return changes + undelimited(source, lines, first, last, ledger)
    if delimiters[0] == first:
        return changes
    for index, number in enumerate(delimiters):
        header = number - 1
        width = len(cells_of(lines[header]))
        have = len(cells_of(lines[number]))
        if header in delimiters:
            changes.append(Change(*lines.whole(number, number), ""))
            ledger.removed(source.span(*lines.whole(number, number)), "a second delimiter row", "多余的表格分隔行")
            continue
        if (
            index
            and header > first
            and width == len(cells_of(lines[delimiters[0] - 1]))
            and _same(lines[header], lines[delimiters[0] - 1])
        ):
            span = (lines.starts[header], lines.whole(number, number)[1])
            changes.append(Change(*span, ""))
            ledger.removed(source.span(*span), "the table's header again", "重复的表头")
            continue
        stop = delimiters[index + 1] - 2 if index + 1 < len(delimiters) else last
        if stop == number and len(delimiters) > 1:
            span = (lines.starts[header], lines.whole(number, number)[1])
            changes.append(Change(*span, "" if index else "\n"))
            ledger.removed(
                source.span(*span),
                "a table's header with no rows, glued to another table",
                "没有数据行的表头，与另一个表格粘连",
            )
            continue
        if index:
            changes.append(Change(lines.starts[header], lines.starts[header], "\n"))
            ledger.repaired(
                source.span(lines.starts[header], lines.end(number)),
                "a second table glued to the one above",
                "两个表格粘在一起",
            )
        rows = [row for row in range(number + 1, stop + 1) if row not in delimiters]
        widest = max((len(cells_of(lines[row])) for row in rows), default=0)
        if have != width or widest > width:
            changes.extend(_wide(lines, number, width, max(width, widest)))
        if have != width:
            ledger.repaired(
                source.span(lines.starts[number], lines.end(number)),
                f"the delimiter row has {have} columns, its header {width}",
                f"分隔行有 {have} 列，表头有 {width} 列",
            )
        for row in rows:
            if (cells := len(cells_of(lines[row]))) != width:
                ledger.doubted(
                    source.span(lines.starts[row], lines.end(row)),
                    f"a row of {cells} cells in a table of {width} columns",
                    f"表格有 {width} 列，这一行有 {cells} 个单元格",
                )
    return changes


def _wide(lines: Lines, delimiter: int, width: int, cells: int) -> list[Change]:
    """A delimiter row of so many columns under a header of as many, so that no cell of a longer row is lost."""
    signs = (cells_of(lines[delimiter]) + ["---"] * cells)[:cells]
    start = lines.starts[delimiter] + len(lines[delimiter]) - len(lines[delimiter].lstrip())
    made = [Change(start, lines.end(delimiter), "|" + "|".join(signs) + "|")]
    if cells > width:
        end = lines.end(delimiter - 1)
        bar = "" if lines[delimiter - 1].rstrip().endswith("|") else " |"
        made.append(Change(end, end, bar + "  |" * (cells - width)))
    return made


def _same(one: str, other: str) -> bool:
    return [cell.strip() for cell in cells_of(one)] == [cell.strip() for cell in cells_of(other)]

"""The pipe tables of a page, by row and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.markdown.cells import cells, is_delimiter
from proofpress.markdown.lines import Block, Lines
from proofpress.source import Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table and its cells; the one under the header is the `rule`."""

    line: int
    cells: tuple[Span, ...]
    rule: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a table. `head` is the header's line, `rule` the delimiter's (None where it is missing), `last` the end;
    `rows` are the lines from `head` to `last`."""

    block: Block
    head: int
    rule: int | None
    last: int
    rows: tuple[Row, ...]

    @property
    def wanted(self) -> int:
        """How many cells the header has."""
        return len(self.rows[0].cells)


def tables(lines: Lines) -> Iterator[Table]:
    """Blocks that are tables, or lack only the delimiter row to be one."""
    if not lines.dialect.tables:
        return
    for block in lines.blocks:
        if block.last == block.first or lines.text.find("|", *block.span) < 0:
            continue
        rule = next(
            (
                k
                for k in range(block.first + 1, block.last + 1)
                if is_delimiter(lines.view(k)) and "|" in lines.view(k - 1)
            ),
            None,
        )
        if rule is not None:
            yield _table(lines, block, rule - 1, rule)
            continue
        if has_bars(lines, block.first) and has_bars(lines, block.first + 1):
            yield _table(lines, block, block.first, None)


def has_bars(lines: Lines, number: int) -> bool:
    """Whether a line stands between bars and has several cells."""
    row = lines.view(number).strip()
    return row.startswith("|") and row.endswith("|") and len(cells(row, 0, len(row))) > 1


def _table(lines: Lines, block: Block, head: int, rule: int | None) -> Table:
    top = lines.view(head).strip()
    closed = top.startswith("|") or top.endswith("|")
    rows = tuple(
        Row(
            number,
            cells(
                lines.codeless,
                lines.starts[number] + lines.quotes[number],
                lines.end(number),
                closed or number == rule or lines.view(number).lstrip().startswith("|"),
            ),
            number == rule,
        )
        for number in range(head, block.last + 1)
    )
    return Table(block, head, rule, block.last, rows)

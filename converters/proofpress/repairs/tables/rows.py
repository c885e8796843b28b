"""Rows of pipe tables that a converter or an editor wrote with other signs, apart, in one line or without their
edges."""

from __future__ import annotations

import re
from itertools import pairwise

from proofpress.ledger import Ledger
from proofpress.markdown.signs import ATX, BLOCK
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.tables.cells import DELIMITER, cells_of, split
from proofpress.source import Source

_WIDE_BAR = regex(r"^[ \t]*｜.*｜", re.M)
_DASHES = regex(r"^[ \t]*[|｜][ \t:]*[—–－―]{1,}[ \t:]*[|｜][ \t|｜:—–－―-]*$", re.M)
_DRAWN = regex(r"[ \t|:—–－―-]+")
_DASH = regex(r"[—–－―-]+")
_WHOLE = regex(r"^ {0,3}\|.*\|[ \t]*$")
_SQUEEZED = regex(r"\|[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|")


def narrow(source: Source, ledger: Ledger) -> Source:
    """Tables of full-width bars, and delimiter rows of dashes that are no hyphens."""
    if not _WIDE_BAR.search(source.text) and not _DASHES.search(source.text):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        start = lines.starts[number]
        wide = line.lstrip().startswith("｜") and line.count("｜") > 1
        beside = any(
            0 <= other < len(lines) and lines[other].lstrip().startswith(("｜", "|"))
            for other in (number - 1, number + 1)
        )
        if wide and beside:
            made = line.replace("｜", "|")
        elif beside and line.lstrip().startswith("|") and _DASHES.search(line):
            made = line
        else:
            continue
        if _DRAWN.fullmatch(made):
            made = _DASH.sub("---", made)
        if made != line:
            changes.append(Change(start, lines.end(number), made))
            ledger.repaired(
                source.span(start, lines.end(number)), "a table row with full-width signs", "表格行用了全角符号"
            )
    return rewrite(source, changes)


def closed_up(source: Source, ledger: Ledger) -> Source:
    """Rows with a blank line between each two, as some converters write them."""
    lines = lines_of(source)
    changes: list[Change] = []
    rows = [number for number, line in lines.prose() if _WHOLE.match(line)]
    place = 0
    while place < len(rows):
        run = [rows[place]]
        while (
            place + len(run) < len(rows)
            and (step := rows[place + len(run)] - run[-1]) <= 2
            and (step == 1 or lines.blank(run[-1] + 1))
        ):
            run.append(rows[place + len(run)])
        place += len(run)
        gaps = [number + 1 for number, following in pairwise(run) if following - number == 2]
        delimiters = [number for number in run[1:] if DELIMITER.match(lines[number])]
        widths = {len(cells_of(lines[number])) for number in run}
        if (
            len(delimiters) != 1
            or not gaps
            or len(widths) != 1
            or DELIMITER.match(lines[run[0]])
            or delimiters[0] != run[1]
        ):
            continue
        changes.extend(Change(*lines.whole(number, number), "") for number in gaps)
        ledger.repaired(
            source.span(lines.starts[run[0]], lines.end(run[-1])),
            "a table with blank lines between its rows",
            "表格各行之间有空行",
            text="",
        )
    return rewrite(source, changes)


def edged(source: Source, ledger: Ledger) -> Source:
    """A table without bars at its edges whose rows are longer than its header: with bars, so that no cell is lost."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if (
            not number
            or not DELIMITER.match(line)
            or "|" not in line
            or "-" not in line
            or lines[number - 1].lstrip().startswith("|")
            or "|" not in lines[number - 1]
        ):
            continue
        last = number
        while last + 1 < len(lines) and not _ends(lines, last + 1):
            last += 1
        width = len(cells_of(lines[number - 1]))
        if (
            lines.code[number - 1]
            or len(cells_of(line)) != width
            or all(len(split(lines[row])) <= width for row in range(number + 1, last + 1))
        ):
            continue
        for row in range(number - 1, last + 1):
            start, end = (
                lines.starts[row] + len(lines[row]) - len(lines[row].lstrip()),
                lines.starts[row] + len(lines[row].rstrip()),
            )
            changes.append(Change(start, end, "| " + lines.text[start:end].strip("|").strip() + " |"))
    return rewrite(source, changes)


def _ends(lines: Lines, number: int) -> bool:
    """Whether a line is behind the rows of the table above it, as GFM has it: blank, or where another block begins. A
    row whose first cell looks like an item, `- | 3`, is one for its author."""
    line = lines[number].lstrip()
    begins = bool(ATX.match(line) or "|" not in line and BLOCK.match(line))
    return begins or lines.blank(number) or lines.code[number]


def spread(source: Source, ledger: Ledger) -> Source:
    """A table whose rows all stand on one line, one row a line."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        found = _SQUEEZED.search(line) if "--" in line and not DELIMITER.match(line) else None
        if found is None:
            continue
        width = found[0].count("|") - 1
        head, rest = line[: found.start()].rstrip(), line[found.end() :].strip()
        cells = cells_of(head)
        if (
            width < 2
            or not head.lstrip().startswith("|")
            and head.count("|") < width
            or len(cells) < width
            or not rest.startswith("|")
        ):
            continue
        body = cells_of(rest)
        rows = _grouped(body, width)
        if rows is None:
            continue
        before = head[: head.index("|")].strip()
        table = [
            "| " + " | ".join(cells[-width:]) + " |",
            found[0].strip(),
            *("| " + " | ".join(row) + " |" for row in rows),
        ]
        start = lines.starts[number]
        changes.append(Change(start, lines.end(number), (before + "\n\n" if before else "") + "\n".join(table)))
        ledger.repaired(
            source.span(start, lines.end(number)), "a table whose rows stood on one line", "表格的各行挤在一行里"
        )
    return rewrite(source, changes)


def _grouped(cells: list[str], width: int) -> list[list[str]] | None:
    """Cells of rows joined by `| |`, where an empty cell stands between two rows;
    None where they do not come out even."""
    if len(cells) % (width + 1) == width and all(not cells[i] for i in range(width, len(cells), width + 1)):
        return [cells[i : i + width] for i in range(0, len(cells), width + 1)]
    if len(cells) % width == 0:
        return [cells[i : i + width] for i in range(0, len(cells), width)]
    return None

"""Columns parted by tabs or aligned with spaces."""

from __future__ import annotations

import re

from proofpress.evidence.number import is_number
from proofpress.evidence.tex import COMMAND
from proofpress.regex import regex
from proofpress.repairs.grids import dashed
from proofpress.repairs.grids.dashed import GAP, breadth

_SENTENCE = regex(r"(?:[^\W\d_]{2}[.!?;,]|[。！？；，])[”’\"')）]?$")
_OPTION = regex(r"--?[A-Za-z][\w-]*(?:[ ,=].*)? \S")
_MID_SENTENCE = regex(r"[a-z]+ [a-z]")
"""Words that go on from the line above, and name no row."""
_LONGEST_CELL = 60


def verdict(text: list[str]) -> list[list[str]] | None:
    """The rows of a table; an empty list for lines that are columns of some kind, and no table beyond doubt;
    None for prose."""
    if len(text) < 2 or any("$" in line or "\\\\" in line or COMMAND.search(line) for line in text):
        return None
    if (table := next(dashed.places(text), None)) is not None and (table.first, table.end) == (0, len(text)):
        return table.rows or []
    lines = [line.strip(" ") for line in text]
    if all("\t" in line for line in lines):
        return _tabbed(lines)
    return _spaced([line.rstrip() for line in text])


def _tabbed(lines: list[str]) -> list[list[str]] | None:
    for pattern in (r"\t", r"\t+"):
        rows = [
            [cell.strip() for cell in re.split(pattern, line.strip("\t") if pattern == r"\t+" else line)]
            for line in lines
        ]
        width = len(rows[0])
        if width < 2 or any(len(row) != width for row in rows):
            continue
        if max(len(cell) for row in rows for cell in row) > 3 * _LONGEST_CELL or len(rows) < 3 and width < 3:
            return None
        if len(rows) < 3 and _MID_SENTENCE.match(rows[1][0]) and not _headed(rows):
            return None
        return rows if all(rows[0]) else []
    return [] if len(lines) > 2 else None


def _spaced(lines: list[str]) -> list[list[str]] | None:
    if len(lines) > 2 and all(_OPTION.match(line.strip()) for line in lines):
        return []
    gaps = [
        [found for found in GAP.finditer(line.strip()) if not _SENTENCE.search(line.strip()[: found.start()])]
        for line in lines
    ]
    if len(lines) < 2 or not all(gaps):
        return None
    rows = [[cell.strip() for cell in GAP.split(line.strip())] for line in lines]
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        return [] if len(lines) > 2 and sum(map(len, gaps)) > len(lines) else None
    if max(len(cell) for row in rows for cell in row) > _LONGEST_CELL or sum(
        bool(_SENTENCE.search(row[-1])) for row in rows
    ) > 0.5 * len(rows):
        return None
    aligned = _aligned(lines)
    if (
        width == 2
        and not aligned
        and len(rows) > 2
        and all(found.end() - found.start() >= 4 for row in gaps for found in row)
    ):
        return []
    if width == 2 and not aligned or len(rows) < 3 and not (width > 2 and _headed(rows)):
        return None
    return rows if _headed(rows) else []


def _headed(rows: list[list[str]]) -> bool:
    """Whether the first row names what stands below it: words over numbers,
    or words over many rows of three columns and more."""
    head, body = rows[0], rows[1:]
    if any(map(is_number, head)):
        return False
    numeric = any(all(is_number(row[column]) for row in body) for column in range(len(head)))
    return (
        numeric
        or len(head) > 2
        and len(body) > 1
        and all(len(cell) <= 16 for cell in head)
        and not head[0].startswith("-")
    )


def _aligned(lines: list[str]) -> bool:
    """Whether every column begins, or ends, at the same place on all lines."""
    starts, ends = [], []
    for line in lines:
        spans = [(found.start(), found.end()) for found in re.finditer(r"\S+(?: \S+)*", line)]
        starts.append([breadth(line[:start]) for start, _ in spans])
        ends.append([breadth(line[:end]) for _, end in spans])
    if len({len(row) for row in starts}) != 1:
        return False
    return all(
        _near(begin) or _near(end)
        for begin, end in zip(zip(*starts, strict=True), zip(*ends, strict=True), strict=True)
    )


def _near(places: tuple[int, ...]) -> bool:
    return max(places) - min(places) <= 1

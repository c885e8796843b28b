"""Tables whose columns stand under runs of dashes, as pandoc and reStructuredText write them: with a header above the
runs or without one, between rows of dashes, with rows of several lines and blank lines between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from proofpress.markdown.signs import FENCE
from proofpress.regex import regex
from proofpress.repairs.grids.drawn import glued

GAP = regex(r"(?: {2}|[\t\u2003\u3000])[ \t\u2003\u3000]*")
_RUNS = regex(r"[ \t]*(?:-{2,}+(?:[ \t]++-{2,}+)++|={2,}+(?:[ \t]++={2,}+)++)[ \t]*")
_WHOLE = regex(r"[ \t]*-{5,}+[ \t]*")
_TAGS = regex(r"[ \t]*</?[a-zA-Z!]")
_FENCE = regex(rf"[ \t]*{FENCE}")
_MOST_LINES = 200
_MOST_HEAD = 5
_SLACK = 2
"""By how much two rows of dashes of one table may differ in length."""


class Dashed(NamedTuple):
    """A table in the lines from `first` to before `end`; `rows` is None where words stand across two columns."""

    first: int
    end: int
    rows: list[list[str]] | None


def places(text: Sequence[str], shown: Sequence[bool] = ()) -> Iterator[Dashed]:
    """The tables among lines; a row of dashes that is `shown` as code makes none."""
    at = 0
    for number, line in enumerate(text):
        if number < at or not _RUNS.fullmatch(line) or shown and shown[number]:
            continue
        found = _between(text, number, at) or _headless(text, number, at) or _headed(text, number, at)
        if found is not None:
            yield found
            at = found.end


def breadth(text: str) -> int:
    """How wide a text is where a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _between(text: Sequence[str], number: int, since: int) -> Dashed | None:
    """A table between two whole rows of dashes, its header over the runs."""
    top = number - 1
    while top > max(since, number - _MOST_HEAD) and not _WHOLE.fullmatch(text[top]) and text[top].strip():
        top -= 1
    if top < since or top == number - 1 or not _spans(text, top, number) or not _begins(text, top, since):
        return None
    end = _closed(text, number, lambda line: _spans(text, line, number))
    if end is None:
        return None
    rows = _Columns(text[number]).rows(text[top + 1 : number], text[number + 1 : end])
    return Dashed(top, end + 1, rows)


def _headless(text: Sequence[str], number: int, since: int) -> Dashed | None:
    """A table between two rows of the same runs; one over a third has its header between the first two."""
    if not _begins(text, number, since):
        return None
    columns = _Columns(text[number])
    end = _closed(text, number, lambda line: columns.agree(text[line]))
    if end is None:
        return None
    last = None
    if all(line.strip() for line in text[number + 1 : end]) and end + 1 < len(text) and text[end + 1].strip():
        last = _closed(text, end, lambda line: columns.agree(text[line]))
    if last is None:
        return Dashed(number, end + 1, columns.rows((), text[number + 1 : end]))
    return Dashed(number, last + 1, columns.rows(text[number + 1 : end], text[end + 1 : last]))


def _headed(text: Sequence[str], number: int, since: int) -> Dashed | None:
    """A table that a blank line ends, the names of its columns on the line above the runs."""
    columns = _Columns(text[number])
    head = number - 1
    if head < since or not text[head].strip() or _TAGS.match(text[head]) or _WHOLE.fullmatch(text[head]):
        return None
    end = number + 1
    while end < len(text) and text[end].strip() and not _TAGS.match(text[end]) and not _FENCE.match(text[end]):
        end += 1
    body = [line for line in text[number + 1 : end] if not _RUNS.fullmatch(line) and not _WHOLE.fullmatch(line)]
    names = columns.cells([text[head]])
    if not body or names is None or sum(map(bool, names[0])) < min(len(names[0]), _FEWEST_NAMES):
        return None
    cells = columns.cells([text[head], *body])
    return Dashed(head, end, cells)


_FEWEST_NAMES = 2


def _begins(text: Sequence[str], number: int, since: int) -> bool:
    """Whether nothing of its paragraph stands above a line."""
    return number == since or not text[number - 1].strip() or _TAGS.match(text[number - 1]) is not None


def _spans(text: Sequence[str], whole: int, runs: int) -> bool:
    """Whether a line is a row of dashes as long as the runs of another."""
    line = text[whole]
    return _WHOLE.fullmatch(line) is not None and abs(len(line.rstrip()) - len(text[runs].rstrip())) <= _SLACK


def _closed(text: Sequence[str], number: int, closes: Callable[[int], bool]) -> int | None:
    """The line that closes the rows below a line; None where none does, or there are no rows."""
    for line in range(number + 1, min(len(text), number + _MOST_LINES)):
        if closes(line):
            return line if any(row.strip() for row in text[number + 1 : line]) else None
        if _FENCE.match(text[line]) or _RUNS.fullmatch(text[line]):
            return None
    return None


class _Columns:
    """The columns that a line of runs marks."""

    def __init__(self, line: str) -> None:
        runs = [found.span() for found in re.finditer(r"[-=]+", line)]
        self._starts = [start for start, _ in runs]
        self._widths = [end - start for start, end in runs]

    def agree(self, line: str) -> bool:
        """Whether another line marks the same columns."""
        return (
            _RUNS.fullmatch(line) is not None and [one.start() for one in re.finditer(r"[-=]+", line)] == self._starts
        )

    def rows(self, head: Sequence[str], body: Sequence[str]) -> list[list[str]] | None:
        """The header and the rows, several lines of a row made one."""
        groups = _groups(body)
        cells = self.cells([*head, *(line for group in groups for line in group)])
        if cells is None:
            return None
        names, waiting = cells[: len(head)], iter(cells[len(head) :])
        made = [self._joined(names) if names else [""] * len(self._starts)]
        for group in groups:
            lines = [next(waiting) for _ in group]
            if len(groups) > 1 or not body[-1].strip():
                made.append(self._joined(lines))
                continue
            rows: list[list[list[str]]] = []
            for line in lines:
                # Where no blank line parts the rows, one that begins with nothing goes on, and one with open code.
                before = rows[-1] if rows else []
                if before and head and (not line[0] or any(_is_open(cell) for cell in self._joined(before))):
                    before.append(line)
                else:
                    rows.append([line])
            made += map(self._joined, rows)
        return made

    def cells(self, lines: Sequence[str]) -> list[list[str]] | None:
        """The cells of each line; None where some word stands across two columns."""
        for measure in (breadth, len):
            cut = [self._cut(line, measure) for line in lines]
            if all(cut):
                return [row for row in cut if row]
        made = [[cell.strip() for cell in GAP.split(line.strip())] for line in lines]
        return made if all(len(row) == len(self._starts) for row in made) else None

    def _cut(self, line: str, measure: Callable[[str], int]) -> list[str] | None:
        cells: list[str] = [""]
        at = 0
        before = " "
        for char in line.expandtabs(4):
            if len(cells) < len(self._starts) and at >= self._starts[len(cells)]:
                if not before.isspace() and not char.isspace():
                    return None
                cells.append("")
            cells[-1] += char
            at += measure(char)
            before = char
        return [cell.strip() for cell in cells] + [""] * (len(self._starts) - len(cells))

    def _joined(self, lines: Sequence[Sequence[str]]) -> list[str]:
        """The lines of one row as one; a piece of code that fills its column was cut there in the midst of a word."""
        made = list(lines[0])
        for above, line in pairwise(lines):
            for at, cell in enumerate(line):
                if _is_open(made[at]) and breadth(above[at]) >= self._widths[at]:
                    made[at] += cell
                else:
                    made[at] = glued(made[at], cell)
        return made


def _is_open(cell: str) -> bool:
    """Whether a piece of code begins in a cell and does not end."""
    return cell.count("`") % 2 == 1


def _groups(body: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in body:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]

r"""Rows of a matrix, of cases, of aligned lines: where a `\` alone was the `\\` that ends one.

Markdown reads `\\` as an escaped backslash, so a text that went through a renderer has one where TeX needs two. TeX
takes the one for a space and sets all rows in one, without a word. The cells of the rows tell: where every row has as
many `&` with the single ones counted as ends, they are ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from proofpress.regex import regex

_MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"))
_STARRED = ("align", "alignat", "gather", "eqnarray", "multline")
INNER = _MATRICES | {
    *("array", "cases", "dcases", "rcases", "drcases", "aligned", "alignedat", "split", "gathered"),
}
"""Environments of rows that stand in a formula, or for one by themselves."""
_ROWED = INNER | {"substack", *(name + star for name in _STARRED for star in ("", "*"))}
_TOKEN = regex(
    r"\\(?P<which>begin|end)[ \t]*\{(?P<name>[A-Za-z]+\*?)\}|(?P<row>\\\\|\\cr(?![A-Za-z]))"
    r"|(?P<last>\\(?=[ \t]*\n))|(?P<lone>\\(?=[ \t]))|\\.|(?P<sign>[&{}])",
    re.S,
)


class Breaks(NamedTuple):
    """Offsets of backslashes: those that end a row for certain, and those at a line's end of which nobody can tell."""

    certain: tuple[int, ...]
    doubtful: tuple[int, ...]


@dataclass(slots=True)
class _Rows:
    name: str
    start: int
    depth: int = 0
    cells: int = 0
    marks: list[tuple[int, str, int]] = field(default_factory=list)
    """What ends a row or may end it: where, as which kind of token, and the `&` before it since the mark before."""


def lost_breaks(tex: str) -> Breaks:
    """The single backslashes in environments with rows that stand where two should."""
    certain: list[int] = []
    doubtful: list[int] = []
    if "\\begin" not in tex:
        return Breaks((), ())
    open_: list[_Rows] = []
    for found in _TOKEN.finditer(tex):
        if found["which"] == "begin":
            open_.append(_Rows(found["name"], found.end()))
        elif not open_:
            continue
        elif found["which"]:
            rows = open_.pop()
            if rows.name == found["name"] and rows.name in _ROWED:
                _judge(rows, tex, found.start(), certain, doubtful)
        elif kind := found.lastgroup:
            rows = open_[-1]
            if found["sign"] == "&":
                rows.cells += not rows.depth
            elif found["sign"]:
                rows.depth += 1 if found["sign"] == "{" else -1
            elif not rows.depth:
                rows.marks.append((found.start(), kind, rows.cells))
                rows.cells = 0
    return Breaks(tuple(sorted(certain)), tuple(sorted(doubtful)))


def mended(tex: str) -> str:
    """The TeX with the certain ones doubled."""
    at = 0
    parts: list[str] = []
    for place in lost_breaks(tex).certain:
        parts += (tex[at:place], "\\\\")
        at = place + 1
    return "".join((*parts, tex[at:])) if at else tex


def _judge(rows: _Rows, tex: str, end: int, certain: list[int], doubtful: list[int]) -> None:
    kinds = {kind for _, kind, _ in rows.marks}
    if not kinds & {"lone", "last"}:
        return
    ends = ({"row", "last", "lone"},) if "row" not in kinds else ()
    for counted in (*ends, {"row", "last"}):
        counts = _counts(rows, tex, end, counted)
        told = len(counts) > 1 and len(set(counts)) == 1 and counts[0] > 0
        bare = set(counts) == {0} and "row" not in kinds and (rows.name in _MATRICES or "lone" not in kinds & counted)
        if told or bare:
            certain += [place for place, kind, _ in rows.marks if kind != "row" and kind in counted]
            return
    doubtful += [place for place, kind, _ in rows.marks if kind == "last"]


def _counts(rows: _Rows, tex: str, end: int, counted: set[str]) -> list[int]:
    """The `&` of every row that holds something."""
    made: list[int] = []
    cells, at = 0, rows.start
    for place, kind, before in (*rows.marks, (end, "row", rows.cells)):
        cells += before
        if kind in counted:
            if tex[at:place].strip(" \t\n\\"):
                made.append(cells)
            cells, at = 0, place
    return made

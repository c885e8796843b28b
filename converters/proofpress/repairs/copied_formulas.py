r"""Formulas copied from a page with all that KaTeX holds of them: what MathML shows, the TeX, and what HTML shows
(`θ0\theta_0θ0`, and of a fraction `12\frac{1}{2}21`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers import mathml_signs as signs
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_SAID = "a formula that stands beside what it shows; its TeX alone", "公式与其显示的文字重复，只保留 TeX"
_START = regex(r"(?<![0-9A-Za-z\\^_{}$`])[^\s\\}$`^_#]")
_TEX = regex(r"[\\^_]")
_NEAR = 160
"""How far behind its start a formula has its first sign of TeX."""
_LONGEST = 120
"""How much a formula shows."""
_MOST_SPACES = 4
"""How many spaces stand in what a formula shows."""
_TOKEN = regex(
    r"\\(?:begin|end)\{[a-z*]{1,12}\}|\\(?P<name>[A-Za-z]+)|\\[,;:! ]|\\(?P<sign>[{}%#&_$|])|[{}^_&\s]|\\\\"
    r"|(?P<char>[^\\$`])"
)
_SILENT = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm displaystyle textstyle limits"
    " nolimits text textbf textit textrm mathrm mathbf mathit mathbb mathcal mathfrak mathscr mathsf boldsymbol bm"
    " operatorname frac dfrac tfrac cfrac sqrt quad qquad".split()
)
_ALSO = {
    "le": "≤", "ge": "≥", "ne": "≠", "rightarrow": "→", "gets": "←", "varnothing": "∅", "lvert": "|", "rvert": "|",
    "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "lbrace": "{", "rbrace": "}", "land": "∧", "lor": "∨",
    "dots": "…", "dotsc": "…", "dotsb": "⋯", "implies": "⟹", "Longleftrightarrow": "⟺", "lnot": "¬", "colon": ":",
    "leqslant": "⩽", "geqslant": "⩾", "blacksquare": "■",
}  # fmt: skip
_SAME = str.maketrans("−∗′’∣∥ϕϵ⟂⋅·", "-*''|‖φε⊥..")
_UNSEEN = frozenset("\u200b\u2061\u2062\u2063\ufeff\xa0\u02c9").union(*signs.ACCENTS).difference("-−._→")
"""What nobody sees, and accents, which stand before or behind their letter."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the TeX of each such formula between dollars, alone in a paragraph as a display."""
    if _TEX.search(source.text) is None:
        return source
    lines, seen = lines_of(source), lex_source(source, ANYBODYS).prose
    changes: list[Change] = []
    for number, line in lines.prose():
        if "\\" not in line and "^" not in line and "_" not in line:
            continue
        at, end = lines.starts[number], lines.end(number)
        for start, stop, tex in _formulas(seen[at:end]):
            around = (line[:start] + line[stop:]).strip()
            alone = not around and lines.blank(number - 1) and lines.blank(number + 1)
            mark = "$$" if alone else "$"
            changes.append(Change(at + start, at + stop, mark + line[slice(*tex)].strip() + mark))
            ledger.repaired(source.span(at + start, at + stop), *_SAID)
    return rewrite(source, changes)


def _formulas(line: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Where each such formula stands in a line, with all that it shows, and where its TeX does."""
    at = 0
    while found := _START.search(line, at):
        at = found.end()
        start = found.start()
        sign = _TEX.search(line, start, start + _NEAR)
        if sign is None:
            after = _TEX.search(line, at)
            if after is None:
                return
            at = max(at, after.start() - _NEAR)
            continue
        spaces = 0
        for middle in range(start + 1, min(sign.start() + 1, start + _LONGEST)):
            last = line[middle - 1]
            spaces += last.isspace()
            if spaces > _MOST_SPACES or chinese.has(last):
                break
            if line[middle] != "\\" and line[middle] not in line[start:middle]:
                continue
            if (end := _read(line, middle, Counter(_folded(line[start:middle])))) is not None:
                yield start, end[1], (middle, end[0])
                at = end[1]
                break


def _read(line: str, start: int, shown: Counter[str]) -> tuple[int, int] | None:
    """Where TeX ends that begins at a place and shows so much, and where that stands again behind it, if at once."""
    left, braces, is_tex, number = shown.total(), 0, False, start
    if left == 0 or not _folded(line[start]):
        return None
    seen: Counter[str] = Counter()
    while found := _TOKEN.match(line, number):
        if (said := _said(found)) is None:
            return None
        braces += (found[0] == "{") - (found[0] == "}")
        if braces < 0:
            return None
        for char in said:
            seen[char] += 1
            if seen[char] > shown[char]:
                return None
        left -= len(said)
        number = found.end()
        is_tex |= found[0][0] in "\\^_"
        if left == 0 and braces == 0 and is_tex and (end := _again(line, number, shown)) is not None:
            return number, end
        if number - start > 8 * _LONGEST:
            return None
    return None


def _again(line: str, start: int, shown: Counter[str]) -> int | None:
    """Where ends behind a place what shows the same."""
    left = shown.copy()
    count, number = left.total(), start
    while count and number < len(line):
        for char in _folded(line[number]):
            if not left[char]:
                return None
            left[char] -= 1
            count -= 1
        number += 1
    while number < len(line) and line[number] == "\u200b":
        number += 1
    return number if not count else None


def _said(found: re.Match[str]) -> str | None:
    """What a piece of TeX shows, folded; None for one of which that is not known."""
    if found["name"]:
        return _names().get(found["name"])
    return _folded(found["sign"] or found["char"] or "")


@cache
def _names() -> dict[str, str]:
    """What the commands show."""
    made = {command[1:]: _folded(char) for char, command in signs.CHARACTERS.items() if command.startswith("\\")}
    made |= {name: name for name in signs.FUNCTIONS} | {name: _folded(char) for name, char in _ALSO.items()}
    return made | dict.fromkeys((*_SILENT, *signs.ACCENTS.values()), "")


def _folded(text: str) -> str:
    """Characters without those that nobody sees, each for all that look like it."""
    seen = "".join(char for char in text if char not in _UNSEEN and not char.isspace())
    return unicodedata.normalize("NFKC", seen).translate(_SAME)

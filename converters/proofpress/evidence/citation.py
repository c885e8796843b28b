"""Citations by number: `[7]`, `[1, 2]`, `[1-3]`, and what only looks like one."""

from __future__ import annotations

import re

from proofpress.regex import regex

_JOINED = r"\s*(?:[,，、;；]|[-–—~～至])\s*"
MARK = regex(rf"[\[［]\s*(\d{{1,3}}(?:{_JOINED}\d{{1,3}})*)\s*[\]］]")
"""A mark in square brackets, its numbers as the first group. `[^1]` is a note's."""
WIDE_MARK = regex(rf"[\[［【〔]\s*(\^?\d{{1,3}}(?:{_JOINED}\^?\d{{1,3}})*)\s*[\]］】〕]")
"""A mark in any brackets, where a list is known to have its numbers."""
_NOT_CITED = regex(
    r"(?:区间|范围|∈|数组|下标|索引|\b(?:interval|range|index)|[_=(（\[])\s*$|(?<![A-Za-z])[A-Za-z]"
    r"(?:\[[^\[\]\n]{1,8}\]){0,3}$"
)
_NAMED = regex(
    r"(?:(?<![A-Za-z])(?:in|by|from|of|see|cf\.?|and|or|per|via|than|following|refs?\.?)|[见由据在如与和按])\s*$"
    r"|\A\s*$",
    re.I,
)
_OF_CODE = r"(?:const|int|char|unsigned|signed|bool|boolean|void|float|struct|enum|u?int\d+)"
_OF_WORDS = r"(?:long|short|double|static|auto|byte|string|String)"
_ITEM = r"[*&]*[A-Za-z_]\w*(?:\[\w*\])*"
_DECLARED = regex(
    rf"(?:[(（,，;；|<]\s*(?:{_OF_CODE}|{_OF_WORDS})|(?:^\W*|[^\x00-\x7f]\s*){_OF_CODE}|\b\w+_t)(?:\s+(?:{_OF_CODE}"
    rf"|{_OF_WORDS}))*"
    rf"(?:\s*[*&]\s*|\s+)(?:{_ITEM}\s*,\s*)*{_ITEM}$|(?<!\w)[a-z]\w*\((?:{_ITEM}\s*,\s*)*[a-z_]\w*$",
    re.ASCII,
)
"""A name behind its type, where no sentence leads to that, or the last one in the brackets of a call."""
_IN = regex(r"(?<![A-Za-z])in\s*$", re.I)
_PAIR = regex(r"\d+\s*[,，]\s*\d+")
_OMITTED = regex(rf"\s?{MARK.pattern}")
DAGGERED = r"【(?:\d+(?::\d+)?|F:[^【】†\n]{1,200})†[^】\n]{0,60}】"
"""How models cite their sources, as part of a pattern: `【4†source】`, `【12:0†L5-L9】`, `【F:app.py†L3】`."""
_PART = regex(r"(?<!\s)\s*+[,，、;；]\s*+")
_NUMBER = regex(r"\d+")
_LABEL = regex(r"[0-9]{1,9}")
_WIDEST = 30
_REACH = 20
_DECLARATION = 80


def expanded(text: str) -> tuple[int, ...]:
    """`1, 3-5` → 1, 3, 4, 5; nothing for a range that runs backwards, or far."""
    made: list[int] = []
    for part in _PART.split(text.replace("^", "")):
        ends = [int(number) for number in _NUMBER.findall(part)]
        if len(ends) == 2:
            if not ends[0] < ends[1] <= ends[0] + _WIDEST:
                return ()
            made.extend(range(ends[0], ends[1] + 1))
        elif len(ends) == 1:
            made.extend(ends)
        else:
            return ()
    return tuple(made)


def number_of(label: str) -> int | None:
    """The number that a note's label is, as HTML reads one: `3`, `01`; None for names, `²` and what is too long for
    one."""
    return int(label) if _LABEL.fullmatch(label) else None


def is_declared(before: str) -> bool:
    """Whether a mark stands behind a name that code declares, and is its length: `float gyro[3]`, `f(row[2]`."""
    line = before[-_DECLARATION:]
    return _DECLARED.search(line[line.rfind("\n") + 1 :]) is not None


def is_index(before: str, numbers: str) -> bool:
    """Whether what stands before a mark makes it an index or an interval: `x[3]`, `区间 [0, 1]`, `t in [1, 2]`.
    `numbers` is what the brackets hold."""
    if is_declared(before):
        return True
    before = before[-_REACH:]
    return bool(_NOT_CITED.search(before) or _IN.search(before) and _PAIR.fullmatch(numbers.strip()))


def is_named(before: str) -> bool:
    """Whether a sentence speaks of what a mark stands for, and has a hole without it: `as shown in [4]`, `见 [4]`."""
    return _NAMED.search(before[-_REACH:] if len(before) > _REACH else before) is not None


def without_marks(text: str) -> str:
    """A text for where its list of works is not: without marks, or with an ellipsis where a sentence needs one."""

    def said(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if is_index(before, found[1]):
            return found[0]
        blank = found[0][:1] if found[0][:1].isspace() else ""
        return f"{blank}…" if is_named(before) else ""

    return _OMITTED.sub(said, text)


def is_citation(before: str, mark: str) -> bool:
    """Whether a mark cites something, by what stands before it: `见文献 [3]`, and not `x[3]`, `区间 [0, 1]`."""
    found = WIDE_MARK.fullmatch(mark)
    return found is not None and bool(expanded(found[1])) and not is_index(before, found[1])

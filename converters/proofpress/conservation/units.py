"""What is carried as a whole or not at all: the address of a link, and a cell of a table that says too little to be
looked for among letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from proofpress.evidence.letters import letters
from proofpress.markdown.signs import ESCAPED
from proofpress.regex import regex

_PART = r"(?:[^\s()<>\\]|\\[!-/:-@\[-`{-~]?)"
_TARGET = (
    rf"(?<!\\)\]\(\s*+(?:<((?:[^<>\\\n]|\\[^\n])++)>"
    rf"|<?({_PART}++(?:\((?:{_PART}|\({_PART}*+\))*+\){_PART}*+)*+)(?=\s*+\)|\s++[\"'(=]|[^\s)]))"
)
"""Where a link leads, a sign behind a backslash in it taken as it is."""
_WRITTEN = (
    rf"{_TARGET}"
    r"|(?:href|src)\s?=\s?(?:[{\"'][$\w.]{1,30}+\([\"'`]([^{}\n\"'`<>]++)[\"'`]\)|[\"']?([^\s\"'<>]++))"
    r"|^[ \t]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*+<?([^\s<>]++)>?(?=[ \t]*+(?:[\"'(]|$))"
    r"|<([a-z][a-z0-9+.-]{1,20}:[^\s<>]++)>"
)
_LINK = regex(_WRITTEN, re.M | re.I)
_LED = regex(_TARGET)
_ANY = rf"{_WRITTEN}|((?:https?|ftp|mailto|tel):[^\s<>()\"'`]++)"
_ADDRESS = regex(rf"(?=[\]hsfmt<\[ \t])(?:{_ANY})", re.M | re.I)
"""A link as Markdown and HTML write it, and any address that a site would make one of; the signs are what these begin
with."""
_RUNS = ("javascript:", "vbscript:", "data:")
_START = regex(r"[a-z][a-z0-9+.-]*:(?://)?(?:www\.)?|//(?:www\.)?", re.I)
_SHORT = 4
"""Letters below which a cell is a unit; a longer text is looked for among the letters."""
_LINE = 80
"""Characters below which a line may be a cell that stands alone."""
_PIPE = regex(r"(?<!\\)\|")
_LINKED = regex(r"\]\([^)\]\n]*+\)")
_BRACKET = regex(r"\\.|[\[\]]")
_TAG = regex(r"</?[a-z][^<>\n]{0,200}>", re.I)
BAR = regex(r"\\[vV]ert(?![A-Za-z])")
"""A bar of a formula by its name, as cells of a table hold it: the sign would end the cell."""
_NO_SIGN = regex(r"[\s\\*_`\[\]]+")


def key(address: str) -> str:
    """What stays of an address whatever it is resolved against and however it is encoded: the last part of its path
    with what it asks for, or its host."""
    written = unescape(address)
    address = ESCAPED.sub(r"\1", unquote(written)).replace("\\", "/")
    bare = address.partition("#")[0]
    if not bare:
        return f"#{letters(address)}"
    # An escaped colon ends no scheme.
    has_start = ":" in written or bare.startswith("//")
    bare = bare[found.end() :] if has_start and (found := _START.match(bare)) else bare
    path, _, asked = bare.partition("?")
    return letters(path.rstrip("/").rpartition("/")[2] + asked)


class Addresses:
    """The addresses that a Markdown text leads to."""

    def __init__(self, written: str) -> None:
        found = [next(filter(None, match.groups())) for match in _ADDRESS.finditer(written)]
        self._written = frozenset(found)
        self._keys = frozenset(map(key, self._written))
        self._asked = frozenset(key(f"?{asked}") for one in self._written if (asked := unescape(one).partition("?")[2]))

    def hold(self, address: str) -> bool:
        """True where the text leads there, or to the place in itself that the address names."""
        there, _, place = address.partition("#")
        if there and address in self._written:
            return True
        wanted = key(there)
        if there.startswith("?") and wanted in self._asked:
            return True
        return not wanted or wanted in self._keys or place != "" and key(f"#{place}") in self._keys


def addresses(line: str) -> Iterator[tuple[int, int, str]]:
    """Where the links in a line of Markdown lead, each with its place in it; an address in running text is text."""
    closers = _closers(line) if "\\[" in line else None
    for match in _LINK.finditer(line):
        address = next(filter(None, match.groups()))
        if closers is not None and line[match.start()] == "]" and match.start() not in closers:
            continue
        if address != "#" and not address.lower().startswith(_RUNS):
            yield *match.span(), address


def without_targets(line: str) -> str:
    """A line of Markdown without the addresses that its links lead to."""
    return _LED.sub("](", line) if "](" in line else line


def _closers(line: str) -> frozenset[int]:
    """Where the brackets of a line stand that close one that no backslash stands before."""
    depth = 0
    found: list[int] = []
    for bracket in _BRACKET.finditer(line):
        if bracket[0] == "[":
            depth += 1
        elif bracket[0] == "]" and depth:
            depth -= 1
            found.append(bracket.start())
    return frozenset(found)


def of_cell(text: str) -> str:
    """A cell by what it says: its letters, or its signs where it has none."""
    return letters(BAR.sub("", text)) or _NO_SIGN.sub("", text)


class Cells:
    """The cells of the tables in a Markdown text, and how many of each are not accounted for yet."""

    def __init__(self, written: str) -> None:
        lines = written.split("\n")
        rows = (line for line in lines if line.lstrip(" >").startswith("|"))
        self._alone = {letters(line) for line in lines if len(line) < _LINE} - {""}
        self._left: Counter[str] = Counter()
        for cell in (cell for row in rows for cell in _PIPE.split(row)):
            said = unescape(_TAG.sub(" ", _LINKED.sub("]", cell)))
            self._left[of_cell(said)] += 1
            # Two rows of a head may have become one.
            words = said.split()
            self._left.update(map(of_cell, words) if len(words) > 1 else ())

    def missing(self, table: Sequence[str]) -> list[int]:
        """Which of a table's cells (by their place among them) are in no table of the text; none where the table
        became something else."""
        absent: list[int] = []
        for at, cell in enumerate(map(of_cell, table)):
            if self._left[cell] > 0:
                self._left[cell] -= 1
            else:
                absent.append(at)
        if 2 * len(absent) > len(table):
            return []
        # Where another table shows the same, a table that became lines seems to have lost one.
        return [
            at for at in absent if len(said := letters(table[at])) < _SHORT and (not said or said not in self._alone)
        ]

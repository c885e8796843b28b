"""One work of a bibliography, and how a note names it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from proofpress.evidence import chinese
from proofpress.regex import regex

_SPECIAL = regex(r"[\\`*_<|~]|[#>+-](?=\s)")
"""Not brackets: with a backslash before them they are a formula's."""
_FORMULA = regex(r"\$[^$\n]+\$")
_MARKS = {
    "article": "J",
    "book": "M",
    "inproceedings": "C",
    "incollection": "M",
    "phdthesis": "D",
    "mastersthesis": "D",
    "techreport": "R",
}
"""What GB/T 7714 calls the kinds of BibTeX."""


class Name(NamedTuple):
    """An author; a body or group has no given name."""

    family: str
    given: str = ""

    @property
    def whole(self) -> str:
        """As a list of references writes it."""
        if not self.given:
            return self.family
        if chinese.has(self.family):
            return f"{self.family}{self.given}"
        initials = " ".join(f"{part[0]}." for part in re.split(r"[\s.]+", self.given) if part)
        return f"{self.family}, {initials}"


OTHERS = Name("et al.")
"""All authors that are not named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Plain text but for formulas between dollars; "" is what is not known. `kind` is BibTeX's."""

    key: str
    kind: str = ""
    title: str = ""
    authors: tuple[Name, ...] = ()
    year: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """The authors as a sentence names them, in Markdown."""
        names = [name.family for name in self.authors if name != OTHERS]
        if not names:
            return _spelled(self.title)
        if chinese.has(names[0]):
            return _spelled(self.authors[0].whole + ("等" if len(names) > 1 else ""))
        is_long = len(names) > 2 or OTHERS in self.authors
        return _spelled(f"{names[0]} et al." if is_long else " and ".join(names))

    @property
    def note(self) -> str:
        """The entry as a line of Markdown: after GB/T 7714 for works in Chinese, like APA for all others."""
        line = _sentences(map(_spelled, self._parts))
        return f"{line} <{self.address}>" if self.address else line

    @property
    def plain(self) -> str:
        """The same line as text, without the address."""
        return _sentences(self._parts)

    @property
    def _parts(self) -> tuple[str, ...]:
        issue = f"{self.volume}({self.issue})" if self.volume and self.issue else self.volume or self.issue
        if chinese.has(self.title):
            said = self.container or self.publisher
            where = ", ".join(part for part in (said, self.year, issue) if part)
            where += f": {self.pages}" if self.pages else ""
            mark = f"[{_MARKS[self.kind]}]" if self.kind in _MARKS else ""
            return ", ".join(name.whole for name in self.authors), f"{self.title}{mark}", where
        names = ", ".join(name.whole for name in self.authors)
        when = f"({self.year})" if self.year else ""
        where = ", ".join(part for part in (self.container, issue, self.pages) if part)
        return f"{names} {when}".strip(), self.title, where, self.publisher

    @property
    def address(self) -> str:
        """Where the work is to be found: its DOI, else its address."""
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", self.doi, flags=re.I)
        found = f"https://doi.org/{doi}" if doi.startswith("10.") else self.url
        return quote(found, safe="%/:=&?~#+!$,;'@()*[]") if re.match(r"https?://[^\s<>]+$", found) else ""


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(part if part.endswith((".", "?", "!", "。", "？")) else f"{part}." for part in parts if part)


def _spelled(text: str) -> str:
    """A text as Markdown shows it; formulas stay."""
    parts: list[str] = []
    at = 0
    for formula in _FORMULA.finditer(text):
        parts += [_SPECIAL.sub(r"\\\g<0>", text[at : formula.start()]), formula[0]]
        at = formula.end()
    return "".join(parts) + _SPECIAL.sub(r"\\\g<0>", text[at:])

"""Single `~` and `^` of which a parser makes a subscript or a superscript that nobody meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from proofpress.evidence import chinese
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.source import Span

_TAGS = {"~": ("sub", Words("subscript", "下标")), "^": ("sup", Words("superscript", "上标"))}
_INSIDE = r"[^\\\s~^<>&*_`\[\]\ufffc]"
_PAIRS = {
    sign: regex(rf"(?<![\[~^\\])\{sign}(?P<inside>{_INSIDE}{{1,80}}+)(?<!\\)\{sign}(?![~^])(?P<behind>\S?\S?)")
    for sign in _TAGS
}
_LATIN = regex(r"[A-Za-z0-9)]")
_BEGINS = regex(r"[+−-]?[A-Za-z0-9]")
"""What such a sign stands before: a number, a letter."""
_PATH = regex(r"/[A-Za-z.]")
_NUMBERS = regex(r"[+−-]?\d[^,/;:、–-]*+[,/;:、–-]")
_POWERS = regex(r"[+−-]?\d+[-+*/=×·,;:–]+\w+")
_STOPS = regex(r"[，。；！？]")
_LEAST = 3


class Raised(NamedTuple):
    """A pair of signs with what the page raises or lowers: its two places, and what it is called there."""

    opens: int
    closes: int
    kind: Words

    @property
    def span(self) -> Span:
        """From the one sign to the other."""
        return Span(self.opens, self.closes + 1)


def raised(page: Page) -> Iterator[Raised]:
    """Each pair of signs that stand before or between words of their own, and that the built page does not show."""
    if not any(page.text.count(sign) > 1 for sign in _TAGS):
        return
    for sign, (tag, kind) in _TAGS.items():
        for found in _PAIRS[sign].finditer(page.words):
            before = page.words[found.start() - 1 : found.start()]
            if not _is_accident(sign, before, found["inside"], found["behind"]):
                continue
            if (built := page.built) is None:
                return
            if f"<{tag}>{found['inside']}</{tag}>" in built.html:
                yield Raised(found.start(), found.end("inside"), kind)


def _is_accident(sign: str, before: str, inside: str, behind: str) -> bool:
    """Whether two signs each belong to what follows (`~5米和~7米`), or each stand between two things (`2^10和2^20`).
    The first of a true pair has its base before it, and the second nothing of its own behind it."""
    between = _LATIN.match(before) is not None
    alike = between == (_LATIN.match(inside[-1]) is not None)
    if sign == "~" and not between and _PATH.match(inside) and (behind[:1] == "/" or chinese.has(inside)):
        return True
    if chinese.count(inside) >= _LEAST and _STOPS.search(inside) and behind[:1].isalnum():
        return True
    if not alike or not _BEGINS.match(inside) or not _BEGINS.match(behind):
        return False
    if chinese.has(inside):
        return True
    return bool(_POWERS.fullmatch(inside) if between else _NUMBERS.fullmatch(inside)) and behind[:1].isdigit()

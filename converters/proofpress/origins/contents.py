"""Tables of contents that a program wrote into a text: an element that calls itself one and holds nothing but links to
places of the page, under a heading or a label."""

from __future__ import annotations

import re

from proofpress.evidence.letters import letters
from proofpress.origins.named import words_of
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Drop
from proofpress.regex import regex
from proofpress.words import page as names

SAID = "a table of contents that a program made", "程序生成的目录"
_LABEL = 24
"""How many letters a heading over such a table has at most."""


class Contents:
    """Answers like a `Selection` for the elements that are one, and for those that another one names."""

    def __init__(self, other: Drop | None = None) -> None:
        self._other = other
        self.found = False

    def holds(self, element: Element) -> bool | tuple[str, str] | None:
        """What it is, for an element that is one."""
        if self._other is not None and (found := self._other.holds(element)):
            return found
        if not _is_on_paper(element) and (not is_named(element) or not _is_links(element)):
            return None
        self.found = True
        return SAID


def _is_on_paper(element: Element) -> bool:
    """Whether a paragraph is a line of the table that a word processor made for paper: by its style, with the number of
    a page, or a link to a place of the text and the number as a link of its own to the same place."""
    if element.name != "p":
        return False
    if _HEAD in element.classes:
        return True
    links = [link for link in element.all("a") if link.attr("href") and link.words()]
    places = {link.attr("href") for link in links}
    if len(places) > 1 or any(not place.startswith("#") for place in places):
        return False
    if any(_ENTRY.fullmatch(name) for name in element.classes):
        return _PAGE.search(element.words().rstrip()) is not None
    if len(links) < 2 or not _PAGE.fullmatch(links[-1].words().strip()) or _PAGE.fullmatch(links[0].words().strip()):
        return False
    return letters(element.words()) == letters("".join(link.words() for link in links))


_HEAD = "MsoTocHeading"
_ENTRY = regex(r"MsoToc[1-9]|MsoTof")
"""What Word calls the lines of its tables of headings and of figures."""
_PAGE = regex(r"(?:\d{1,4}|[ivxlc]{1,7})$", re.I)


def is_named(element: Element) -> bool:
    """Whether an element's class or id calls it a table of contents."""
    if element.name not in _BLOCKS:
        return False
    words = words_of(element.classes, element.attr("id"))
    return not words.isdisjoint(names.CONTENTS) or not words.isdisjoint(_MAYBE) and _is_list(element)


def _is_list(element: Element) -> bool:
    """Whether the links of an element are the items of a list, also with numbers: what is called contents may be a
    text."""
    items = list(element.all("li"))
    return len(items) > 1 and all(
        _unnumbered(item.words()) == _unnumbered("".join(link.words() for link in item.all("a"))) for item in items
    )


def _unnumbered(words: str) -> str:
    return _DIGITS.sub("", letters(words))


_DIGITS = regex(r"\d+")
_MAYBE = frozenset(("contents", "catalog", "catalogue"))
"""Words that name a table of contents, and other things."""
_BLOCKS = frozenset("div nav ul ol section aside details p".split())


def _is_links(element: Element) -> bool:
    links = [link for link in element.all("a") if link.words()]
    said = len(_unnumbered(element.words())) - sum(len(_unnumbered(link.words())) for link in links)
    inside = [link.attr("href") for link in links if link.attr("href")]
    return len(inside) > 1 and all(url.startswith("#") for url in inside) and said <= _LABEL

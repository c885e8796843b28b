"""Tables of contents that a program wrote into a text: an element that calls itself one and holds nothing but links to
places of the page, under a heading or a label."""

from __future__ import annotations

from proofpress.evidence.letters import letters
from proofpress.origins.named import words_of
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Drop
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
        if not is_named(element) or not _is_links(element):
            return None
        self.found = True
        return SAID


def is_named(element: Element) -> bool:
    """Whether an element's class or id calls it a table of contents."""
    if element.name not in _BLOCKS:
        return False
    words = words_of(element.classes, element.attr("id"))
    return not words.isdisjoint(names.CONTENTS) or "contents" in words and _is_list(element)


def _is_list(element: Element) -> bool:
    """Whether the links of an element are the items of a list: what is called contents may be a text."""
    items = list(element.all("li"))
    return len(items) > 1 and all(
        letters(item.words()) == letters("".join(link.words() for link in item.all("a"))) for item in items
    )


_BLOCKS = frozenset("div nav ul ol section aside details p".split())


def _is_links(element: Element) -> bool:
    links = [link for link in element.all("a") if link.words()]
    said = len(letters(element.words())) - sum(len(letters(link.words())) for link in links)
    inside = [link.attr("href") for link in links if link.attr("href")]
    return len(inside) > 1 and all(url.startswith("#") for url in inside) and said <= _LABEL

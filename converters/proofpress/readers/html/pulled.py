"""Pull quotes: a sentence of the article set large beside it, which its text says once more;
or a quotation that looks so."""

from __future__ import annotations

import re

from proofpress.evidence.letters import letters
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Quote

_CALLED_SO = regex(r"(?:^|[-_\s])pull-?_?quote(?:$|[-_\s])", re.I)
_MOST = 64
"""An article with more boxes than these quotes in them, and repeats nothing."""
_SHORTEST = 6
_WHOLE = frozenset(("article", "main", "body", "html"))


class Pulled:
    """The outermost boxes of a page that call themselves pull quotes, and which of them say what stands elsewhere."""

    def __init__(self, page: Page) -> None:
        named = {
            id(one): one for key, held in page.places.items() if _CALLED_SO.search(key.lstrip(".#")) for one in held
        }
        self._repeated: set[int] = set()
        if len(named) > _MOST:
            return
        texts: dict[int, str] = {}
        said: set[str] = set()
        outermost: list[Element] = []
        for box in sorted(named.values(), key=_start):
            if not outermost or box.start >= outermost[-1].end:
                outermost.append(box)
        for box in outermost:
            whole = _article_of(box)
            if id(whole) not in texts:
                texts[id(whole)] = _outside(whole, outermost)
            words = letters("".join(box.chars()))
            if len(words) >= _SHORTEST and (words in said or words in texts[id(whole)]):
                self._repeated.add(id(box))
            said.add(words)

    def repeats(self, element: Element) -> bool:
        """True for a box whose words stand outside of all boxes, or in one before it."""
        return id(element) in self._repeated


def is_one(element: Element) -> bool:
    """True for what calls itself a pull quote."""
    return bool(element.classes) and _CALLED_SO.search(element.attr("class")) is not None


def quote(reader: Reader, element: Element) -> bool:
    """Write a pull quote as a quotation, unless the text around it holds its words; False for what is none."""
    if not is_one(element):
        return False
    page = reader.page
    page.pulled = page.pulled or Pulled(page)
    if page.pulled.repeats(element):
        reader.drop(element, "a sentence of the text, repeated as a pull quote", "文中一句话的重复（引文框）")
        return True
    if element.name == "blockquote" or next(element.all("blockquote"), None) is not None:
        return False
    if blocks := reader.inside(element):
        reader.out.block(Quote(blocks, span=reader.span(element)))
    return True


def _start(element: Element) -> int:
    return element.start


def _article_of(box: Element) -> Element:
    above = box
    while above.name not in _WHOLE and isinstance(above.parent, Element):
        above = above.parent
    return above


def _outside(whole: Element, boxes: list[Element]) -> str:
    """The letters of an article that stand in none of these boxes."""
    parts: list[str] = []
    at = 0
    for chars in whole.chars():
        while at < len(boxes) and boxes[at].end <= chars.start:
            at += 1
        if at == len(boxes) or chars.start < boxes[at].start:
            parts.append(chars)
    return letters("".join(parts))

"""Algorithms and listings that a page sets line by line in elements (LaTeXML, pseudocode.js): code where no line holds
a formula, a numbered list where one does and the lines are counted.
"""

from __future__ import annotations

import base64
from typing import NamedTuple

from proofpress import languages
from proofpress.readers.html import images, listing
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Code, Item, List


class _Layout(NamedTuple):
    """The classes of a line and of its number."""

    line: str
    number: str


_LAYOUTS = {
    "ltx_listing": _Layout("ltx_listingline", "ltx_tag_listingline"),
    "ps-algorithmic": _Layout("ps-line", "ps-linenum"),
}
NAMES = frozenset(_LAYOUTS)
_FORMULAS = ("math", "mjx-container")
_DRAWN = frozenset(("katex", "MathJax"))
_LANGUAGE = regex(r"(?:^|\s)ltx_lst_language_([\w+#-]+)")
_DATA = regex(r"data:text/plain[\w;=,/-]*?;base64,")
_NUMBER = regex(r"\d{1,6}")
_MOST = 400_000


def listed(reader: Reader, element: Element) -> bool:
    """Write the lines of an algorithm; False for an element without lines of that name."""
    layout = next(_LAYOUTS[name] for name in element.classes if name in _LAYOUTS)
    lines = [one for one in element.all("div", "p", "span") if layout.line in one.classes]
    if not lines:
        return False
    numbers = [next((one for one in line.all("span") if layout.number in one.classes), None) for line in lines]
    reader.spoken.update(id(one) for one in numbers if one is not None)
    if _has_formulas(element):
        _numbered(reader, lines, numbers)
        return True
    made = [listing.read(reader, line) for line in lines]
    value = _given(element) or "\n".join(_text(one, number) for one, number in zip(made, numbers, strict=True))
    named = _LANGUAGE.search(element.attr("class"))
    language = named[1].lower() if named is not None and languages.says_one(named[1]) else ""
    span = reader.span(element)
    reader.out.block(Code(value.translate(listing.SPACES).strip("\n").rstrip(), language, span=span))
    listing.tell_links(reader, (link for one in made for link in one.links))
    for picture in (picture for one in made for picture in one.images):
        images.img(reader, picture)
    reader.out.flush()
    return True


def _has_formulas(element: Element) -> bool:
    return next(element.all(*_FORMULAS), None) is not None or any(
        not one.classes.isdisjoint(_DRAWN) for one in element.all("span")
    )


def _given(element: Element) -> str:
    """The listing as its author wrote it, where the page offers it as a file."""
    for link in element.all("a"):
        address = link.attr("href")
        if (data := _DATA.match(address)) is not None and len(address) < _MOST:
            try:
                return base64.b64decode(address[data.end() :]).decode("utf-8")
            except ValueError:
                return ""
    return ""


def _text(line: listing.Listing, number: Element | None) -> str:
    text = line.text.strip("\n")
    said = number.words() if number is not None else ""
    head, found, rest = text.partition(said) if said else ("", "", text)
    return rest if found and not head.strip() else text


def _numbered(reader: Reader, lines: list[Element], numbers: list[Element | None]) -> None:
    """The lines as a list that counts as they do, or as paragraphs where they do not count."""
    counts = [int(found[0]) if one and (found := _NUMBER.match(one.words())) else 0 for one in numbers]
    counted = bool(counts[0]) and counts == list(range(counts[0], counts[0] + len(counts)))
    items: list[Item] = []
    for line in lines:
        reader.out.flush()
        if not counted:
            reader.visit(line)
        elif blocks := reader.inside(line):
            items.append(Item(blocks, span=reader.span(line)))
    reader.out.flush()
    if items:
        reader.out.block(List(tuple(items), counts[0], span=items[0].span.cover(items[-1].span)))

"""Numbers that lead from a listing to the remarks below it, as manuals draw them: a picture (DocBook), or a sign that a
style sheet draws from an attribute (Asciidoctor)."""

from __future__ import annotations

import re
import unicodedata

from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_PICTURE = regex(r"(?:^|/)(?:callouts?|conums?)/(\d{1,2})\.(?:png|gif|svg|jpe?g)$", re.I)
_ALT = regex(r"[\[(<（]?(\d{1,2})[\])>）]?")


def of(element: Element) -> str:
    """The number that an element is drawn as; "" for any other element, and where the number stands beside it as
    text."""
    if element.name == "img":
        drawn = _PICTURE.search(element.attr("src"))
        alt = element.attr("alt").strip()
        said = _ALT.fullmatch(alt) if alt else drawn
        return drawn[1] if drawn is not None and said is not None and said[1] == drawn[1] else ""
    if "conum" not in element.classes or not (number := element.attr("data-value")).isdecimal() or element.contents:
        return ""
    beside = element.next_sibling
    is_said = isinstance(beside, Element) and (said := _ALT.fullmatch(beside.brief())) is not None and said[1] == number
    return "" if is_said else number


def in_cell(cell: Element) -> str:
    """The number that is all that a cell, or the head of a remark, holds; "" for anything else."""
    words = cell.brief()
    if not words:
        return next((number for one in cell.all() if (number := of(one))), "")
    if len(words) == 1:
        return str(unicodedata.digit(words, ""))
    said = _ALT.fullmatch(words)
    return said[1] if said is not None else ""

"""Pull quotes: a sentence of the article set large beside it, which its text says once more;
or a quotation that looks so."""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Quote

_CALLED_SO = re.compile(r"(?:^|[-_\s])pull-?_?quote(?:$|[-_\s])", re.I)
_WHOLE = frozenset(("article", "main", "body", "html"))


def quote(reader: Reader, element: Element) -> bool:
    """Write a pull quote as a quotation, unless the text around it holds its words; False for what is none."""
    if not _CALLED_SO.search(element.attr("class")):
        return False
    if _is_said_elsewhere(element):
        reader.drop(element, "a sentence of the text, repeated as a pull quote", "文中一句话的重复（引文框）")
        return True
    if element.name == "blockquote" or next(element.all("blockquote"), None) is not None:
        return False
    if blocks := reader.inside(element):
        reader.out.block(Quote(blocks, span=reader.span(element)))
    return True


def _is_said_elsewhere(element: Element) -> bool:
    above: object = element
    while isinstance(above, Element) and above.name not in _WHOLE and isinstance(above.parent, Element):
        above = above.parent
    words = _letters(element)
    return isinstance(above, Element) and len(words) > 5 and _letters(above).count(words) > 1


def _letters(element: Element) -> str:
    return "".join(filter(str.isalnum, "".join(element.chars()))).lower()

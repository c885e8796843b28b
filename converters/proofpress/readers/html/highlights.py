"""Words that an author set in a colour of a highlighter, by the style of an element in a line."""

from __future__ import annotations

from itertools import islice

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader

_NO_TEXT = frozenset("h1 h2 h3 h4 h5 h6 th a button code pre kbd".split())
"""Where a colour is the page's way to draw what stands there."""
_MOST = 5


def is_one(reader: Reader, element: Element) -> bool:
    """Whether an element sets words of a text off by a colour behind them, on a page where most have none."""
    if element.name not in _TINTED or not reader.style(element).tinted:
        return False
    for above in islice(element.parents, _MOST):
        if isinstance(above, Element) and (
            above.name in _NO_TEXT or above.name in _TINTED and reader.style(above).tinted
        ):
            return False
    return reader.tint_tells


_TINTED = ("span", "font")

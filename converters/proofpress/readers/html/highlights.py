"""Words that an author set in a colour of a highlighter, by the style of an element in a line."""

from __future__ import annotations

import re
from itertools import islice

from proofpress.readers.html.dom import Element, Page, once
from proofpress.regex import regex

_TINT = regex(r"(?<![\w-])(?:background(?:-color)?|mso-highlight)\s*:\s*([^;\"']+)", re.I)
_BOXED = regex(
    r"(?<![\w-])(?:padding|border|display|width|height|background-image)[a-z-]*+\s*+:\s*+(?!0|none|inline\s*+(?:;|$))"
    r"|(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b)|\burl\(",
    re.I,
)
"""What makes a badge or a button of an element, or light letters on a dark ground."""
_HEX = regex(r"#(?:([\da-f]{2})([\da-f]{2})([\da-f]{2})|([\da-f])([\da-f])([\da-f]))(?![\da-f])", re.I)
_RGB = regex(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]{1,8})(%?))?\s*\)", re.I)
_NAMED = frozenset(
    "yellow lime aqua cyan magenta fuchsia pink gold orange lightgreen palegreen greenyellow lightyellow lightblue"
    " skyblue lightskyblue khaki lightpink plum violet moccasin lemonchiffon".split()
)
_LEAST_COLOUR, _LEAST_LIGHT, _LEAST_SEEN = 0.15, 150, 0.1
_NO_TEXT = frozenset("h1 h2 h3 h4 h5 h6 th a button code pre kbd".split())
"""Where a colour is the page's way to draw what stands there."""
_MOST = 5


def is_one(element: Element, page: Page) -> bool:
    """Whether an element sets words of a text off by a colour behind them, on a page where most have none."""
    if not _is_tinted(element):
        return False
    for above in islice(element.parents, _MOST):
        if isinstance(above, Element) and (above.name in _NO_TEXT or _is_tinted(above)):
            return False
    return _sets_words_off(page)


def _is_tinted(element: Element) -> bool:
    style = element.attr("style")
    if element.name not in ("span", "font") or "background" not in style and "highlight" not in style:
        return False
    return any(map(_is_colour, _TINT.findall(style))) and _BOXED.search(style) is None


def _is_colour(value: str) -> bool:
    """Whether a value is a light colour, and neither white nor grey, which are a page's ground and that of code."""
    if (found := _HEX.search(value)) is not None:
        signs = [sign for sign in found.groups() if sign is not None]
        shares = [int(sign * (3 - len(sign)), 16) for sign in signs]
    elif (found := _RGB.search(value)) is not None:
        seen = float(found[4]) / (100 if found[5] else 1) if found[4] and found[4].count(".") < 2 else 1.0
        if seen < _LEAST_SEEN:
            return False
        shares = [int(share) for share in found.groups()[:3]]
    else:
        return not _NAMED.isdisjoint(value.lower().replace("!important", " ").split())
    most = max(shares)
    return most >= _LEAST_LIGHT and (most - min(shares)) / most >= _LEAST_COLOUR


@once
def _sets_words_off(page: Page) -> bool:
    """Whether less than half of a page's words stand before such a colour."""
    tinted = closed = 0
    for element in page.root.all("span", "font"):
        if element.start >= closed and _is_tinted(element):
            tinted += len(element.words())
            closed = element.end
    return 2 * tinted < sum(map(len, page.root.chars()))

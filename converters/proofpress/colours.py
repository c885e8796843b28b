"""Colours of a highlighter: whether declarations of CSS set words of a text off by a colour behind them."""

from __future__ import annotations

import re

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


def sets_off(declarations: str) -> bool:
    """Whether a `style` attribute or the body of a rule puts a light colour behind words, and makes no box of them."""
    if "background" not in declarations and "highlight" not in declarations:
        return False
    return any(map(_is_light, _TINT.findall(declarations))) and _BOXED.search(declarations) is None


def _is_light(value: str) -> bool:
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

"""Pictures that the built site does not have: what they would have shown, and where from. A page asks for none."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from proofpress.regex import regex

_PICTURE = regex(r"<img\b((?:[^<>]++|<(?!img\b))*+)>")
_SRC, _ALT = regex(r'\ssrc="([^"]*)"'), regex(r'\salt="([^"]*)"')
_CAPTION = regex(r"(?:</a>)?\s*<figcaption>((?:(?!</?figcaption>).)*+)</figcaption>", re.S)
_TAG = regex(r"<[^<>]*+>")


def without(html: str, is_dead: Callable[[str], bool], word: str) -> str:
    """The HTML with a box in place of each picture whose address is dead; `word` says it where the picture has no
    description, or one that its caption repeats."""

    def box(found: re.Match[str]) -> str:
        source, named = _SRC.search(found[1]), _ALT.search(found[1])
        if source is None or not is_dead(unescape(source[1])):
            return found[0]
        alt = unescape(named[1]).strip() if named else ""
        caption = _CAPTION.match(html, found.end())
        again = caption is not None and alt in unescape(_TAG.sub("", caption[1]))
        return (
            f'<span class="pp-missing" role="img" aria-label="{escape(alt or word)}">'
            f"<b>{escape(word if again or not alt else alt)}</b><code>{escape(unescape(source[1]))}</code></span>"
        )

    return _PICTURE.sub(box, html) if "<img" in html else html

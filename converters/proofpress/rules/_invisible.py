"""Characters that nobody sees."""

from __future__ import annotations

import re

from proofpress.regex import regex

ZERO_WIDTH = regex("[\u200b\u200e\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u200c\u200d\u180e]")
_JOINS = regex("[\u0600-\u0dff\u1000-\u109f\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")


def zero_width(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Invisible characters, without the joiners that emoji and some scripts need."""
    stop = len(text) if end is None else end
    made = []
    for found in ZERO_WIDTH.finditer(text, start, stop):
        at = found.start()
        if found[0] in "\u200c\u200d" and (_JOINS.match(text[at - 1 : at]) or _JOINS.match(text[at + 1 : at + 2])):
            continue
        made.append(found)
    return made

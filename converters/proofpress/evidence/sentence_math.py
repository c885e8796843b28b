"""Two dollars on each side of a formula that is a word of its sentence, as kramdown, GitBook and remark have it.

Others set it as a display there. So a large formula at an edge of the sentence stays one, and where the author has a
sign of its own for formulas in a line, all but a symbol and what Chinese is written up to on both sides.
"""

from __future__ import annotations

import re

from proofpress.evidence import chinese

_NEVER = re.compile(r"\\(?:begin|tag|label|displaystyle|\\)|\n")
"""What no formula in a line can hold, or what its author wrote for a display."""
_LARGE = re.compile(r"\\(?:sum|prod|o?i{0,3}int|[dc]?frac|d?binom|lim|left|bigg?|under|over|matrix|cases)")
_LONG = 60
_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"\s*[(（]\s*[\w.-]{1,8}\s*[)）]\s*")
_SYMBOL = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z\d])(?:'|[_^](?:\w|\\[A-Za-z]+|\{[^{}=<>]{1,12}\}))*")
_SHORT = 30
_GLUED_LEFT = re.compile(rf"[{chinese.CLASS}，、（]\s?$")
_GLUED_RIGHT = re.compile(rf"\s?[{chinese.CLASS}，、）]")
_BESIDE = 40


def is_in_sentence(tex: str, before: str, after: str, only: bool) -> bool:
    """Whether `$$tex$$` belongs to the line that stands `before` and `after` it, without the marks of its block;
    `only` says that the text has no other sign for formulas in a line."""
    tex, before, after = tex.strip(), before.strip(), after.strip()
    if _NEVER.search(tex) or not tex or not (before or after) or not before and _NUMBER.fullmatch(after):
        return False
    led, followed = (bool(_WORD.search(side)) for side in (before, after))
    if not followed and (after or not led):
        return True
    if before.endswith((":", "：")) and not after:
        return False
    if only:
        return led and followed or not (len(tex) > _LONG or _LARGE.search(tex))
    if _SYMBOL.fullmatch(tex):
        return True
    glued = _GLUED_LEFT.search(before[-_BESIDE:]) and _GLUED_RIGHT.match(after)
    return bool(glued) and len(tex) <= _SHORT and not _LARGE.search(tex)

"""Two dollars on each side of a formula that is a word of its sentence, as kramdown, GitBook and remark have it.

Others set it as a display there, which would tear the sentence, or begin what follows with a comma. So a display is one
that its sentence leads to or begins with; and where the author has a sign of its own for formulas in a line, one that
is large as well as long.
"""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.regex import regex

_NEVER = regex(r"\\(?:begin|tag|label|displaystyle|\\)|\n")
"""What no formula in a line can hold, or what its author wrote for a display."""
_LARGE = regex(r"\\(?:sum|prod|o?i{0,3}int|[dc]?frac|d?binom|lim|left|bigg?|under|over|matrix|cases)")
_LONG = 60
_WORD = regex(r"\w")
_NUMBER = regex(r"\s*[(（]\s*[\w.-]{1,8}\s*[)）]\s*")
_SYMBOL = regex(r"(?:\\[A-Za-z]+|[A-Za-z\d])(?:'|[_^](?:\w|\\[A-Za-z]+|\{[^{}=<>]{1,12}\}))*")
_SHORT = 30
_GLUED_LEFT = regex(rf"[{chinese.CLASS}，、（]\s?$")
_GLUED_RIGHT = regex(rf"\s?[{chinese.CLASS}，、）]")
_BESIDE = 40
_GOES_ON = regex(r"[,，、;；:：.。!！?？)）\]】”’」…]")
"""What a sentence goes on or ends with right behind a word."""
_BEGINS = regex(r"(?:^|[:：.。!！?？])$")
"""What stands before a formula that no word of its sentence stands before, or that was announced."""


def fits_a_line(tex: str) -> bool:
    """Whether a formula in a line can hold this, and its author did not write it for a display."""
    return bool(tex) and _NEVER.search(tex) is None


def is_in_sentence(tex: str, before: str, after: str, only: bool, item: bool = False) -> bool:
    """Whether `$$tex$$` belongs to the line that stands `before` and `after` it, without the marks of its block;
    `only` says that the text has no other sign for formulas in a line, `item` that the line begins an item."""
    tex, before, after = tex.strip(), before.strip(), after.strip()
    if not fits_a_line(tex):
        return False
    if not before and item:
        return True
    if not (before or after) or not before and _NUMBER.fullmatch(after):
        return False
    led, followed = (bool(_WORD.search(side)) for side in (before, after))
    if not followed and (after or not led) or _GOES_ON.match(after):
        return True
    if before.endswith((":", "：")) and not after:
        return False
    large, long = _LARGE.search(tex) is not None, len(tex) > _LONG
    if only:
        return led and followed or not (long or large)
    if led and followed and not _BEGINS.search(before):
        return not (long and large)
    if _SYMBOL.fullmatch(tex):
        return True
    glued = _GLUED_LEFT.search(before[-_BESIDE:]) and _GLUED_RIGHT.match(after)
    return bool(glued) and len(tex) <= _SHORT and not large

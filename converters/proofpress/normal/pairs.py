"""Brackets, quotation marks and doubled signs (`——`, `……`) that belong together: what moves out of a run of bold text
moves with its partner."""

from __future__ import annotations

_OPENING = dict(zip("）】》」』”’〉〕］｝)]}", "（【《「『“‘〈〔［｛([{", strict=True))
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_DOUBLED = frozenset("—…")


def tail(text: str) -> int:
    """Where the pair begins that the text ends with; -1 where its last character closes none."""
    end = len(text) - 1
    closing = text[-1:]
    if closing in _DOUBLED:
        at = len(text.rstrip(closing))
        return at if 0 < at < end else -1
    opening = _OPENING.get(closing)
    if opening is None:
        return -1
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if not depth:
            return at
    return -1


def head(text: str) -> int:
    """Behind where the pair ends that the text begins with; -1 where its first character opens none."""
    opening = text[:1]
    if opening in _DOUBLED:
        end = len(text) - len(text.lstrip(opening))
        return end if 1 < end < len(text) else -1
    closing = _CLOSING.get(opening)
    if closing is None:
        return -1
    depth = 0
    for at, char in enumerate(text):
        depth += (char == opening) - (char == closing)
        if not depth:
            return at + 1
    return -1

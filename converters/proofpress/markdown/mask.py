"""Texts in which some characters stand for nothing, at the same offsets."""

from __future__ import annotations

import re

from proofpress.source import Span

MASK = "\ufffc"
"""Stands for every character that is not prose."""


def mask(text: str, spans: list[Span] | tuple[Span, ...]) -> str:
    """The text with the characters of the spans replaced; line ends stay."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end <= start:
            continue
        parts.append(text[at:start])
        piece = text[start:end]
        parts.append(MASK * len(piece) if "\n" not in piece else "\n".join(MASK * len(p) for p in piece.split("\n")))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def unmasked(text: str, found: re.Match[str], group: str) -> str:
    """What a group of a match in a masked text is in the text itself; "" where it took no part."""
    start, end = found.span(group)
    return text[start:end] if start >= 0 else ""

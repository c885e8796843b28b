"""Texts in which some characters stand for nothing, at the same offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def in_lines(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern finds in the lines that hold a sign: where these are few, looking for them first is many times
    faster. The pattern matches within one line, and nothing without a sign."""
    at = 0
    while found := sign.search(text, at):
        start, end = text.rfind("\n", at, found.start()) + 1 or at, text.find("\n", found.end())
        at = end if end >= 0 else len(text)
        yield from pattern.finditer(text, start, at)


def unmasked(text: str, found: re.Match[str], group: str) -> str:
    """What a group of a match in a masked text is in the text itself; "" where it took no part."""
    start, end = found.span(group)
    return text[start:end] if start >= 0 else ""

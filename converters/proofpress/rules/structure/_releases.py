"""Headings of a list of changes: a version, and at most its date."""

from __future__ import annotations

from proofpress.regex import regex

_RELEASE = regex(
    r"\[?(?:[vV](?:er(?:sion)?)?\.?[ ]?)?\d{1,5}(?:\.\d{1,5})+(?:[.+-]?[A-Za-z]{1,8}[.-]?\d{0,6}){0,2}\]?"
    r"(?=[\s:：]*$|[\s:：,，/()（\[–—-]+"
    r"(?:[0-9]{4}|[A-Z][a-z]{2,8}\.? ?\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2}|[Uu]nreleased))"
)


def is_release(title: str) -> bool:
    """True for `1.4.0 (2024-05-01)` or `v2.0`; `1.4 Setup` is the number of a section."""
    return _RELEASE.match(title) is not None

"""Addresses: where one begins and ends in a text, without the punctuation of the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.regex import regex

_ADDRESS = regex(r"https?://[A-Za-z0-9\-._~:/?#@!&()+,;=%]+")
_PLACE = regex(r"<[^\W\d_][\w .-]{0,40}+>|\$?\{\{?[ ]?[^\W\d_][\w.-]{0,40}+[ ]?\}?\}")
_PATTERN = regex(rf"https?://(?:[A-Za-z0-9\-._~:/?#@!&()+,;=%]|{_PLACE.pattern})++")
_HOST = regex(r"https?://(?:[^/?#]*\.|localhost\b|[^/?#]+:\d|\[)[^\s]|https?://[^/?#]+/.*\.")
_TAIL = regex(r"(?<![.,;:!?'\"*_~\]])[.,;:!?'\"*_~\]]++$")
_WHOLE = regex(r"https?://[^\s\"'<>]+", re.I)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of a text stand; a host without a dot, a port or a path is an example's."""
    if "://" not in text:
        return
    for found in _ADDRESS.finditer(text):
        url = trimmed(found[0])
        if _HOST.match(url):
            yield found.start(), found.start() + len(url)


def patterns(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses of a text stand that have names in the place of values: `https://a.example/<user>/{id}`."""
    if "://" not in text or "<" not in text and "{" not in text:
        return
    for found in _PATTERN.finditer(text):
        if _PLACE.search(found[0]):
            yield found.start(), found.start() + len(trimmed(found[0]))


def is_address(text: str) -> bool:
    """True for a text that is one address and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def trimmed(url: str) -> str:
    """Without the punctuation that ends a sentence, and a bracket that was opened before the address."""
    while True:
        short = _TAIL.sub("", url)
        if short.endswith(")") and short.count("(") < short.count(")"):
            short = short[:-1]
        if short == url:
            return url
        url = short

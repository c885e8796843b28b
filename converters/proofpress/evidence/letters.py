"""The letters and digits of a text: what two writings of it have in common, and what is a part of a word."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.regex import regex

_NO_LETTERS = regex(r"[\W_]+")
_NO_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
"""For `str.translate`, which takes half the time where there is nothing but ASCII, and twice the time elsewhere."""


def letters(text: str) -> str:
    """The letters and digits of a text and nothing else, in one case."""
    return (text.translate(_NO_ASCII_LETTERS) if text.isascii() else _NO_LETTERS.sub("", text)).lower()


def is_of_word(sign: str) -> bool:
    """Whether a character is one of a word that spaces part from others, as no letter of Chinese is."""
    return sign.isalnum() and not chinese.wide(sign)

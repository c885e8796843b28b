"""Chinese: characters that Chinese is written with, wherever they stand in Unicode's ideographs."""

from __future__ import annotations

from proofpress.regex import regex

CLASS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""The ideographs, to stand inside the brackets of a pattern, as the next ones."""
LETTERS = CLASS + r"\u3040-\u30ff\uac00-\ud7af"
"""The letters of Chinese, Japanese and Korean, each of them a sign that no Latin text has."""
WIDE = LETTERS + r"\u3000-\u303f\uff00-\uffef"
"""Those letters and what stands between them: full-width punctuation, digits and Latin letters."""
_ONE = regex(f"[{CLASS}]")
_LETTER = regex(f"[{LETTERS}]")
_WIDE = regex(f"[{WIDE}]")


def has(text: str) -> bool:
    """True where a Chinese character stands in the text."""
    return _ONE.search(text) is not None


def count(text: str) -> int:
    """How many Chinese characters stand in the text."""
    return len(_ONE.findall(text))


def letters(text: str) -> int:
    """How many letters of Chinese, Japanese or Korean stand in the text."""
    return len(_LETTER.findall(text))


def wide(text: str) -> int:
    """How many characters of Chinese, Japanese or Korean stand in the text, punctuation included."""
    return len(_WIDE.findall(text))


def is_chinese(text: str) -> bool:
    """True for text that is read as Chinese: at least a third of its letters are."""
    all_letters = sum(map(str.isalpha, text))
    return all_letters > 0 and 3 * count(text) >= all_letters

"""The language that a text is written in, by its script."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.words import tongues

_SCRIPTS = tuple(re.compile(f"[{script}]+") for script in (chinese.CLASS, "\u3040-\u30ff", "\uac00-\ud7af", "A-Za-z"))

_CHINESE_LETTERS = frozenset(("zh", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "lzh", "cmn", "za"))
"""Languages that are written with Chinese letters, or once were."""


_SAMPLE = 10_000
_PROSE = re.compile(rf"\b(?:{'|'.join(tongues.PROSE)})\b", re.I)


def agreed(declared: str, text: str) -> str:
    """The language that a page declares, unless its text is plainly written in another script; what the script says
    where it declares none."""
    letters = _counted(text)
    script = _by_script(*letters)
    if not declared:
        return script
    *chinese_letters, latin = letters
    if re.split("[-_]", declared.strip().lower())[0] in _CHINESE_LETTERS:
        english = latin > 20 * sum(chinese_letters) and len(_PROSE.findall(text[:_SAMPLE])) * 50 > latin
        return "" if latin > 200 and (english or not any(chinese_letters)) else declared
    return script if script and sum(chinese_letters) * 2 > latin else declared


def language_of(text: str) -> str:
    """`zh`, `ja` or `ko` by the script of a text; "" for every other."""
    return _by_script(*_counted(text))


_WORD = re.compile(r"[^\W\d_]+")


def spoken(text: str, around: str = "") -> str:
    """The language that words show themselves, few as they may be: by their script, or English by its commonest words;
    "" for every other. Where it stands among a language (`around`) of other letters, what is written in Latin ones
    counts as English."""
    if language := language_of(text):
        return language
    han, kana, hangul, _ = _counted(text)
    words = [word for word in _WORD.findall(text.lower()) if "a" <= word[0] <= "z"]
    if han + kana + hangul >= 2 and han + kana + hangul >= len(words):
        return "ko" if hangul > han else "ja" if kana * 4 > han else "zh"
    english = sum(word in tongues.COMMON for word in words)
    if len(words) > 15:
        return "en" if english * 6 > len(words) else _among(around, han + kana + hangul, words)
    foreign = not text.isascii() and any(not word.isascii() for word in words) or not tongues.FOREIGN.isdisjoint(words)
    return "en" if english and not foreign else _among(around, han + kana + hangul, words)


def _among(around: str, letters: int, words: list[str]) -> str:
    other = around.lower().startswith(("zh", "ja", "ko"))
    return "en" if other and words and not letters else ""


def _by_script(han: int, kana: int, hangul: int, latin: int) -> str:
    if hangul > 20 and hangul > han:
        return "ko"
    if kana > 20 and kana * 8 > han:
        return "ja"
    return "zh" if han > 20 and han * 8 > latin else ""


def _counted(text: str) -> tuple[int, ...]:
    sample = text[:_SAMPLE]
    return tuple(sum(map(len, script.findall(sample))) for script in _SCRIPTS)

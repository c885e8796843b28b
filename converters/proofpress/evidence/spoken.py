"""The language that a text is written in, by its script."""

from __future__ import annotations

import re
from itertools import repeat

from proofpress.evidence import chinese
from proofpress.regex import regex
from proofpress.words import tongues

_SCRIPTS = tuple(regex(f"[{script}]+") for script in (chinese.CLASS, "\u3040-\u30ff", "\uac00-\ud7af", "A-Za-z"))

_CHINESE_LETTERS = frozenset(("zh", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "lzh", "cmn", "za"))
"""Languages that are written with Chinese letters, or once were."""


_SAMPLE = 10_000
_LETTERS = 200
"""So many letters of a text say what it is plainly written in."""
_PROSE = regex(rf"\b(?:{'|'.join(tongues.PROSE)})\b", re.I)


def agreed(declared: str, text: str) -> str:
    """The language that a page declares, unless its text is plainly written in another one: `zh`, `ja` or `ko` by its
    letters, or English by its commonest words; what the letters say where it declares none. "" where a language of
    Chinese letters is declared and the text has none of them."""
    han, kana, hangul, latin = _counted(text)
    script = _by_script(han, kana, hangul, latin)
    base = re.split("[-_]", declared.strip().lower())[0]
    if not base:
        return script
    english = latin > _LETTERS and len(_PROSE.findall(text[:_SAMPLE])) * 50 > latin
    if base not in _CHINESE_LETTERS:
        # The letters of names and commands in a Chinese text may be more than its own; English words are few there.
        other = (han + kana + hangul) * 2 > latin or base == "en" and not english
        return script if script and other else declared
    if english and latin > 20 * (han + kana + hangul):
        return "en"
    if latin > _LETTERS and not han + kana + hangul:
        return ""
    if base == "ja" and han > _LETTERS and not kana:
        return script
    return "ja" if base == "zh" and kana > han and script == "ja" else declared


def language_of(text: str) -> str:
    """`zh`, `ja` or `ko` by the script of a text; "" for every other."""
    return _by_script(*_counted(text))


_WORD = regex(r"[^\W\d_]+")


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
    own = (0,) * len(_SCRIPTS[:-1]) if sample.isascii() else map(_letters_of, _SCRIPTS[:-1], repeat(sample))
    return (*own, _letters_of(_SCRIPTS[-1], sample))


def _letters_of(script: re.Pattern[str], text: str) -> int:
    return sum(map(len, script.findall(text)))

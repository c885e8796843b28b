"""The language that a text is written in, by its script."""

from __future__ import annotations

import re

from proofpress.evidence import chinese

_SCRIPTS = tuple(re.compile(f"[{script}]+") for script in (chinese.CLASS, "\u3040-\u30ff", "\uac00-\ud7af", "A-Za-z"))

_CHINESE_LETTERS = frozenset(("zh", "ja", "ko", "yue", "wuu", "nan", "hak", "gan", "lzh", "cmn", "za"))
"""Languages that are written with Chinese letters, or once were."""


_SAMPLE = 10_000
_ENGLISH = re.compile(r"\b(?:the|and|of|to|that|with|this|their|are)\b", re.I)
"""Words of which English prose has one in twenty letters, and a program with its comments hardly any."""


def agreed(declared: str, text: str) -> str:
    """The language that a page declares, unless its text is plainly written in another script; what the script says
    where it declares none."""
    letters = _counted(text)
    script = _by_script(*letters)
    if not declared:
        return script
    *chinese_letters, latin = letters
    if re.split("[-_]", declared.strip().lower())[0] in _CHINESE_LETTERS:
        english = latin > 20 * sum(chinese_letters) and len(_ENGLISH.findall(text[:_SAMPLE])) * 50 > latin
        return "" if latin > 200 and (english or not any(chinese_letters)) else declared
    return script if script and sum(chinese_letters) * 2 > latin else declared


def language_of(text: str) -> str:
    """`zh`, `ja` or `ko` by the script of a text; "" for every other."""
    return _by_script(*_counted(text))


def _by_script(han: int, kana: int, hangul: int, latin: int) -> str:
    if hangul > 20 and hangul > han:
        return "ko"
    if kana > 20 and kana * 8 > han:
        return "ja"
    return "zh" if han > 20 and han * 8 > latin else ""


def _counted(text: str) -> tuple[int, ...]:
    sample = text[:_SAMPLE]
    return tuple(sum(map(len, script.findall(sample))) for script in _SCRIPTS)

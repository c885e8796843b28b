"""The language that a text is written in, by its script."""

from __future__ import annotations

import re

from proofpress.evidence import chinese

_SCRIPTS = tuple(re.compile(f"[{script}]+") for script in (chinese.CLASS, "\u3040-\u30ff", "\uac00-\ud7af", "A-Za-z"))


def language_of(text: str) -> str:
    """`zh`, `ja` or `ko` by the script of a text; "" for every other."""
    sample = text[:10000]
    han, kana, hangul, latin = (sum(map(len, script.findall(sample))) for script in _SCRIPTS)
    if hangul > 20 and hangul > han:
        return "ko"
    if kana > 20 and kana * 8 > han:
        return "ja"
    return "zh" if han > 20 and han * 8 > latin else ""

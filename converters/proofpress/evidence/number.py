"""Numbers: a value as a cell, a counter or a caption has one."""

from __future__ import annotations

import re

from proofpress.regex import regex

_VALUE = r"\d[\d.,:/]*"
_COUNT = regex(r"[(（]?\d[\d.,]*\s?[kw万]?\+?[)）]?", re.I)
_MEASURE = regex(
    rf"[(（]?[-+±~≈<>≤≥]?[$¥￥€£]?{_VALUE}(?:e[-+]?\d+)?\s?(?:%|‰|[A-Za-z°µ]{{1,4}}"
    r"|[个次元人年月日秒分时天万亿千百])?\+?[)）]?",
    re.I,
)


def is_number(text: str, unit: bool = True) -> bool:
    """True for a number with its sign, currency and unit: `-3.5%`, `￥12`, `1,024 MB`, `(42)`, `10:30`.

    Without `unit`, only for what counts something without saying what: `42`, `1.2k`, `3万+`.
    """
    return (_MEASURE if unit else _COUNT).fullmatch(text.strip()) is not None

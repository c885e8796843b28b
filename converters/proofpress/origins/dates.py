"""Dates as pages write them for people, in English and Chinese."""

from __future__ import annotations

import re

from proofpress.origins.metadata import date_of
from proofpress.regex import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NUMBERS = r"(?P<numbers>\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d))\s?日?"
_AMERICAN = (
    _MONTH.format("m1") + r"\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s(?:\d\d:\d\d:\d\d\s(?:[A-Z]{2,5}\s)?)?(?P<y1>\d{4})"
)
_BRITISH = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:\sof)?\s" + _MONTH.format("m2") + r",?\s(?P<y2>\d{4})"
DATE = regex(rf"(?<!\w)(?:{_NUMBERS}|{_AMERICAN}|{_BRITISH})", re.I)
"""A date with its year; see `value`."""
TIME = regex(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|(?<![A-Za-z])(?:UTC|GMT|CE?ST|[EP][SD]T)(?![A-Za-z])|(?:an?"
    r"|(?<!\d)\d++)\s(?:second|minute|hour|day|week|month|year)s?\sago"
    r"|(?<!\d)\d++\s?(?:秒|分钟|小时|天|周|个月|月|年)前"
    r"|(?:[≈~约]\s?)?(?<!\d)\d++\s?-?(?:min(?:ute)?s?(?![A-Za-z])\.?|分钟)(?:\sread)?|(?:Mon|Tues?|Wed(?:nes)?"
    r"|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day)?(?![A-Za-z])|(?:星期|周)[一二三四五六日天]",
    re.I,
)
"""A time of day, a span of time, a day of the week."""


def value(found: re.Match[str]) -> str:
    """What a match of `DATE` says, as `YYYY-MM-DD`; "" where there is no such day."""
    if found["numbers"]:
        return date_of(found["numbers"]) or ""
    month, day, year = (
        (found["m1"], found["d1"], found["y1"]) if found["m1"] else (found["m2"], found["d2"], found["y2"])
    )
    return date_of(f"{year}-{_MONTHS.index(month[:3].lower()) + 1}-{day}") or ""


def first(text: str) -> str:
    """The first date in a text, as `YYYY-MM-DD`; "" where there is none."""
    found = DATE.search(text)
    return value(found) if found else ""


_STAMP = regex(
    r"(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z"
    r"|[+-]\d{2}:?\d{2})?)?"
)


_COMPACT = regex(r"(?<![\w-])(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)(?!\w)")
"""The basic format of ISO 8601, as programs for notes write it."""


def stamp(text: str) -> str:
    """The first date in a text as `YYYY-MM-DD`, with the time and zone where the text has them;
    "" where there is none."""
    match = _STAMP.search(_COMPACT.sub(r"\1-\2-\3T\4:\5:\6\7", text) if text else "")
    return date_of(match[0]) or "" if match else ""

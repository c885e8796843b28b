"""The numbers that a page shows before its items, beside those that its author typed."""

from __future__ import annotations

import re
from html import unescape

from proofpress.evidence import chinese
from proofpress.regex import regex

WORD = regex(rf"[{chinese.CLASS}]|[^\W_{chinese.CLASS}]+")
TYPED = regex(r"^[ \t>]*(\d{1,9})[.)][ \t]+(.*)", re.M)
_ITEM = regex(r"<(/?)([ou]l)\b([^<>]*+)>|<li\b[^<>]*+>([^\n]*+(?:\n<p>[^\n]*+)?+)")
_START = regex(r"\bstart=\"(\d+)\"")


def words(block: str) -> list[str]:
    """The words of a piece of HTML, each sign of Chinese one."""
    return WORD.findall(unescape(re.sub(r"<[^<>]*>", " ", block)))


def first(text: str) -> str:
    """The first word of a piece of HTML, "" where there is none."""
    return next(iter(words(text)), "")


def numbered(html: str) -> set[tuple[int, str]]:
    """The numbers that readers see before items, or at the start of lines, with the first word behind them."""
    made = {(int(found[1]), first(found[2])) for found in TYPED.finditer(re.sub(r"</?(?:p|li)>", "", html))}
    lists: list[int] = []
    for found in _ITEM.finditer(html):
        if found[2] and found[1]:
            del lists[-1:]
        elif found[2]:
            start = _START.search(found[3])
            lists.append((int(start[1]) if start else 1) if found[2] == "ol" else 0)
        elif lists and lists[-1]:
            made.add((lists[-1], first(found[4])))
            lists[-1] += 1
    return made

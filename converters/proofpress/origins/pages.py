"""What leads to the other pages of an article that a site cut into several."""

from __future__ import annotations

from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_STEP = r"[上下]一?[页頁]|(?:previous|prev|next) page"
_NUMBER = r"[第共]? ?\d{1,3} ?[页頁]?"
_PAGE = regex(rf"(?i)(?:{_STEP}|[首尾末][页頁]|(?:first|last) page|{_NUMBER}|\.{{3}}|…|[«»<>‹›])")
_LEADS = regex(rf"(?i){_STEP}")
_MOST = 20
_PARTS = frozenset(("div", "ul"))


def leads(element: Element) -> bool:
    """True for links to the page before, the next one and others by their numbers, and nothing else, one of which
    stands for the page itself where it is a number without a link."""
    if element.name not in _PARTS:
        return False
    said = [" ".join(text.split()).strip("[]【】()（） ") for text in element.chars() if not text.isspace()]
    if not 0 < len(said) <= _MOST or not all(map(_PAGE.fullmatch, said)):
        return False
    links = [link.words().strip("[]【】()（） ") for link in element.all("a") if link.attr("href").strip("#")]
    return any(map(_LEADS.fullmatch, links))

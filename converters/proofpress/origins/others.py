"""What leads to other articles: links under words that say so, and links alone."""

from __future__ import annotations

from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.words import matter

SIGNS = " :：.…-—【】[]"
"""What stands around the words over a part of a page."""
_LONGEST = 20
_HEADS = frozenset(("h2", "h3", "h4", "h5", "h6", "div", "p", "strong", "b", "span"))
_NO_WORD = regex(r"[\W\d_年月日]+")
"""What may stand beside a link to another article: signs and its day."""


def are_announced(words: str) -> bool:
    """Whether words say that other articles follow, and nothing else: "相关阅读", "You may also like:"."""
    return matter.OVER.regex.fullmatch(words.strip(SIGNS)) is not None


def are_all(element: Element) -> bool:
    """True for what a theme put around a heading that other articles follow, and their links, each alone."""
    first = next(element.elements, None)
    if first is None or first.name not in _HEADS:
        return False
    over = first.words()
    if len(over) > _LONGEST or not are_announced(over):
        return False
    links = [link for link in element.all("a") if link.words()]
    if len(links) < 2 or any(link.attr("href").startswith(("http", "//", "#")) for link in links):
        return False
    if next(element.all("pre", "table", "img", "math"), None) is not None:
        return False
    said = (over, *(link.words() for link in links))
    return len(_NO_WORD.sub("", element.words())) == sum(len(_NO_WORD.sub("", words)) for words in said)


def are_listed(element: Element) -> bool:
    """True for a list of links that lead elsewhere in the site, not for a list of works with their addresses."""
    links = list(element.all("a"))
    inside = sum(not link.attr("href").startswith("http") for link in links)
    return len(links) >= 6 and inside > 0.7 * len(links)

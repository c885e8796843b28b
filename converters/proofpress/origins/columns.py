"""The columns beside the article of a page."""

from __future__ import annotations

from itertools import takewhile

from proofpress.readers.html.dom import Element, Page
from proofpress.words.page import PARTS_OF_A_BOOK


def columns(page: Page) -> list[Element]:
    """The columns beside the article, which a page's own marks tell from it, however much they say: what is
    complementary and apart from the only article, or the only one with the page's heading, and what is second to a
    part that is called primary."""
    articles: list[Element] = []
    for one in page.tagged("article"):
        is_lesser = "comment" in one.classes or any(above.name == "aside" for above in one.parents)
        if not is_lesser and not (articles and articles[-1].holds(one)):
            articles.append(one)
    titled = [one for one in articles if next(one.all("h1"), None) is not None] or articles
    found: list[Element] = []
    if len(titled) == 1:
        article = titled[0]
        for element in page.tagged("aside", "div", "section"):
            is_one = element.name == "aside" or element.attrs.get("role") == "complementary"
            apart = not element.holds(article) and not article.holds(element)
            if is_one and apart and element.parent is not None and _is_beside(element, article):
                found.append(element)
    for element in page.places.get("#secondary", ()):
        first = next((one for one in page.places.get("#primary", ()) if one.parent is element.parent), None)
        if first is not None and next(first.all("h1"), None) is not None and next(element.all("h1"), None) is None:
            found.append(element)
    return found


def _is_beside(element: Element, article: Element) -> bool:
    """True for what is no part of another article and holds none, nor the heading of a page."""
    apart = takewhile(lambda one: not one.holds(article), (one for one in element.parents if isinstance(one, Element)))
    if any(one.name == "article" for one in apart):
        return False
    return next(element.all("h1", "article"), None) is None and element.attrs.get("role") not in PARTS_OF_A_BOOK

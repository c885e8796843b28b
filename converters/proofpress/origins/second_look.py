"""What was left out of an article, weighed against what was kept: a second look at a choice, where doubt keeps more."""

from __future__ import annotations

from bisect import bisect_left

from proofpress.origins.site_names import is_logo
from proofpress.origins.titled import says_something
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Chars, Element, Page

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PROSE = frozenset(("p", "pre", "li", "dd", "blockquote", "td", "div", "section", "span"))


def second_look(roots: tuple[Element, ...], page: Page, body: Element, weights: Weights) -> tuple[Element, ...]:
    """The elements that were chosen; what follows the page's only title where they all stand above it; or what is
    around them, where that holds as much running text again in other places.
    """
    below = _below_the_title(roots, page, body, weights)
    if below:
        return below
    if len(roots) != 1 or roots[0] is body:
        return roots
    root = roots[0]
    titled = root.name == "article" and next(root.all("h1"), None) is not None
    prose = Prose(body, weights, root if titled else None)
    mine, all_of_it = prose.of(root), prose.of(body)
    if all_of_it - mine < max(0.5 * mine, 200):
        return roots
    around = root
    while around is not body and isinstance(around.parent, Element):
        around = around.parent
        if prose.of(around) - mine > 0.7 * (all_of_it - mine):
            break
    return (around,)


def _below_the_title(roots: tuple[Element, ...], page: Page, body: Element, weights: Weights) -> tuple[Element, ...]:
    titles = [
        title
        for title in page.tagged("h1")
        if body.holds(title) and not weights.in_frame(title) and title.words() and not is_logo(title)
    ]
    if len(titles) != 1 or any(root.end > titles[0].start for root in roots):
        return ()
    node: Element = titles[0]
    while node is not body and isinstance(node.parent, Element):
        after = [e for e in node.parent.elements if e.start >= node.end and not weights.in_frame(e)]
        if sum(weights[e].plain for e in after) > 40 or any(says_something(e, weights) for e in after):
            return (titles[0], *after)
        node = node.parent
    return ()


class Prose:
    """Where running text stands on a page: in paragraphs, listings and the like, hardly any of it links,
    none of it frame.

    Where an `article` holds the page's title, other articles are others.
    """

    def __init__(self, body: Element, weights: Weights, article: Element | None = None) -> None:
        self._starts: list[int] = []
        self._sums = [0]
        skipped = -1
        for element in body.all():
            if element.start < skipped:
                continue
            is_another = article is not None and element.name == "article" and not element.holds(article)
            if weights.in_frame(element) or is_another and article is not None and not article.holds(element):
                skipped = element.end
            elif element.name in _HEADINGS and (teaser := _teaser(element, weights)) is not None:
                skipped = teaser.end
            elif element.name in _PROSE and (letters := _own(element)) > 60:
                self._starts.append(element.start)
                self._sums.append(self._sums[-1] + letters)

    def of(self, element: Element) -> int:
        """How many letters of it stand in an element."""
        first, last = bisect_left(self._starts, element.start), bisect_left(self._starts, element.end)
        return self._sums[last] - self._sums[first]


def _teaser(heading: Element, weights: Weights) -> Element | None:
    """What is around a heading that is a link to another page: a few words that lead to another article."""
    around = heading.parent
    link = next(heading.all("a"), None)
    if link is None or link.attr("href")[:1] in ("", "#") or link.words() != heading.words():
        return None
    return around if isinstance(around, Element) and weights[around].letters < 800 else None


def _own(element: Element) -> int:
    """The letters that stand right in an element."""
    return sum(
        len(child) - child.count(" ") - child.count("\n") for child in element.contents if isinstance(child, Chars)
    )

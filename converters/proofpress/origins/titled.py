"""An article found from its title: what stands around the page's only title,
without rows of teasers and what readers said.

No class is asked. A row of teasers is a row of elements of one kind that begin with links to other pages of the site;
comments stand under words that call them so. All else that follows the title stays, since an article may go on in any
element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.origins import dates, others, page_metadata
from proofpress.origins.site_names import is_logo
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.regex import regex
from proofpress.words import matter

_FLOW = frozenset("p pre ul ol dl table blockquote figure h2 h3 h4 h5 h6 img math details".split())
_SUBSTANCE = ("p", "pre", "table", "img", "math", "ul", "ol", "dl", "blockquote", "figure")
_LEAST = 30
_SENTENCE = regex(r"[。！？：.!?:][”’\"')）]?$")
_TEASER = 400
_LABEL = 8
"""What has fewer letters is no teaser and no comment, but may stand over them."""
_OWNED = regex(
    r"^\W*(?:copyright|版权所有|all rights reserved|©)|[©ⓒ]\s*(?:19|20)\d\d|ICP\s?备\s?\d+|公网安备\s?\d+", re.I
)


def below_title(page: Page, body: Element, weights: Weights) -> tuple[Element, ...]:
    """The title of a page, what follows it and may be the article's, and text right beside it, in order; nothing where
    no title says which it is.
    """
    title = _title(page, body, weights)
    if title is None:
        return ()
    found = [title]
    node = title
    begun = False
    dated = False
    host = urls.split(page_metadata.base_of(page)).netloc
    while node is not body and isinstance(node.parent, Element):
        after = [one for one in node.parent.elements if one.start >= node.end and not weights.in_frame(one)]
        dated = dated or not begun and any(weights[one].letters < 120 and dates.first(one.words()) for one in after)
        kept = [one for one in after if not begun or _may_go_on(one, weights)]
        kept = [one for one in kept if not _is_others(one, weights, host, dated) and not _is_comments(one, weights)]
        before = () if begun else (one for one in node.parent.elements if one.end <= node.start and one.name in _FLOW)
        found.extend((*(one for one in before if not weights.in_frame(one)), *kept))
        if _runs_on(node.parent, node):
            found = [node.parent]  # Text without an element of its own goes with what it stands in.
            begun = True
        begun = begun or any(says_something(one, weights) for one in kept)
        node = node.parent
    return tuple(sorted(found, key=lambda one: one.start)) if begun else ()


def agrees(roots: tuple[Element, ...], titled: tuple[Element, ...], weights: Weights) -> bool:
    """Whether a choice by weight is what stands under the title: most of it, or all of it and hardly anything else."""
    mine, its = sum(weights[one].letters for one in roots), sum(weights[one].letters for one in titled)
    if all(any(one.holds(root) for one in titled) for root in roots):
        return mine > 0.7 * its
    return all(any(root.holds(one) for root in roots) for one in titled) and mine - its < 40


def _title(page: Page, body: Element, weights: Weights) -> Element | None:
    """The only heading of the first level, where the page's name says it, too, or the page has none."""
    titles = [
        one
        for one in page.tagged("h1")
        if one.words() and body.holds(one) and not weights.in_frame(one) and not is_logo(one)
    ]
    if len(titles) != 1:
        return None
    stated = page_metadata.stated(page)
    names = [one.words() for one in page.tagged("title")[:1]] + [stated.get("og:title", "")]
    words = letters(titles[0].words())
    return titles[0] if words and (not any(names) or any(words in letters(name) for name in names)) else None


def _runs_on(parent: Element, title: Element) -> bool:
    """Whether text without an element of its own follows the title."""
    texts = (str(child) for child in parent.contents if isinstance(child, Chars) and child.start >= title.end)
    return sum(len(text.strip()) for text in texts) > _LEAST


def says_something(element: Element, weights: Weights) -> bool:
    """True for an element with a sentence, or with more text than a line about an article has."""
    mine = weights[element]
    if any(_SENTENCE.search(one.words()) for one in (element, *element.all("p")) if one.name == "p"):
        return mine.plain > _LEAST / 3
    return mine.plain > _LEAST and (element.name in _FLOW or next(element.all(*_SUBSTANCE), None) is not None)


def _may_go_on(element: Element, weights: Weights) -> bool:
    """Whether an element behind the one that the article begins in says anything but where else one may go,
    and whose page it is."""
    mine = weights[element]
    if mine.letters < 200 and _OWNED.search(element.words()) and next(element.all(*_SUBSTANCE[1:]), None) is None:
        return False
    if _is_colophon(element, weights) or _begins_with_others(element, weights):
        return False
    return element.name in _FLOW or mine.plain > mine.links or next(element.all("pre", "math"), None) is not None


def _is_colophon(element: Element, weights: Weights) -> bool:
    """Whether an element says whose the page is or under which number it is registered, and beside that nothing but
    words and links: no sentence, no listing, no table."""
    if (
        not 0 < weights[element].letters < _COLOPHON
        or _holds_data(element)
        or next(element.all("h1"), None) is not None
    ):
        return False
    lines = [one.words() for one in (element, *element.all(*_LINES)) if _is_line(one)]
    others = [line for line in lines if not _OWNED.search(line)]
    return len(others) < len(lines) and not any(len(line) > _LEAST / 2 and _SENTENCE.search(line) for line in others)


def _holds_data(element: Element) -> bool:
    return next(element.all("pre", "table", "math"), None) is not None


def _is_line(element: Element) -> bool:
    """Whether words stand right in an element, or in what only sets them."""
    return next(element.all(*_LINES), None) is None and bool(element.words())


_LINES = ("p", "div", "li", "dt", "dd", "section", "ul", "ol", "dl", "h2", "h3", "h4")
_COLOPHON = 400


def _begins_with_others(element: Element, weights: Weights) -> bool:
    """Whether an element begins with a heading that other articles follow, and says no sentence below it."""
    first = next(element.all("h2", "h3", "h4", "h5"), None)
    if first is None or weights[element].letters > _TEASER or _holds_data(element):
        return False
    if not element.words().startswith(first.words()) or not others.are_announced(first.words()):
        return False
    return not any(len(one.words()) > _LEAST and _SENTENCE.search(one.words()) for one in element.all("p"))


def _is_others(element: Element, weights: Weights, host: str, dated: bool) -> bool:
    """Whether an element holds little but a row of links to other articles, each with a few words on it.

    A table of contents of a site looks the same; so the page must show a date under its title,
    or the element say what it holds.
    """
    row = _row(element, weights, 3)
    if not row or not all(_leads_on(one, weights, host) for one in row):
        return False
    return dated or others.are_announced(_over(element, row[0]))


def _is_comments(element: Element, weights: Weights) -> bool:
    """Whether an element begins with words over comments and holds a row of elements of one kind; paragraphs right
    under such words may be a section about comments."""
    row = [one for one in _row(element, weights, 1) if one.name not in ("p", "pre")]
    return bool(row) and matter.COMMENTS.regex.fullmatch(_over(element, row[0])) is not None


def _row(element: Element, weights: Weights, least: int) -> list[Element]:
    """The children of one kind, at least so many, that hold most of the text of an element: its own,
    or of one right in it."""
    whole = weights[element].letters
    for holder in (element, *element.elements, *(below for one in element.elements for below in one.elements)):
        kinds: dict[tuple[str, str], list[Element]] = {}
        for child in holder.elements:
            if weights[child].letters >= _LABEL and child.name not in ("h1", "h2", "h3", "h4", "h5", "h6"):
                kinds.setdefault((child.name, child.attr("class")), []).append(child)
        for alike in kinds.values():
            if len(alike) >= least and sum(weights[one].letters for one in alike) > 0.6 * whole:
                return alike
    return []


def _leads_on(element: Element, weights: Weights, host: str) -> bool:
    """Whether an element begins with a link to another page of the site and says little more."""
    if weights[element].letters > _TEASER:
        return False
    link = next((one for one in _links(element) if one.words()), None)
    if link is None:
        return False
    address = urls.split(link.attr("href"))
    first = next((chars for chars in element.chars() if not chars.isspace()), None)
    begins = first is not None and link.start <= first.start < link.end
    return begins and not link.attr("href").startswith("#") and address.netloc in ("", host)


def _links(element: Element) -> Iterator[Element]:
    if element.name == "a":
        yield element
    yield from element.all("a")


def _over(element: Element, row: Element) -> str:
    """The words of an element before a row in it, where they are few."""
    words = " ".join("".join(chars for chars in element.chars() if chars.start < row.start).split())
    return words.strip(others.SIGNS)

"""Threads of a program that nobody knows: a page where the article that was found is one of several posts.

A post is an element among others of its kind that says who wrote it, or when, beside its text. Where the article lies
inside of one, all of them are kept, whole, with what stands between the page's title and the first of them; so is what
follows a question under a heading "3 answers", and a table each row of which is a post is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofpress.origins import dates
from proofpress.origins.named import words_of
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.regex import regex
from proofpress.words import page as names

Elements = tuple[Element, ...]
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("tr", "table", "tbody"))
_HEADINGS = ("h1", "h2", "h3", "h4")
_WRITERS = frozenset("author user username poster nick nickname member writer".split())
_OVER_WRITERS = _WRITERS | {"作者", "发帖人", "楼主"}
_USER = regex(r"(?:^|/)(?:u|users?|members?|people|profiles?|author)[/?=.]|[?&](?:uid|user|username)=", re.I)
_BYLINE = 60
"""Letters that a line about a post has at most."""


def posts(page: Page, roots: Elements, weights: Weights) -> tuple[Elements, Elements]:
    """The elements that hold the thread which the article `roots` is a part of, in order, and those that begin a post;
    twice nothing where it is part of none."""
    body = next(iter(page.tagged("body")), page.root)
    begun = _around(roots[0], body, weights)
    if not all(any(post.holds(root) for post in begun) for root in roots):
        begun = _rows(roots, weights)
    asked = _before(page, body, begun[0], weights) if begun else ()
    if not begun and len(roots) == 1 and roots[0] is not body:
        heading, begun = _answers(page, roots[0], weights)
        asked = (*roots, *heading)
    kept = (*asked, *begun) if begun else ()
    return tuple(part for one in kept for part in _parts(one)), begun


def _rows(roots: Elements, weights: Weights) -> Elements:
    """The rows of a table in the article or around it, where each has a writer, or a few words beside a dated text, and
    then a text: a thread, and no table."""
    whole = sum(weights[root].plain for root in roots)
    around = [above for above in roots[0].parents if isinstance(above, Element)]
    places = [one for root in roots for one in (root, *root.all("table"))] + around
    for table in (one for one in places if one.name == "table"):
        heads = [head.words().lower() for head in table.all("th")]
        rows = [row for row in table.all("tr") if next(row.all("th", "table"), None) is None]
        cells = [[cell for cell in row.elements if cell.name == "td"] for row in rows]
        named = bool(heads) and heads[0] in _OVER_WRITERS
        if len(rows) < 2 or any(len(row) != 2 or not (named or _is_beside_its_text(*row)) for row in cells):
            continue
        said = sum(weights[text].plain for _, text in cells)
        if said > _BYLINE * len(rows) and 2 * said > whole:
            return tuple(rows)
    return ()


def _is_beside_its_text(who: Element, text: Element) -> bool:
    """Whether a cell says who wrote what stands in the next one: by a name, or in a few words beside a date."""
    if any(map(_is_writer, who.all())):
        return True
    return 1 < len(who.words()) <= _BYLINE and any(map(_is_dated, text.all()))


def _around(root: Element, body: Element, weights: Weights) -> Elements:
    """The posts of which one holds the article, or is it; the outermost row of them."""
    found: Elements = ()
    node = root
    while node is not body and isinstance(above := node.parent, Element):
        if node.name not in _CELLS:
            alike = [one for one in above.elements if _is_like(one, node) and not weights.in_frame(one)]
            if _are_posts(alike, node, weights):
                found = tuple(alike)
        node = above
    return found


def _is_like(one: Element, other: Element) -> bool:
    return one.name == other.name and (not one.classes.isdisjoint(other.classes) or one.classes == other.classes)


def _are_posts(alike: list[Element], one: Element, weights: Weights) -> bool:
    """Whether nearly all elements of a row are posts: with their writers, or three or more with their dates."""
    told = [element for element in alike if _is_post(element, weights)]
    if len(told) < 2 or len(told) < 0.8 * len(alike) or all(element is not one for element in told):
        return False
    return len(told) > 2 or all(any(map(_is_writer, element.all())) for element in told)


def _is_post(element: Element, weights: Weights) -> bool:
    """True for an element that says who wrote it or when, and then something; a part under a heading of its own is a
    chapter, or leads to another article."""
    mine = weights[element]
    if mine.links > 0.5 * mine.letters or next(element.all(*_HEADINGS), None) is not None:
        return False
    said = [below for below in element.all() if _is_writer(below) or _is_dated(below)]
    return bool(said) and mine.letters > weights[said[0]].letters + 8


def _is_writer(element: Element) -> bool:
    """True for a name: a link to a user, or what a class calls one."""
    named = (
        element.name == "a"
        and _USER.search(element.attr("href")) is not None
        or bool(element.classes)
        and not words_of(element.classes, "").isdisjoint(_WRITERS)
    )
    return named and 0 < len(element.words()) <= _BYLINE


def _is_dated(element: Element) -> bool:
    """True for a line of its own with a date or a time in it."""
    if element.name == "time":
        return True
    own = "".join(child for child in element.contents if isinstance(child, Chars)).strip()
    dated = dates.DATE.search(own) or dates.TIME.search(own)
    return dated is not None and len(own) <= _BYLINE and element.name not in ("code", "pre")


def _before(page: Page, body: Element, first: Element, weights: Weights) -> Elements:
    """The page's only title, and what stands between it and the first post."""
    titles = [title for title in page.tagged("h1") if body.holds(title) and not weights.in_frame(title)]
    if len(titles) != 1 or titles[0].end > first.start:
        return ()
    found = titles
    for one in body.all():
        between = found[-1].end <= one.start and one.end <= first.start
        if between and not weights.in_frame(one) and weights[one].plain > weights[one].links:
            found.append(one)
    return tuple(found)


def _answers(page: Page, root: Element, weights: Weights) -> tuple[Elements, Elements]:
    """A heading behind the article which says that the answers follow, and the posts under it."""
    for heading in page.tagged("h2", "h3", "h4", "div", "p"):
        if heading.start < root.end or len(heading.words()) > _BYLINE or not names.ANSWERS.regex.match(heading.words()):
            continue
        below = [one for one in heading.next_siblings if isinstance(one, Element)]
        for row in (below, *(list(one.elements) for one in below)):
            told = [one for one in row if _is_post(one, weights) and any(map(_is_writer, one.all()))]
            if told:
                return (heading,), tuple(told)
    return (), ()


def _parts(post: Element) -> Iterable[Element]:
    """A post, or its cells where it is a row of a table that only places them."""
    if post.name not in _ROWS:
        return (post,)
    cells = [cell for cell in post.all(*_CELLS) if cell.words()]
    return [cell for cell in cells if not any(one is not cell and one.holds(cell) for one in cells)]

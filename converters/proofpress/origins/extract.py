"""Where the article stands in a page of any site: text density, the words pages use for their parts,
and nothing learnt.

Listings, tables and formulas count as text, so that they are never the price.
"""

from __future__ import annotations

from proofpress.origins.named import words_of
from proofpress.origins.second_look import Prose, second_look
from proofpress.origins.titled import agrees, below_title
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.select import Selection
from proofpress.regex import regex

_EXPLICIT = tuple(
    Selection((selector,))
    for selector in (
        "div[itemprop=articleBody]",
        "section[itemprop=articleBody]",
        "article[itemprop=articleBody]",
        "div[data-testid=article-body]",
        ".available-content",
        ".markdown-body",
        ".article__body",
        ".post__content",
        ".post-content",
        ".entry-content",
        ".article-content",
        ".article-body",
        ".post-body",
        ".blog-content",
        ".blog-post-content",
        ".rich_media_content",
        ".post_content",
        ".article_content",
        ".postcontent",
        ".entry__content",
        ".content-body",
        ".story-body",
        ".theme-doc-markdown",
        ".td-content",
        ".md-content",
        ".document",
        ".rst-content",
        ".wiki-content",
        "#mw-content-text",
        ".post-text",
        ".s-prose",
        ".gh-content",
        ".prose",
        "article",
        "div[role=main]",
        "section[role=main]",
        "main",
    )
)
_MAIN = Selection(("main", "div[role=main]", "section[role=main]"))
_GOOD = frozenset(
    "article body content entry hentry main page post text blog story markdown prose document doc docs".split()
)
_PLACES = ("div", "section", "article", "main", "td", "p", "center", "form", "blockquote")
_BLOCKS = frozenset(
    ("p", "div", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "table", "blockquote", "section", "article", "center")
)


def main(page: Page, weights: Weights) -> tuple[Element, ...]:
    """The elements that hold the article, in order; the whole page where nothing stands out.
    The frame is out of `weights`."""
    body = next(iter(page.tagged("body")), page.root)
    explicit = _explicit(body, weights)
    named = any(root.name not in ("main", "div", "section") for root in explicit)
    roots = explicit or _by_weight(page, body, weights)
    if not named and (titled := below_title(page, body, weights)):
        return _narrowed(roots if agrees(roots, titled, weights) else titled, page, body, weights)
    roots = second_look(roots, page, body, weights)
    if not explicit and sum(weights[root].plain for root in roots) < min(weights[body].plain / 2, _SHORT):
        roots = (body,)
    return _narrowed(roots, page, body, weights)


_SHORT = 400
"""A choice with fewer letters proves nothing where as many stand beside it."""


def _narrowed(roots: tuple[Element, ...], page: Page, body: Element, weights: Weights) -> tuple[Element, ...]:
    """The element that a page made for nothing but the article's text, where all its paragraphs, listings and tables
    stand in it, and beside it only lines that no paragraph holds: counts, declarations, tags."""
    flow = [
        one
        for root in roots
        for one in ((root,) if root.name in _FLOW else root.all(*_FLOW))
        if not weights.in_frame(one) and weights[one].plain > weights[one].links
    ]
    if len(flow) < 2:
        return roots
    start, end = min(one.start for one in flow), max(one.end for one in flow)
    around = [
        one
        for one in page.tagged("article", "div", "section")
        if one.start <= start and end <= one.end and any(root.holds(one) for root in roots)
    ]
    made = [one for one in around if one.name == "article" or not words_of(one.classes, "").isdisjoint(_FOR_TEXT)]
    if not made:
        return roots
    text, prose = max(made, key=lambda one: one.start), Prose(body, weights)
    return roots if sum(map(prose.of, roots)) > prose.of(text) else (text,)


_FLOW = ("p", "pre", "table", "ul", "ol", "dl", "blockquote", "figure", "h2", "h3", "h4", "h5", "h6")
_FOR_TEXT = frozenset("markdown prosemirror ql-editor lake-content richtext rich-text article-content".split())
"""Words by which pages call what holds the text that an editor or a parser made."""


def _by_weight(page: Page, body: Element, weights: Weights) -> tuple[Element, ...]:
    best, most = body, 0.0
    for element in page.tagged(*_PLACES):
        mine = weights[element]
        if mine.letters <= 0 or mine.score <= most * 0.8 or weights.data.around(element) is not None:
            continue
        score = (
            mine.score
            * (1 - mine.links / mine.letters)
            * (1.25 if not _GOOD.isdisjoint(words_of(element.classes, element.attr("id"))) else 1.0)
        )
        if score > most:
            best, most = element, score
    parts = _with_its_like(best, body, weights)
    return parts if len(parts) > 1 else (_climbed(parts[0], body, weights),)


def _explicit(body: Element, weights: Weights) -> tuple[Element, ...]:
    plain = max(weights[body].plain, 1)
    for selector in _EXPLICIT:
        candidates = [e for e in selector.find(body) if weights[e].plain > weights[e].links]
        candidates = [e for e in candidates if not weights.in_frame(e)] or candidates
        if not candidates:
            continue
        best = max(candidates, key=lambda e: weights[e].plain)
        if best.name == "article" and len(candidates) > 1 and (first := _of_the_title(candidates)) is not None:
            return (first,)
        mine = weights[best].plain
        beside = [e for e in candidates if e is not best and not best.holds(e) and not e.holds(best)]
        others = sum(weights[e].plain for e in beside)
        if others > 0.5 * mine and (around := _around(candidates, body)) is not body:
            best, mine = around, mine + others
        if mine < 0.2 * plain and mine < 3000 or others > mine and best is body:
            continue
        if best.name == "article" and any(e.holds(best) and mine < 0.5 * weights[e].plain for e in _MAIN.find(body)):
            continue
        return _with_more(best, _going_on(best, beside, weights), body)
    return ()


def _with_more(best: Element, more: list[Element], body: Element) -> tuple[Element, ...]:
    """The elements from the first to the last of those that hold these; what is around them where words stand between
    them."""
    alike = sorted((best, *more), key=lambda one: one.start)
    around = _around(alike, body) if more else best
    if not more or any(isinstance(node, Chars) and not node.isspace() for node in around.contents):
        return (around,)
    return tuple(one for one in around.elements if one.end > alike[0].start and one.start < alike[-1].end)


def _going_on(best: Element, beside: list[Element], weights: Weights) -> list[Element]:
    """The elements of the very kind of the article's own that are parts of it, or posts below: what says something in
    sentences, and neither it nor what is around it alone leads to another page or is another article."""
    found: list[Element] = []
    others: dict[int, bool] = {}
    for other in beside if best.classes else ():
        mine, words = weights[other], other.words()
        is_text = mine.links <= 0.3 * mine.letters and _SENTENCE.search(words) and not words.endswith(_CUT)
        if (other.name, other.classes) != (best.name, best.classes) or weights.in_frame(other) or not is_text:
            continue
        path: list[Element] = []
        node: object = other
        is_another = False
        while isinstance(node, Element) and not node.holds(best) and not is_another:
            if id(node) in others:
                is_another = others[id(node)]
                break
            path.append(node)
            is_another = node.name in _ANOTHER or any(map(_leads_away, node.all("h1", *_HEADINGS)))
            node = node.parent
        others.update((id(one), is_another) for one in path)
        if not is_another:
            found.append(other)
    return found


def _leads_away(heading: Element) -> bool:
    link = next(heading.all("a"), None)
    return link is not None and link.attr("href")[:1] not in ("", "#") and link.words() == heading.words()


_ANOTHER = frozenset(("article", "a", "aside", "footer", "nav", "form", "dialog"))
_CUT = ("…", "...")
_SENTENCE = regex(r"[.!?。！？：:](?:\s|$|[\"”’）)])")


def _of_the_title(articles: list[Element]) -> Element | None:
    """The one of these articles that has the page's title as its heading, where the others have lesser ones:
    teasers."""
    titled = [article for article in articles if next(article.all("h1"), None) is not None]
    return (
        titled[0]
        if len(titled) == 1
        and sum(next(article.all("h2", "h3"), None) is not None for article in articles) >= len(articles) - 1
        else None
    )


def _around(elements: list[Element], body: Element) -> Element:
    """The innermost element that holds all of them."""
    start, end = min(e.start for e in elements), max(e.end for e in elements)
    node: object = elements[0]
    while isinstance(node, Element) and node is not body:
        if node.start <= start and node.end >= end:
            return node
        node = node.parent
    return body


def _with_its_like(best: Element, body: Element, weights: Weights) -> tuple[Element, ...]:
    """The posts of a thread stand in elements of one kind: all of them, or what holds them,
    where they weigh as much as the one."""
    if not best.classes:
        return (best,)
    alike = [e for e in body.all(best.name) if e.classes == best.classes and not best.holds(e) and not e.holds(best)]
    if not alike or sum(weights[e].plain for e in alike) <= 0.3 * weights[best].plain:
        return (best,)
    alike = sorted((best, *alike), key=lambda e: e.start)
    around = _around(alike, body)
    return tuple(alike) if _are_records(alike, around, weights) else (around,)


def _are_records(alike: list[Element], around: Element, weights: Weights) -> bool:
    """True where each stands in an item of its own of one kind, beside a little that is said of it: who wrote it,
    and when."""
    items: list[Element] = []
    for element in alike:
        item = element
        while isinstance(item.parent, Element) and item.parent is not around:
            item = item.parent
        items.append(item)
    if len({id(item) for item in items}) < len(items) or any(
        item is element for item, element in zip(items, alike, strict=True)
    ):
        return False
    if len({item.name for item in items}) > 1 or _are_sections(items, alike):
        return False
    prose = Prose(around, weights)
    mine = [prose.of(element) for element in alike]
    if prose.of(around) - sum(mine) > max(min(mine), _A_SENTENCE):
        return False
    return all(
        weights[item].letters - weights[element].letters < 300 for item, element in zip(items, alike, strict=True)
    )


def _are_sections(items: list[Element], alike: list[Element]) -> bool:
    """True where each begins with a heading of its own, as parts of one article do: what is said of a post is a link
    to it, or the subject of all of them."""
    titles: set[str] = set()
    for item, element in zip(items, alike, strict=True):
        heading = next((e for e in item.all(*_HEADINGS) if e.end <= element.start), None)
        if heading is None or any(link.words() == heading.words() for link in heading.all("a")):
            return False
        titles.add(heading.words())
    return len(titles) == len(items)


def _climbed(best: Element, body: Element, weights: Weights) -> Element:
    """The candidate, or what is around it where that holds much more text and hardly more links."""
    while best is not body and isinstance(best.parent, Element):
        parent = best.parent
        gain = weights[parent].plain - weights[best].plain
        more = weights[parent].links - weights[best].links
        if gain > 0.15 * weights[best].plain and more < 0.3 * gain or best.name in _INNER and not _is_column(best):
            best = parent
        elif (book := _around_chapters(parent)) is not None:
            best = book
        else:
            break
    return best


def _around_chapters(chapter: Element) -> Element | None:
    """What holds a part under its own heading and others of its kind under theirs."""
    around = chapter.parent
    if not isinstance(around, Element) or not _is_headed(chapter):
        return None
    alike = [one for one in around.elements if one.name == chapter.name and one.classes == chapter.classes]
    return around if len(alike) > 1 and all(map(_is_headed, alike)) else None


def _is_headed(element: Element) -> bool:
    first = next(element.elements, None)
    return first is not None and first.name in _HEADINGS


_HEADINGS = ("h2", "h3", "h4")
_A_SENTENCE = 60
"""Letters of running text that no line about a post has."""
_INNER = frozenset(("p", "td", "tr", "tbody", "li", "blockquote"))


def _is_column(element: Element) -> bool:
    """True for a cell that holds what an article is made of: its table only places things."""
    return element.name == "td" and sum(child.name in _BLOCKS for child in element.elements) > 1

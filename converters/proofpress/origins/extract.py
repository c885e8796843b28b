"""Where the article stands in a page of any site: text density, the words pages use for their parts, and nothing learnt.

Two questions, each a function: `main` finds the element that holds the article, `Frame` tells what inside it is not the
article (comments, sharing, related posts). Listings, tables and formulas count as text, so that they are never the price.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.select import Selection

_EXPLICIT = tuple(Selection((selector,)) for selector in (
    "div[itemprop=articleBody]", "section[itemprop=articleBody]", "article[itemprop=articleBody]", "div[data-testid=article-body]", ".markdown-body", ".article__body", ".post__content", ".post-content", ".entry-content", ".article-content",
    ".article-body", ".post-body", ".blog-content", ".blog-post-content", ".rich_media_content", ".post_content", ".article_content", ".postcontent",
    ".entry__content", ".content-body", ".story-body", ".theme-doc-markdown", ".td-content", ".md-content", ".document", ".rst-content", "#mw-content-text",
    ".post-text", ".s-prose", ".gh-content", ".prose", "div[role=main]", "section[role=main]", "main", "article",
))
_GOOD = frozenset("article body content entry hentry main page post text blog story markdown prose document doc docs".split())
_BAD = frozenset(
    "comment comments combx disqus respond footer footnote masthead media meta related scroll shoutbox sidebar sponsor shopping tags tool widget nav menu"
    " header banner breadcrumb breadcrumbs social share recommend recommended advert ads promo newsletter subscribe pagination toc modal popup cookie".split()
)
_FRAME = frozenset(
    "comments commentlist disqus respond sharing share social socials sharedaddy addtoany sidebar related recommend recommended recommendation recommendations breadcrumb breadcrumbs"
    " newsletter subscribe subscription signup advert advertisement ads adsbygoogle sponsor sponsored promo popup modal cookie cookies consent pagination pager"
    " navigation navbar nav menu prevnext toolbar pingback trackback jp-relatedposts login signin paywall skiplink skip rating feedback utterances giscus"
    " editlink editsection noprint printfriendly author-box authorbox authorbio readmore likes reactions applause copyright-notice".split()
)
_COMMA = re.compile(r"[,，、;；。]")
_WORD = re.compile(r"[A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TEXTUAL = frozenset(("p", "pre", "blockquote", "li", "td", "dd", "section", "h2", "h3", "h4", "figure"))
_SKIPPED = frozenset(("script", "style", "noscript", "template", "nav", "select", "textarea", "button", "svg", "head", "title", "iframe"))


@dataclass(slots=True)
class Weight:
    """Letters in an element, letters in its links, and its score as the place of an article."""

    letters: int = 0
    links: int = 0
    score: float = 0.0
    controls: int = 0


def weigh(page: Page) -> dict[int, Weight]:
    """Each element's weight, by identity, in one walk."""
    weights: dict[int, Weight] = {}
    order: list[Element] = []
    for element in page.root.all():
        weights[id(element)] = Weight()
        order.append(element)
    weights[id(page.root)] = Weight()
    for element in reversed(order):
        mine = weights[id(element)]
        if element.name in _SKIPPED:
            continue
        own = sum(len(child) - child.count(" ") - child.count("\n") for child in element.contents if type(child) is Chars)
        mine.letters += own
        if element.name == "a":
            mine.links = mine.letters
        elif element.name in ("input", "form"):
            mine.controls += 1
        parent = element.parent
        if not isinstance(parent, Element):
            continue
        above = weights[id(parent)]
        above.letters += mine.letters
        above.links += mine.links
        above.controls += mine.controls
        if element.name in _TEXTUAL or own > 40 and element.name in ("div", "span", "article"):
            _score(element, mine, weights)
    return weights


def _score(element: Element, mine: Weight, weights: dict[int, Weight]) -> None:
    plain = mine.letters - mine.links
    if plain < 20:
        return
    points = 1 + min(len(_COMMA.findall("".join(child for child in element.contents if type(child) is Chars))), 10) + min(plain / 80, 4)
    points *= plain / mine.letters
    above = element.parent
    for share in (1.0, 0.5, 0.25, 0.12):
        if not isinstance(above, Element):
            return
        weights[id(above)].score += points * share
        above = above.parent


def words_of(element: Element) -> set[str]:
    """The words in an element's class and id, in lower case, cut at signs and capitals, with the compounds whole."""
    found: set[str] = set()
    for name in (*element.classes, element.attr("id")):
        if name:
            found.add(name.lower())
            for word in _WORD.findall(_CAMEL.sub(" ", name)):
                found.add(word.lower())
    return found


def main(page: Page, weights: dict[int, Weight]) -> Element:
    """The element that holds the article; the whole page where nothing stands out."""
    body = next(iter(page.tagged("body")), page.root)
    total = weights[id(body)] if id(body) in weights else weights[id(page.root)]
    plain = max(total.letters - total.links, 1)
    found = _explicit(body, weights, plain)
    if found is not None:
        return found
    best, most = body, 0.0
    for element in page.tagged("div", "section", "article", "main", "td", "p", "center", "form", "blockquote"):
        mine = weights[id(element)]
        if not mine.letters:
            continue
        score = mine.score * (1 - mine.links / mine.letters)
        words = words_of(element)
        score *= 1.25 if not _GOOD.isdisjoint(words) else 1.0
        score *= 0.4 if not _BAD.isdisjoint(words) else 1.0
        if score > most:
            best, most = element, score
    return _climbed(_with_its_like(best, body, weights), body, weights, plain)


def _explicit(body: Element, weights: dict[int, Weight], plain: int) -> Element | None:
    for selector in _EXPLICIT:
        candidates = [e for e in selector.find(body) if weights[id(e)].letters > weights[id(e)].links]
        if not candidates:
            continue
        best = max(candidates, key=lambda e: weights[id(e)].letters - weights[id(e)].links)
        mine = weights[id(best)].letters - weights[id(best)].links
        others = sum(weights[id(e)].letters - weights[id(e)].links for e in candidates if e is not best and not _within(e, best) and not _within(best, e))
        if others > 0.5 * mine and (around := _around(candidates, body)) is not body:
            best, mine = around, mine + others
        if mine < 0.2 * plain and mine < 3000 or others > mine and best is body:
            continue
        return best
    return None


def _around(elements: list[Element], body: Element) -> Element:
    """The innermost element that holds all of them."""
    start, end = min(e.start for e in elements), max(e.end for e in elements)
    node: object = elements[0]
    while isinstance(node, Element) and node is not body:
        if node.start <= start and node.end >= end:
            return node
        node = node.parent
    return body


def _with_its_like(best: Element, body: Element, weights: dict[int, Weight]) -> Element:
    """The posts of a thread stand in elements of one kind: what holds all of them, where they weigh as much as the one."""
    if not best.classes:
        return best
    alike = [e for e in body.all(best.name) if e.classes == best.classes and not _within(e, best) and not _within(best, e)]
    mine = weights[id(best)].letters - weights[id(best)].links
    if alike and sum(weights[id(e)].letters - weights[id(e)].links for e in alike) > 0.3 * mine:
        return _around([best, *alike], body)
    return best


def _within(inner: Element, outer: Element) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _climbed(best: Element, body: Element, weights: dict[int, Weight], plain: int) -> Element:
    """The candidate, or what is around it where that holds much more text and hardly more links."""
    while best is not body and isinstance(best.parent, Element):
        parent = best.parent
        mine, above = weights[id(best)], weights[id(parent)]
        gain = (above.letters - above.links) - (mine.letters - mine.links)
        more = above.links - mine.links
        if gain > 0.15 * (mine.letters - mine.links) and more < 0.3 * gain or best.name in ("p", "td", "tr", "tbody", "li", "blockquote"):
            best = parent
        else:
            break
    return best


_LABELS = frozenset(("advertisement", "advertising", "sponsored", "ad", "广告", "推广", "廣告", "広告"))
_PARTS = frozenset(("div", "section", "ul", "ol", "dl", "aside", "nav", "footer", "header", "form", "menu", "article"))


class Frame:
    """What stands inside the article's element and is not the article. It answers like a `Selection`."""

    def __init__(self, root: Element, weights: dict[int, Weight]) -> None:
        self._weights = weights
        whole = weights.get(id(root), Weight())
        self._whole = max(whole.letters - whole.links, 1)
        self._known: dict[str, bool] = {}

    def holds(self, element: Element) -> bool:
        """True for a part of the page's frame: it says so, and it doesn't hold what the article is made of."""
        mine = self._weights.get(id(element))
        if mine is None:
            return False
        if element.name not in _PARTS:
            return mine.letters < 14 and element.name == "p" and element.words().lower() in _LABELS
        if 0 < mine.letters < 14 and element.words().lower() in _LABELS:
            return True
        plain = mine.letters - mine.links
        if plain > 0.4 * self._whole:
            return False
        if element.name in ("nav", "aside", "footer", "form") or element.attr("role") in ("navigation", "complementary", "contentinfo", "search", "dialog"):
            return element.name != "form" and (element.name != "aside" or not _is_note(element)) or mine.controls > 1 and mine.letters < 400
        if element.classes or "id" in element.attrs:
            key = f"{element.attr('class')}\n{element.attr('id')}"
            named = self._known.get(key)
            if named is None:
                named = self._known[key] = not _FRAME.isdisjoint(words_of(element))
            if named and (plain < 0.15 * self._whole or mine.links > 0.3 * mine.letters or "comments" in words_of(element)):
                return True
        return element.name in ("ul", "ol", "div") and mine.letters > 30 and mine.links > 0.85 * mine.letters and plain < 20 and mine.links > 200 and _only_links(element)


def _is_note(element: Element) -> bool:
    return not words_of(element).isdisjoint(("note", "admonition", "callout", "footnote", "tip", "warning", "marginnote", "sidenote", "topic", "footnotes"))


def _only_links(element: Element) -> bool:
    """True for a list of links that lead elsewhere in the site, not for a list of works with their addresses."""
    links = list(element.all("a"))
    inside = sum(not link.attr("href").startswith("http") for link in links)
    return len(links) >= 6 and inside > 0.7 * len(links)

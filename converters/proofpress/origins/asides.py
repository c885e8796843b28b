"""What is built like a part of a page's frame and belongs to its text: remarks, signatures, notes, heads of boxes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from proofpress.origins.weight import Weights
from proofpress.readers.html import boxes, pulled
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.nesting import HEADINGS
from proofpress.words import page as names

_FLOW = frozenset((*HEADINGS, "p", "pre", "ul", "ol", "dl", "figure", "blockquote", "table"))
_NEAR = 12
"""Nodes that are looked at beside a part for the text that it stands in."""
_PARTS = frozenset("div section article aside li td details".split())
_LITTLE = 0.4
_ENOUGH = 12
"""Letters of a part that says something."""
_BELOW = 60
"""Nodes beside a card among which the text or its like is looked for."""


class Asides:
    """Which elements of a page belong to its text; `whole` is how much the page says outside of links."""

    def __init__(self, page: Page, weights: Weights, whole: int) -> None:
        self._weights = weights
        self._whole = whole
        self._texts = {id(paragraph.parent) for paragraph in page.tagged("p")}
        self._signatures = _signatures(page)

    def is_remark(self, element: Element) -> bool:
        """True for an `<aside>` between the paragraphs of a text or beside one without a link, of data beside them,
        with a sentence or a quotation of it, a card of one page that it links to, or a named box."""
        is_data = id(element.parent) in self._texts and _is_data(element)
        if is_data or pulled.is_one(element) or boxes.is_named(element):
            return True
        beside = (_speaking(element.previous_siblings), _speaking(element.next_siblings))
        inside = [node is not None and (node.name in _FLOW or "-" in node.name) for node in beside]
        if next(element.all("blockquote"), None) is not None:
            return any(inside)
        mine = self._weights[element]
        if any(inside) and id(element.parent) in self._texts and not mine.links and not mine.controls:
            return mine.letters >= _ENOUGH
        return all(inside) and (mine.links < 0.3 * mine.letters or len({a.attr("href") for a in element.all("a")}) == 1)

    def is_beside_text(self, element: Element) -> bool:
        """True for what a book or an author sets beside the text: under a title page or a title of its own with hardly
        a link below it, as DocBook writes it, or between the paragraphs of a text."""
        first = next(element.elements, None)
        titled = first is not None and first.name == "p" and "title" in first.classes
        mine = self._weights[element]
        return (
            any("titlepage" in part.classes for part in element.elements)
            or titled
            and mine.links < 0.3 * mine.letters
            or self.is_remark(element)
        )

    def closes_text(self, footer: Element) -> bool:
        """True for a `<footer>` with notes, or below one of several posts."""
        return id(footer) in self._signatures or _holds_notes(footer)

    def is_of_a_part(self, edge: Element) -> bool:
        """True for the `<header>` or the `<footer>` of a quotation, a figure, a card below a paragraph, or a section
        under its own heading: of a part that says more, and little of what the page says. What signs, dates or leads on
        from such a part is another matter."""
        part = edge.parent
        if not isinstance(part, Element):
            return False
        if part.name in ("blockquote", "figure"):
            return True
        own, mine = self._weights[edge], self._weights[part]
        if part.name not in _PARTS or mine.plain > _LITTLE * self._whole or mine.letters <= own.letters:
            return False
        if (
            own.controls
            or next(edge.all("time", "nav", "form"), None) is not None
            or next(part.all("h1"), None) is not None
        ):
            return False
        leads_to = {link.attr("href") for link in edge.all("a")}
        if len(leads_to) > 1:
            return False
        if part.name == "details" or part.name == "section" and next(part.all(*HEADINGS), None) is not None:
            return True
        before = [one for one in islice(part.previous_siblings, _BELOW) if isinstance(one, Element)]
        if any(one.name == "p" for one in before):
            return True
        behind = (one for one in islice(part.next_siblings, _BELOW) if isinstance(one, Element))
        alike = (one for one in (*before, *behind) if one.name == part.name)
        return not leads_to and any(self._weights[one].plain > _ENOUGH for one in alike)


def _speaking(siblings: Iterable[object]) -> Element | None:
    """The first of the elements beside a part, but for those that show no word: scripts, styles, places for ads."""
    near = (node for node in islice(siblings, _NEAR) if isinstance(node, Element))
    return next((node for node in near if node.name in _FLOW or not node.is_wordless), None)


def _is_data(element: Element) -> bool:
    """True for labels with their values, two or more: the card of a subject."""
    pairs = 0
    for row in element.all("div", "section", "li", "tr", "dl"):
        cells = list(row.elements)
        if len(cells) == 2 and all(cell.words() for cell in cells):
            label = cells[0]
            is_short = len(label.words()) < 40 and label.name != "a" and next(label.all("a", "p"), None) is None
            pairs += is_short and label.name not in ("ul", "ol") and cells[1].name != "a"
    return pairs > 1


def is_part_of_a_book(element: Element) -> bool:
    """True for what an electronic book says that it is, such as its notes."""
    kinds = {element.attr("role"), *(f"doc-{kind}" for kind in element.attr("epub:type").split())}
    return not names.PARTS_OF_A_BOOK.isdisjoint(kinds)


def _holds_notes(element: Element) -> bool:
    return any(
        not below.classes.isdisjoint(names.NOTES) or below.attr("id").startswith("fn")
        for below in element.all("section", "div", "ol", "li")
    )


def _signatures(page: Page) -> set[int]:
    """The footers (by `id`) of parts of a kind that all have one, none of them under a heading: below a post who wrote
    it."""
    above = (footer.parent.parent for footer in page.tagged("footer") if isinstance(footer.parent, Element))
    found: set[int] = set()
    for holder in {id(one): one for one in above if isinstance(one, Element)}.values():
        kinds: dict[tuple[str, frozenset[str]], list[Element]] = {}
        for part in holder.elements:
            kinds.setdefault((part.name, part.classes), []).append(part)
        for (name, _), alike in kinds.items():
            feet = [[below for below in part.elements if below.name == "footer"] for part in alike]
            is_post = name not in ("body", "main") and len(alike) > 1 and all(feet)
            if is_post and all(next(part.all(*HEADINGS), None) is None for part in alike):
                found.update(id(foot) for own in feet for foot in own)
    return found


def holds_figure(element: Element) -> bool:
    """True for what holds a picture with its caption."""
    return next(element.all("figcaption"), None) is not None and next(element.all("img", "picture"), None) is not None


def heads_box(element: Element) -> bool:
    """True for the head of a box of a certain kind."""
    above = element.parent
    if not isinstance(above, Element) or not above.classes or not boxes.is_head(element):
        return False
    return next(above.elements) is element and boxes.is_named(above)

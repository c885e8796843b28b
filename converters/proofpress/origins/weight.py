"""How much text stands in each element of a page, and how much of it is links: what an article is found by."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from proofpress.origins.cells import DataTables
from proofpress.readers.html import buttons
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.regex import regex

_COMMA = regex(r"[,，、;；。]")
_TEXTUAL = frozenset(("p", "pre", "blockquote", "li", "td", "dd", "section", "h2", "h3", "h4", "figure"))
_LOOSE = frozenset(("div", "span", "article"))
_SKIPPED = frozenset(("script", "style", "noscript", "template", "nav", "svg", "head", "title", "iframe"))
_CONTROLS = frozenset(("input", "button", "select", "textarea"))


@dataclass(slots=True)
class Weight:
    """Letters in an element, letters in its links, its controls, and its score as the place of an article."""

    letters: int = 0
    links: int = 0
    controls: int = 0
    score: float = 0.0

    @property
    def plain(self) -> int:
        """The letters outside of links."""
        return self.letters - self.links


class Weights:
    """The weights of a page's elements. `without` takes the page's frame out of them, and then the scores are made."""

    def __init__(self, page: Page) -> None:
        self.elements: list[Element] = list(page.root.all())
        self._of: defaultdict[int, Weight] = defaultdict(Weight)
        self._frame: list[Element] = []
        self._starts: list[int] = []
        self._texts: list[tuple[Element, int, int]] = []
        self.data = DataTables(page)
        self._weigh()
        self._texts.reverse()

    def __getitem__(self, element: Element) -> Weight:
        return self._of.get(id(element), _NOTHING)

    def _weigh(self) -> None:
        """Weigh the elements from the last to the first: what stands in one comes before it."""
        weights, texts = self._of, self._texts
        for element in reversed(self.elements):
            name = element.name
            if name in _SKIPPED:
                continue
            if name in _CONTROLS and not buttons.is_text(element):
                mine = weights[id(element)]
                mine.controls += element.attr("type") not in ("hidden", "checkbox")
            else:
                own = 0
                for child in element.contents:
                    if type(child) is Chars:
                        own += len(child) - child.count(" ") - child.count("\n")
                if not own and id(element) not in weights:
                    continue
                mine = weights[id(element)]
                mine.letters += own
                if name == "a":
                    mine.links = mine.letters
                if name in _TEXTUAL or own > 40 and name in _LOOSE:
                    texts.append((element, mine.letters, mine.links))
                if mine.letters:
                    above = weights[id(element.parent)]
                    above.letters += mine.letters
                    above.links += mine.links
            if mine.controls:
                weights[id(element.parent)].controls += mine.controls

    def without(self, frame: list[Element]) -> None:
        """Take these elements, none inside of another and in order, out of what is around them, and score the rest."""
        for element in frame:
            mine = self[element]
            above = element.parent
            while isinstance(above, Element):
                weight = self._of[id(above)]
                weight.letters -= mine.letters
                weight.links -= mine.links
                above = above.parent
        self._frame, self._starts = frame, [element.start for element in frame]
        for element, letters, links in self._texts:
            if not self.in_frame(element):
                self._score(element, letters, links)

    def in_frame(self, element: Element) -> bool:
        """True for what stands in an element that was taken out."""
        at = bisect_right(self._starts, element.start) - 1
        return at >= 0 and element.start < self._frame[at].end

    def _score(self, element: Element, letters: int, links: int) -> None:
        plain = letters - links
        if plain < 20:
            return
        commas = sum(len(_COMMA.findall(child)) for child in element.contents if type(child) is Chars)
        points = (1 + min(commas, 10) + min(plain / 80, 4)) * plain / letters
        above = (self.data.around(element) or element).parent
        for share in (1.0, 0.5, 0.25, 0.12):
            if not isinstance(above, Element):
                return
            self._of[id(above)].score += points * share
            above = above.parent


_NOTHING = Weight()

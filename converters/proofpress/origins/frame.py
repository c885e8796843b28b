"""What stands on a page and is not the article, by the words that pages use for their parts,
decided once for the page."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import chain, islice

from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.origins import asides, others, pages, portals, tools
from proofpress.origins.columns import columns
from proofpress.origins.named import words_of
from proofpress.origins.weight import Weights
from proofpress.readers.html import cards, controls
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.nesting import HEADINGS
from proofpress.regex import regex
from proofpress.words import matter
from proofpress.words import page as names

_PARTS = frozenset(
    (
        "div",
        "section",
        "ul",
        "ol",
        "dl",
        "aside",
        "nav",
        "footer",
        "header",
        "form",
        "menu",
        "article",
        "details",
        "dialog",
        "table",
    )
)
_ENDS = ("header", "footer")
_ENDS_OF_OWN = frozenset(("footer", "navbar", "sidebar"))
"""What a site's own elements are called by the end of their names (`distill-footer`)."""
_LINES = frozenset(("span", "a", "p", "h2", "h3", "h4", "h5", "h6", "small", "em", "i"))
_CONTENT = ("p", "pre", "table", "img", "h1", "h2", "h3", "math")
_LOW = frozenset(("h4", "h5", "h6"))
_META = names.OVER_TEXT | {"post-footer"}
"""The classes of a line with the day of a text, which old themes of blogs write as a heading."""
_REMARK = regex(r"cmt\d+")
"""The id of a reader's remark in Z-Blog."""
_NOTICE = 400
"""Letters of a notice of who may print a text again."""
_LABEL = 20
"""Letters that a label has at most."""
_PARAGRAPH = 60
_NEVER = sys.maxsize


class Frame:
    """The parts of a page's frame. It answers like a `Selection`; `parts` are the outermost, in order."""

    def __init__(self, page: Page, weights: Weights) -> None:
        self._weights = weights
        body = next(iter(page.tagged("body")), page.root)
        whole = weights[body]
        self._whole = max(whole.plain, 1)
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._kept = _around(page.tagged("h1")[:4], page.tagged("main")[:1])
        self._sections = _sections(page)
        self._logins = _around([control for control in page.tagged("input") if control.attr("type") == "password"])
        self._lists = whole.plain > 400
        self._begun = _begun(page, weights)
        self._paragraphs = {id(one.parent) for one in page.tagged("p")} | {id(one) for one in page.tagged("article")}
        fields = (field for field, _ in tools.tag_fields(page))
        self._tools = {id(one) for one in chain(tools.tools(page), fields, portals.feet(page))}
        self._labelled: dict[int, bool] = {}
        self._often: dict[str, bool] = {}
        self._posts: set[int] = set()
        self._asides = asides.Asides(page, weights, self._whole)
        self._columns = {
            id(one)
            for one in columns(page)
            if self._words(one).isdisjoint(names.NOTES)
            and (one.name != "aside" or "role" in one.attrs or not self._asides.is_remark(one))
        }
        self.parts = self._outermost(weights, with_comments=True)
        if posts := self._said_by_several():
            self._posts = _around(posts)
            self.parts = self._outermost(weights, with_comments=True)
        if self._rest() < max(100, 0.05 * self._whole):
            self.parts = self._outermost(weights, with_comments=False)
        if self._rest() < min(100, 0.3 * self._whole):
            self.parts = [part for part in self.parts if _is_dialog(part) or id(part) in self._columns]
        self.parts = sorted((*self.parts, *self._labels()), key=lambda part: part.start)
        self._ids = {id(element) for element in self.parts}

    def _outermost(self, weights: Weights, *, with_comments: bool) -> list[Element]:
        """The outermost parts of the frame; comments are the page's text where it holds hardly any other."""
        self._comments = names.COMMENTS if with_comments else _NONE
        parts: list[Element] = []
        end = -1
        for element in weights.elements:
            if element.start >= end and element.name not in ("html", "body", "main") and self._is_frame(element):
                parts.append(element)
                end = element.end
        return parts

    def _labels(self) -> list[Element]:
        """What stands right above a part that goes, and names it: a heading over a table of contents, or a line of any
        other kind where the element around the two holds nothing else."""
        found: list[Element] = []
        for part in self.parts:
            before = next((node for node in part.previous_siblings if isinstance(node, Element)), None)
            if before is None or not isinstance(part.parent, Element) or self._weights[before].letters >= _LABEL:
                continue
            if before.name in HEADINGS:
                names_it = before.name != "h1" and not self._words(part).isdisjoint(names.CONTENTS)
            else:
                mine, label = self._weights[part].letters, self._weights[before].letters
                is_all = self._weights[part.parent].letters == mine + label
                is_list = part.name != "span" and mine > max(5 * label, 2 * _LABEL)
                names_it = is_all and is_list and label > 0 and next(before.all(*HEADINGS), None) is None
            if names_it:
                found.append(before)
        return found

    def _said_by_several(self) -> list[Element]:
        """The parts of one class that hold prose of their own each, and together much of the page's:
        posts of a thread."""
        alike: dict[str, list[Element]] = {}
        for part in self.parts:
            mine = self._weights[part]
            if (
                part.classes
                and part.name not in ("nav", "footer", "form", "aside")
                and mine.plain >= 80 > 4 * mine.links
            ):
                alike.setdefault(part.attr("class"), []).append(part)
        found: list[Element] = []
        for same in alike.values():
            said = {part.words() for part in same}
            if 1 < len(said) == len(same) and not self._words(same[0]) & names.COMMENTS:
                heavy = sum(self._weights[part].plain for part in same)
                found.extend(same if heavy > 0.15 * self._whole else ())
        return found

    def _rest(self) -> int:
        """The letters outside of the frame and of links."""
        return self._whole - sum(self._weights[part].plain for part in self.parts)

    def holds(self, element: Element) -> bool:
        """True for a part of the page's frame."""
        return id(element) in self._ids

    def _holds_place(self, element: Element, size: int) -> bool:
        """Whether an element holds nothing but the place of an advertisement and links that lead on below it."""
        if size >= 3 * _LABEL:
            return False
        links = [link for link in element.all("a") if link.attr("href").startswith("#")]
        place = next(filter(self._is_label, element.all("div", "p", "span", "ins")), None) if links else None
        if place is None:
            return False
        said = sum(len(letters(one.words())) for one in (place, *links))
        return said == len(letters(element.words()))

    def _is_label(self, element: Element) -> bool:
        """Whether an element says that an advertisement stands there; every element around it asks."""
        known = self._labelled.get(id(element))
        if known is None:
            known = self._labelled[id(element)] = element.words().lower() in names.LABELS
        return known

    def _is_frame(self, element: Element) -> bool:
        name = element.name
        if id(element) in self._tools:
            return True
        if name not in _PARTS:
            if "-" in name and name.rpartition("-")[2] in _ENDS_OF_OWN:
                return self._weights[element].plain < 0.3 * self._whole
            return name in _LINES and self._is_small(element) or "-" in name and "nocontent" in element.classes
        mine = self._weights[element]
        if not mine.letters and _is_advert(element) or mine.letters < 4 * _LABEL and pages.leads(element):
            return True
        if (
            0 < mine.letters < 14
            and element.words().lower() in names.LABELS
            or self._holds_place(element, mine.letters)
        ):
            return True
        if id(element) in self._kept or id(element) in self._posts or asides.heads_box(element):
            return False
        if id(element) in self._columns:
            return True
        words = self._words(element)
        plain = mine.plain
        if self._comments and _REMARK.fullmatch(element.attr("id")) and next(element.all("a"), None) is not None:
            return self._whole - plain > 100
        if controls.is_of_the_site(element) and plain < 0.7 * self._whole:
            return True
        if (
            _is_dialog(element)
            and not self._is_shown_dialog(element)
            and self._whole > plain
            and next(element.all("h1", "article"), None) is None
        ):
            return True
        if not words.isdisjoint(self._comments) or self._comments and "discussion" in words and _is_thread(element):
            return self._whole - plain > 100
        called = words & names.CERTAIN
        certain = (
            bool(called)
            and not (called == names.BESIDE and self._asides.is_beside_text(element))
            or not words.isdisjoint(names.LINKED)
            and (mine.links > 0.3 * mine.letters or plain < 60)
        )
        named = certain and not element.classes.isdisjoint(names.CERTAIN)
        if plain > (0.7 if named else 0.5 if certain else 0.4) * self._whole:
            return False
        if asides.is_part_of_a_book(element) or not words.isdisjoint(names.NOTES):
            return False
        if (
            element.attr("role") in names.ROLES
            or name == "nav"
            or name == "aside"
            and not self._asides.is_remark(element)
        ):
            return True
        of_part = name in _ENDS and not certain and self._asides.is_of_a_part(element)
        match name:
            case "footer" if not of_part and not self._asides.closes_text(element):
                return True
            case "header" if not of_part and (mine.letters < 60 or mine.links > 0.5 * mine.letters):
                if next(element.all("h1", "h2", "h3", "h4"), None) is None:
                    return True
            case "form" if mine.controls > 0 and mine.letters < max(400, 120 * mine.controls):
                return True
        if (
            id(element) in self._logins
            and plain < 0.25 * self._whole
            or mine.controls > 2
            and mine.letters < 30 * mine.controls
            and next(element.all(*_CONTENT), None) is None
        ):
            return True
        if certain:
            return words.isdisjoint(names.OVER_TEXT) or not asides.holds_figure(element)
        if element.start > self._begun and plain < 0.4 * self._whole and others.are_all(element):
            return True
        if "copyright" in words and mine.letters < _NOTICE and _says_rights(element):
            return True
        few = plain < 0.15 * self._whole
        if few and not words.isdisjoint(names.PROBABLE) and next(element.all("pre", "math"), None) is None:
            return not (
                cards.names_a_page(element)
                or self._is_called_menu(element, words)
                or words & names.PROBABLE == names.OF_PARTS
                and self._is_of_parts(element)
            )
        if not words.isdisjoint(names.GIVING) and _asks_for_money(element):
            return True
        whole = {name.lower() for name in (*element.classes, element.attr("id"))}
        edges = names.EDGES if element.start < self._begun else names.FEET
        is_edge = not whole.isdisjoint(edges) and _is_high(element) and not self._asides.is_of_a_part(element)
        if (
            is_edge
            and (few or mine.letters < 60)
            and (mine.letters < 60 or mine.links > 0.4 * mine.letters)
            and next(element.all("h1", "h2", "h3", "pre"), None) is None
        ):
            return True
        return (
            self._lists
            and mine.links > 200
            and plain < 20
            and mine.links > 0.85 * mine.letters
            and name in ("ul", "ol", "div")
            and others.are_listed(element)
        )

    def _is_called_menu(self, element: Element, words: frozenset[str]) -> bool:
        """Whether a list in the midst of the text is one of words, though it is called what leads to other places."""
        return (
            element.name in ("ul", "ol", "dl")
            and words & names.PROBABLE <= names.LEADING
            and self._is_in_text(element)
            and controls.leads_nowhere(element)
        )

    def _is_of_parts(self, element: Element) -> bool:
        """Whether others of its class stand in the text, too: an article's own metadata stand once."""
        return self._is_in_text(element) and any(self._stands_often(f".{name}", element) for name in element.classes)

    def _stands_often(self, key: str, element: Element) -> bool:
        if key not in self._often:
            in_text = filter(self._is_in_text, element.places.get(key, ()))
            self._often[key] = len(list(islice(in_text, 2))) > 1
        return self._often[key]

    def _is_shown_dialog(self, element: Element) -> bool:
        """Whether an author shows an open dialog, which nothing answers, in the midst of the text."""
        return element.name == "dialog" and self._is_in_text(element) and controls.is_shown_dialog(element)

    def _is_in_text(self, element: Element) -> bool:
        """Whether an element stands behind the beginning of the article in what holds its paragraphs."""
        return element.start > self._begun and id(element.parent) in self._paragraphs

    def _is_small(self, element: Element) -> bool:
        if (
            element.name == "p"
            and (letters := self._weights[element].letters) < 14
            and letters
            and element.words().lower() in names.LABELS
        ):
            return True
        if element.name == "p" and _is_button(element):
            return True
        if element.name in _LOW and not element.classes.isdisjoint(_META) and self._weights[element].letters < 80:
            return any(map(str.isdigit, element.words()))
        return (
            bool(element.classes)
            and not element.classes.isdisjoint(names.SMALL)
            and self._weights[element].letters < 80
            and next(element.all("math", "svg"), None) is None
        )

    def _words(self, element: Element) -> frozenset[str]:
        if not element.classes and "id" not in element.attrs:
            return _NONE
        ident = "" if id(element) in self._sections else element.attr("id")
        key = (element.attr("class"), ident)
        words = self._known.get(key)
        if words is None:
            words = self._known[key] = words_of(element.classes, ident)
        return words


_NONE: frozenset[str] = frozenset()


def _says_rights(element: Element) -> bool:
    """Whether what is called so says who may print the text again, and holds nothing of a text's own."""
    return next(element.all(*HEADINGS, "pre", "table", "math"), None) is None and bool(
        names.RIGHTS.regex.search(element.words())
    )


def _is_advert(element: Element) -> bool:
    """Whether an element without words holds only pictures that lead away and are described as advertisements."""
    pictures = list(element.all("img"))
    return bool(pictures) and all(
        one.attr("alt").strip().lower() in names.LABELS and isinstance(one.parent, Element) and one.parent.name == "a"
        for one in pictures
    )


def _is_button(line: Element) -> bool:
    """True for a line that is one button of the page's own: to share, to subscribe, to go on."""
    links = list(line.elements)
    if len(links) != 1 or links[0].name not in ("a", "button") or line.words() != links[0].words():
        return False
    if "button-wrapper" in line.classes:
        return True
    drawn = any(part in ("button", "btn") for name in links[0].classes for part in re.split(r"[-_]+", name.lower()))
    return drawn and matter.NEXT.regex.fullmatch(line.words()) is not None


def _around(*elements: list[Element]) -> set[int]:
    """The identities of these elements and of all that they stand in."""
    found: set[int] = set()
    for element in chain(*elements):
        above: object = element
        while isinstance(above, Element) and id(above) not in found:
            found.add(id(above))
            above = above.parent
    return found


def _is_high(element: Element) -> bool:
    """True near the body, where the header and the footer of a page stand."""
    above: object = element
    for _ in range(4):
        above = above.parent if isinstance(above, Element) else None
        if isinstance(above, Element) and above.name == "body":
            return True
    return False


def _begun(page: Page, weights: Weights) -> int:
    """Where the article has begun for sure: behind its title, or its first paragraph of some length. What is named a
    header from there on is the head of a part of it."""
    titles = (title.end for main in page.tagged("main", "article")[:1] for title in main.all("h1"))
    said = (
        part.end
        for part in page.tagged("p")
        if weights[part].plain >= _PARAGRAPH or chinese.wide(part.words()) >= _PARAGRAPH // 2
    )
    return min(next(titles, _NEVER), next(said, _NEVER))


def _sections(page: Page) -> set[int]:
    """Sections whose id is made of their own heading, where a page has several: it says what they are about,
    not what they are."""
    found: set[int] = set()
    for element in page.tagged("section", "div"):
        if ident := element.attrs.get("id"):
            first = next(element.elements, None)
            if first is not None and first.name in HEADINGS and letters(first.words()) == letters(str(ident)):
                found.add(id(element))
    return found if len(found) > 2 else set()


def _asks_for_money(element: Element) -> bool:
    """True for a picture or a button under a few words that ask for a gift."""
    said = element.words()
    if len(said) > _REQUEST or next(element.all("img", "button", "a"), None) is None:
        return False
    if next(element.all(*HEADINGS), None) is not None:
        return False
    return names.GIFT.regex.search(said) is not None


_REQUEST = 200


def _is_dialog(element: Element) -> bool:
    """True for what stands over the page until somebody answers it, however much it says."""
    return (
        element.name == "dialog"
        or element.attr("role") in ("dialog", "alertdialog")
        or element.attr("aria-modal") == "true"
    )


def _is_thread(element: Element) -> bool:
    """True for a row of elements of one class: what was said, one after the other,
    and not a chapter called "Discussion"."""
    classes = Counter(child.attr("class") for child in element.elements if child.classes)
    return max(classes.values(), default=0) > 2

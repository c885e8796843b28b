"""Who points to whom on a page: the links that are marks of notes, the elements that are notes, and the ways back.

No generator's names decide. A mark is short (`1`, `[2]`, `*`) and stands in running text; its note begins where the
mark points to; a way back points from the note to where the mark stands. Of two links that point to each other the
first in the page is the mark, since notes follow what they explain, unless the page says otherwise. A link that nothing
points back from is a mark only where it looks like one (raised, in brackets) and its target looks like a note (it is
named as one, or begins with the number).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.nesting import HEADINGS
from proofpress.readers.html.note_entries import ENDS, ENTRIES, HOLDERS, MARK, NAMED, beginnings, entry_at
from proofpress.regex import regex

_KEY = regex(r"[\[［【][^\[\]［］【】]{1,30}[\]］】]")
_COMMENT = regex(r"_?(?:cmnt|msocom|com_)[\w-]*", re.I)
"""Names that word processors give to what a reviewer said beside the text."""
_MARKS = frozenset(
    "footnote-ref footnote-reference footnote footnote-mark citation-reference noteref footnoteRef "
    "footnote-anchor".split()
)
_NOTES = frozenset("footnote footnotes endnote endnotes rearnote rearnotes".split())
_SCRIPTED = regex(r"['\"]#?([\w:.-]{2,60})['\"]")
"""What a script scrolls to, where a link has no address."""
_BETWEEN = "0123456789 \t\n\r\xa0,，、;；–-"
_OPENING, _CLOSING = frozenset("[［【〔"), frozenset("]］】〕")
_CLOSES = regex(r"[^\[\]［］【】〔〕]{0,40}+[\]］】〕]")
"""What else a citation may say of a place, up to the bracket behind it."""
_LABEL = regex(r"[\s\[［(（【〔^]*([\w*†‡§¶①-⑳]{1,12})")


class Segment(NamedTuple):
    """A note that shares its block with others, each on a line of its own or below its number:
    the children from `start` to `end`."""

    start: int
    end: int
    label: str


class NoteLinks(NamedTuple):
    """What the links of a page make of its elements, by identity."""

    marks: dict[int, str]
    """The links that are marks, with the label of their note."""
    notes: dict[int, str]
    """The elements that are notes, with their labels."""
    parts: dict[int, tuple[Segment, ...]]
    """The blocks that hold several notes, line by line."""
    backs: frozenset[int]
    """The links that lead from a note to its mark."""
    comments: frozenset[int]
    """The notes that a reviewer wrote beside the text, and their marks."""


NOTHING = NoteLinks({}, {}, {}, frozenset(), frozenset())


class _Link(NamedTuple):
    element: Element
    target: Element
    names: frozenset[str]
    goes: str
    words: str
    own: bool
    """False for one whose address is another page's for all we know."""


def read(
    page: Page, ids: dict[str, Element], own: Callable[[str], bool], is_back: Callable[[Element], bool]
) -> NoteLinks:
    """The notes of a page; `own` tells an address of the page itself, `is_back` a link that says that it leads back."""
    links = [link for anchor in page.tagged("a") if (link := _link(anchor, ids, own)) is not None]
    if not links:
        return NOTHING
    pairs: dict[tuple[str, str], _Link] = {}
    for link in links:
        for name in link.names:
            pairs.setdefault((name, link.goes), link)
    targets = sorted({link.target.start for link in links})
    begins = beginnings(page, {id(link.element) for link in links}, {id(link.target) for link in links}, targets)
    marks: dict[int, tuple[_Link, Element]] = {}
    ways_back: list[tuple[_Link, _Link]] = []
    comments: set[int] = set()
    for link in links:
        other = next((pairs[key] for name in link.names if (key := (link.goes, name)) in pairs), None)
        if other is not None and other.element is link.element:
            other = None
        says = is_back(link.element) and (other is None or not is_back(other.element))
        if says or other is not None and not _is_first(link, other, is_back):
            if other is not None:
                ways_back.append((link, other))
            continue
        if not _is_mark(link, other):
            continue
        entry = entry_at(link.target, begins, targets)
        if entry is None or entry.holds(link.element) or next(entry.all(*HEADINGS), None) is not None:
            continue
        if other is None and not _looks_like(link, entry):
            continue
        marks[id(link.element)] = (link, entry)
        if _COMMENT.fullmatch(link.goes):
            comments.update((id(link.element), id(entry)))
    backs = frozenset(id(link.element) for link, other in ways_back if id(other.element) in marks)
    return _labelled(marks, backs, frozenset(comments))


def is_of_a_comment(link: Element) -> bool:
    """Whether a link is the mark of what a reviewer said, wherever that stands."""
    goes = link.attr("href").partition("#")[2]
    return _COMMENT.fullmatch(goes) is not None and _KEY.fullmatch(link.words().strip()) is not None


def ids_of(page: Page) -> dict[str, Element]:
    """The elements of a page by their id (or an anchor's name), the first of each."""
    index = page.places
    found = {key[1:]: elements[0] for key, elements in index.items() if key.startswith("#")}
    for anchor in index.get("a", ()):
        if name := anchor.attr("name"):
            found.setdefault(name, anchor)
    return found


def _link(anchor: Element, ids: dict[str, Element], own: Callable[[str], bool]) -> _Link | None:
    address, sign, goes = anchor.attr("href").partition("#")
    if not goes and (found := _SCRIPTED.search(anchor.attr("onclick"))) and found[1] in ids:
        address, sign, goes = "", "#", found[1]
    target = ids.get(goes) or ids.get(unquote(goes)) if sign and goes else None
    if target is None or target is anchor:
        return None
    return _Link(
        anchor, target, _names(anchor), unquote(goes) if goes not in ids else goes, anchor.words(), own(address)
    )


def _names(link: Element) -> frozenset[str]:
    """What a link that leads back to this one may lead to: its own names, and those right around,
    inside and before it."""
    found = [link, *link.elements]
    node = link
    for _ in range(5):
        above = node.parent
        if not isinstance(above, Element) or above.name in ("body", "html", "main", "article"):
            break
        if len(above.contents) < 60 and (before := _before(node)) is not None:
            found.append(before)
        found.append(above)
        if above.name in ENTRIES and (first := next(above.elements, None)) is not None and first.is_wordless:
            found.append(first)
        node = above
    return frozenset(name for element in found for key in ("id", "name") if (name := element.attr(key)))


def _before(node: Element) -> Element | None:
    """The empty element right before another."""
    before = node.previous_sibling
    while isinstance(before, Chars) and before.isspace():
        before = before.previous_sibling
    return before if isinstance(before, Element) and before.is_wordless else None


def _is_first(link: _Link, other: _Link, is_back: Callable[[Element], bool]) -> bool:
    """Whether, of two links that lead to each other, this one is the mark."""
    if is_back(other.element) and not is_back(link.element):
        return True
    mine, its = _reads_as_mark(link), _reads_as_mark(other)
    if mine != its:
        return mine
    return link.element.start < other.element.start


def _reads_as_mark(link: _Link) -> bool:
    return MARK.fullmatch(link.words) is not None or _says_mark(link.element) or _KEY.fullmatch(link.words) is not None


def _says_mark(element: Element) -> bool:
    above = element.parent
    around = isinstance(above, Element) and above.name in ("span", "sup") and not above.classes.isdisjoint(_MARKS)
    return (
        around
        or not element.classes.isdisjoint(_MARKS)
        or "data-footnote-ref" in element.attrs
        or element.attr("role") == "doc-noteref"
        or "noteref" in element.attr("epub:type").split()
    )


def _is_mark(link: _Link, other: _Link | None) -> bool:
    words = link.words
    if other is not None:
        return _reads_as_mark(link) and len(words) < 32
    return link.own and (
        bool(words) and MARK.fullmatch(words) is not None or _says_mark(link.element) and len(words) < 12
    )


def _looks_like(link: _Link, entry: Element) -> bool:
    """Whether a link that nothing leads back from is a mark: it looks like one, and what it leads to like a note."""
    if _says_mark(link.element) or _among_notes(entry):
        return True
    element = link.element
    raised = (
        isinstance(element.parent, Element)
        and element.parent.name == "sup"
        or next(element.all("sup"), None) is not None
    )
    bracketed = link.words[:1] in "[［【〔" or _in_brackets(element)
    if not (raised or bracketed):
        return False
    found = _LABEL.match(entry.words() if entry.name in ENTRIES else _line(entry))
    numbered = found is not None and found[1] == link.words.strip("[]［］()（）【】〔〕^. ")
    return (
        numbered
        or NAMED.fullmatch(link.goes) is not None
        or entry.name in ("li", "dd")
        or bracketed
        and entry.name == "p"
    )


def _among_notes(entry: Element) -> bool:
    """Whether what a link leads to stands among what the page calls its notes."""
    node: object = entry
    for _ in range(4):
        if not isinstance(node, Element):
            return False
        if not _kinds(node).isdisjoint(_NOTES):
            return True
        node = node.parent
    return False


def _kinds(element: Element) -> set[str]:
    return {element.attr("role").removeprefix("doc-"), *element.attr("epub:type").split()}


def says_notes(element: Element) -> bool:
    """Whether an element calls itself the notes of a page."""
    return not (_kinds(element) | element.classes).isdisjoint(_NOTES)


def _line(anchor: Element) -> str:
    """The words of an anchor at the beginning of a line, and those right behind it."""
    after: Any = anchor.last.next_element
    return anchor.words() or (str(after) if type(after) is Chars else after.words() if type(after) is Element else "")


def _in_brackets(element: Element) -> bool:
    """True for a link that stands in brackets with others of its kind: [1, 2]."""
    above = element.parent
    if not isinstance(above, Element) or len(above.contents) > 40:
        return False
    at = next(place for place, child in enumerate(above.contents) if child is element)
    before = "".join(str(child) for child in above.contents[:at] if isinstance(child, Chars))
    after = "".join(str(child) for child in above.contents[at + 1 :] if isinstance(child, Chars))
    rest = after.lstrip(_BETWEEN)
    gap = after[: len(after) - len(rest)]
    closed = _CLOSES.match(rest) if "," in gap or "，" in gap else rest[:1] in _CLOSING
    return bool(closed) and before.rstrip(_BETWEEN)[-1:] in _OPENING


def _labelled(marks: dict[int, tuple[_Link, Element]], backs: frozenset[int], comments: frozenset[int]) -> NoteLinks:
    labels: dict[int, str] = {}
    taken: set[str] = set()
    parts: dict[int, list[tuple[Element, str]]] = {}
    holders: dict[int, Element] = {}
    first: dict[int, tuple[_Link, Element, int]] = {}
    for link, entry in marks.values():
        first.setdefault(id(entry), (link, entry, len(first) + 1))
    # A mark that shows its number has it; a star takes what is left.
    for link, entry, place in sorted(first.values(), key=lambda one: not _says_label(one[0])):
        label = name = label_of(entry, link.element, place)
        if name in taken and not _says_label(link) and _WORD.fullmatch(link.goes):
            label = name = link.goes
        number = 2
        while name in taken:
            name, number = f"{label}-{number}", number + 1
        taken.add(name)
        labels[id(entry)] = name
        if entry.name not in ENTRIES and entry.name != "table" and isinstance(entry.parent, Element):
            parts.setdefault(id(entry.parent), []).append((entry, name))
            holders[id(entry.parent)] = entry.parent
    segments = {
        key: tuple(_segments(holders[key], {id(entry): name for entry, name in found})) for key, found in parts.items()
    }
    return NoteLinks({key: labels[id(entry)] for key, (_, entry) in marks.items()}, labels, segments, backs, comments)


_WORD = regex(r"[\w-]{1,40}")


def _says_label(link: _Link) -> bool:
    return any(map(str.isalnum, link.words))


def _segments(holder: Element, names: dict[int, str]) -> Iterator[Segment]:
    """The notes among the children of an element, each up to the next one; one below its number ends at a heading or
    a rule, too."""
    start, name, below = 0, "", False
    for place, child in enumerate(holder.contents):
        ends = isinstance(child, Element) and child.name in ENDS
        begins = names.get(id(child))
        if name and (begins or below and ends):
            yield Segment(start, place, name)
            name = ""
        if begins:
            start, name, below = place, begins, ends or holder.name in HOLDERS
    if name:
        yield Segment(start, len(holder.contents), name)


def label_of(entry: Element, link: Element, place: int = 0) -> str:
    """The author's number: what the mark shows, without brackets; the end of the entry's id where it shows no letter,
    and the note's place among all where a picture is the mark and the id has no number.
    """
    words = normalize("NFKC", link.words()).strip("[]()【】〔〕^. ")
    if words and re.fullmatch(r"[\w.-]{1,40}", words):
        return words
    ident = entry.attr("id") or link.attr("href").rpartition("#")[2]
    digits = re.search(r"(?<!\d)\d++$", ident)
    end = re.search(r"(?<![\w.])[\w.]++$", ident)
    word = end[0] if end else ""
    if end and ident[end.start() - 1 : end.start()] not in (":", "-"):
        word = word.partition("_")[2] or (digits[0] if digits else "")
    if place and not words and not (digits and digits[0] == word):
        return str(place)
    return word or re.sub(r"[^\w-]", "", ident) or "1"

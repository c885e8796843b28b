"""Who points to whom on a page: the links that are marks of notes, the elements that are notes, and the ways back.

No generator's names decide. A mark is short (`1`, `[2]`, `*`) and stands in running text; its note begins where the
mark points to; a way back points from the note to where the mark stands. Of two links that point to each other the
first in the page is the mark, since notes follow what they explain, unless the page says otherwise. A link that nothing
points back from is a mark only where it looks like one (raised, in brackets) and its target looks like a note (it is
named as one, or begins with the number).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from proofpress.readers.html.dom import Chars, Element, Page

MARK = re.compile(
    r"[\[［(（【〔^]*\s*(\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxl]{1,6}|[①-⑳]|(?:foot|end)?note\s*\d+"
    r"|[脚附]?注释?(?:\s*+\d++)?)"
    r"\s*+[\]］)）】〕.]*+",
    re.I,
)
_KEY = re.compile(r"[\[［【][^\[\]［］【】]{1,30}[\]］】]")
_NAMED = re.compile(
    r"(?:user-content-)?(?:_?fn|_?ftn|_?edn|(?:foot|end|side|easy-foot)?note|cite[_-]?note|ref|bib|cit\b"
    r"|sdfootnote|sdendnote"
    r"|refmark|id\d)[\w:.-]*|(?=[\w-]++\Z)[\w-]*?(?:footnote|endnote|reference|citation|bibcite)[\w-]*",
    re.I,
)
_COMMENT = re.compile(r"_?(?:cmnt|msocom|com_)[\w-]*", re.I)
"""Names that word processors give to what a reviewer said beside the text."""
_MARKS = frozenset(
    "footnote-ref footnote-reference footnote footnote-mark citation-reference noteref footnoteRef "
    "footnote-anchor".split()
)
_NOTES = frozenset("footnote footnotes endnote endnotes rearnote rearnotes".split())
_TABLES = frozenset(("footnote", "citation"))
"""Docutils up to 0.15 writes each note and each book as a table of one row."""
_ENTRIES = frozenset("li p dd dt div aside td tr section blockquote center".split())
_LINES = frozenset("p li dd dt td th tr h1 h2 h3 h4 h5 h6 pre figcaption caption".split())
_HOLDERS = frozenset("div section article main body aside blockquote center form".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = _LINES | _HOLDERS | frozenset("table tbody thead tfoot ul ol dl figure hr header footer details html".split())
_SCRIPTED = re.compile(r"['\"]#?([\w:.-]{2,60})['\"]")
"""What a script scrolls to, where a link has no address."""
_LABEL = re.compile(r"[\s\[［(（【〔^]*([\w*†‡§¶①-⑳]{1,12})")


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
    begins = _beginnings(page, {id(link.element) for link in links}, {id(link.target) for link in links})
    targets = sorted({link.target.start for link in links})
    marks: dict[int, tuple[_Link, Element]] = {}
    ways_back: list[tuple[_Link, _Link]] = []
    comments: set[int] = set()
    for link in links:
        other = next((pairs[key] for name in link.names if (key := (link.goes, name)) in pairs), None)
        if other is not None and other.element is link.element:
            other = None
        if is_back(link.element) or other is not None and not _is_first(link, other, is_back):
            if other is not None:
                ways_back.append((link, other))
            continue
        if not _is_mark(link, other):
            continue
        entry = _entry(link.target, begins, targets)
        if entry is None or entry.holds(link.element) or next(entry.all(*_HEADINGS), None) is not None:
            continue
        if other is None and not _looks_like(link, entry):
            continue
        marks[id(link.element)] = (link, entry)
        if _COMMENT.fullmatch(link.goes):
            comments.update((id(link.element), id(entry)))
    backs = frozenset(id(link.element) for link, other in ways_back if id(other.element) in marks)
    return _labelled(marks, backs, frozenset(comments))


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
        if above.name in _ENTRIES and (first := next(above.elements, None)) is not None and first.is_wordless:
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
    if is_back(other.element):
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
    found = _LABEL.match(entry.words() if entry.name in _ENTRIES else _line(entry))
    numbered = found is not None and found[1] == link.words.strip("[]［］()（）【】〔〕^. ")
    return (
        numbered
        or _NAMED.fullmatch(link.goes) is not None
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
    after: Any = anchor.next_element
    while after is not None and after.start < anchor.end:
        after = after.next_element
    return anchor.words() or (str(after) if type(after) is Chars else after.words() if type(after) is Element else "")


def _in_brackets(element: Element) -> bool:
    """True for a link that stands in brackets with others of its kind: [1, 2]."""
    above = element.parent
    if not isinstance(above, Element) or len(above.contents) > 40:
        return False
    at = next(place for place, child in enumerate(above.contents) if child is element)
    before = "".join(str(child) for child in above.contents[:at] if isinstance(child, Chars))
    after = "".join(str(child) for child in above.contents[at + 1 :] if isinstance(child, Chars))
    return (
        re.search(r"[\[［【〔][\s\d,，、;；–-]*$", before) is not None
        and re.match(r"[\s\d,，、;；–-]*[\]］】〕]", after) is not None
    )


def _beginnings(page: Page, links: set[int], wanted: set[int]) -> dict[int, bool]:
    """Of these elements, whether each stands at the beginning of a block (True) or of a line in it (False);
    the rest is left out."""
    found: dict[int, bool] = {}
    text = line = False
    ends: list[int] = []
    inert = -1
    node: Any = page.root
    while (node := node.next_element) is not None:
        while ends and node.start >= ends[-1]:
            ends.pop()
            text = line = False
        if type(node) is Element:
            if node.name in _BLOCKS:
                ends.append(node.end)
                text = line = False
            elif node.name == "br":
                line, text = True, False
            if id(node) in wanted and not text:
                found[id(node)] = not line
            if id(node) in links:
                inert = max(inert, node.end)
        elif not text and node.start >= inert and any(map(str.isalpha, node)):
            text = True
    return found


def _entry(target: Element, begins: dict[int, bool], targets: list[int]) -> Element | None:
    """The element that holds the note which begins at a target; the target itself where the note is a line among
    others."""
    if target.name == "table":
        return target if not target.classes.isdisjoint(_TABLES) else None
    if target.name in _ENTRIES and not target.is_wordless:
        return target if target.name in _LINES else _whole(target, targets)
    if id(target) not in begins:
        return None
    block: object = target
    while isinstance(block, Element) and block.name not in _BLOCKS:
        block = block.parent
    if not isinstance(block, Element):
        return None
    if block.name in _HEADINGS:
        # Texinfo's heading of a note is its number, and the note stands below it.
        return block if MARK.fullmatch(block.words()) and _count(block, targets) == 1 else None
    if (
        target.is_wordless
        and (block is target or block.name in _HOLDERS)
        and (after := _next(target, block)) is not None
    ):
        return after
    if block.name not in _ENTRIES:
        return None
    alone = (
        _count(block, targets) == 1 or begins[id(target)] and not any(child.name == "br" for child in block.elements)
    )
    if not alone:
        return target if target.parent is block else None
    if not begins[id(target)]:
        return None
    row = block.parent
    if block.name == "td" and isinstance(row, Element) and row.name == "tr" and len(block.words()) < 12:
        return row if sum(cell.name == "td" for cell in row.elements) == 2 else None
    return _whole(block, targets)


def _next(target: Element, block: Element) -> Element | None:
    """The block that follows an empty anchor between blocks."""
    above = target.parent if block is target else block
    node: object = target
    while isinstance(node, Element) and node.parent is not above:
        node = node.parent
    seen = False
    for child in above.contents if isinstance(above, Element) else ():
        if seen and isinstance(child, Element):
            return child if child.name in ("p", "li", "dd", "div", "aside") and not child.is_wordless else None
        if seen and not str(child).isspace():
            return None
        seen = seen or child is node
    return None


def _count(element: Element, targets: list[int]) -> int:
    return bisect_left(targets, element.end) - bisect_left(targets, element.start)


def _whole(block: Element, targets: list[int]) -> Element:
    """A note with all its paragraphs: what is around its first one,
    where that holds this note alone and is named as one."""
    above = block.parent
    while isinstance(above, Element) and above.name in ("div", "aside", "section", "li", "dd"):
        first = next((child for child in above.contents if not (isinstance(child, Chars) and child.isspace())), None)
        if first is not block or _count(above, targets) > _count(block, targets) + ("id" in above.attrs):
            break
        only = sum(1 for _ in above.elements) == 1
        bare = above.name == "div" and not above.attrs and all(child.name == "p" for child in above.elements)
        if bare and isinstance(above.parent, Element) and above.parent.name in ("body", "div"):
            only = _count(above, targets) == 1
        if not (only or _NAMED.fullmatch(above.attr("id")) or any(_NAMED.fullmatch(name) for name in above.classes)):
            break
        block, above = above, above.parent
    return block


def _labelled(marks: dict[int, tuple[_Link, Element]], backs: frozenset[int], comments: frozenset[int]) -> NoteLinks:
    labels: dict[int, str] = {}
    taken: set[str] = set()
    parts: dict[int, list[tuple[Element, str]]] = {}
    holders: dict[int, Element] = {}
    for link, entry in marks.values():
        if id(entry) in labels:
            continue
        label = name = label_of(entry, link.element, len(labels) + 1)
        number = 2
        while name in taken:
            name, number = f"{label}-{number}", number + 1
        taken.add(name)
        labels[id(entry)] = name
        if entry.name not in _ENTRIES and entry.name != "table" and isinstance(entry.parent, Element):
            parts.setdefault(id(entry.parent), []).append((entry, name))
            holders[id(entry.parent)] = entry.parent
    segments = {
        key: tuple(_segments(holders[key], {id(entry): name for entry, name in found})) for key, found in parts.items()
    }
    return NoteLinks({key: labels[id(entry)] for key, (_, entry) in marks.items()}, labels, segments, backs, comments)


def _segments(holder: Element, names: dict[int, str]) -> Iterator[Segment]:
    """The notes among the children of an element, each up to the next one; one below its number ends at a heading or
    a rule, too."""
    start, name, below = 0, "", False
    for place, child in enumerate(holder.contents):
        is_heading = isinstance(child, Element) and child.name in _HEADINGS
        begins = names.get(id(child))
        if name and (begins or below and (is_heading or isinstance(child, Element) and child.name == "hr")):
            yield Segment(start, place, name)
            name = ""
        if begins:
            start, name, below = place, begins, is_heading
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

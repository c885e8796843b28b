"""Footnotes and references: a mark in the text, the note it stands for, and the way back. Who is which:
`note_links.py`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from proofpress.readers.html import cite_keys, edges, note_entries, note_links
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.note_numbers import without_number
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Footnote,
    FootnoteReference,
    List,
    Paragraph,
    Text,
)

if TYPE_CHECKING:
    from proofpress.readers.html.reader import Reader

_BACK_CLASSES = frozenset(
    (
        "footnote-backref",
        "reversefootnote",
        "footnote-return",
        "fn-backref",
        "mw-cite-backlink",
        "backref",
        "footnote-back",
        "data-footnote-backref",
    )
)
_BACK_CLASS = regex(r"(?:^|[-_a-z])[Bb]ack-?(?:[Ll]ink|[Rr]ef)$")
_BACK_TEXT = regex(r"[\s↩︎️⤴^↑⬆⏎🔙←]*+(?:\[?(?:back|返回|jump up)\]?)?[\s↩︎️⤴^↑]*+", re.I)
_BESIDE = frozenset(
    "ltx_role_footnote ltx_role_endnote ltx_role_thanks ltx_role_margin ltx_role_footnotetext "
    "sidenote marginnote side-note margin-note inline-footnote".split()
)
"""Classes of notes that stand where their mark stands, and that the page moves into the margin or shows on demand."""
_NOTE_TAGS = frozenset(("d-footnote", "dt-fn"))
_TITLES = ("data-text", "data-footnote", "title")
_IN_LINE = frozenset("span sup small b i em strong".split())


class Notes(NamedTuple):
    """The notes of a page: what its links say, and what stands beside the text."""

    links: note_links.NoteLinks
    beside: dict[int, str]
    """Notes that stand at their marks, by the identity of the element that holds mark and note, with their labels."""
    silent: frozenset[int]
    """What only shows a note's number again, or leads back from it."""


def of(reader: Reader) -> Notes:
    """The notes of the page that a reader reads."""
    links = links_of(reader.page, reader.base)
    taken = {*links.notes.values()}
    beside: dict[int, str] = {}
    silent: set[int] = set()
    for element in _beside(reader):
        if not element.words():
            continue
        number = len(beside) + 1
        own = [inner for inner in element.all("sup", "span") if note_entries.MARK.fullmatch(inner.words())]
        label = own[0].words().strip("[]()") if own else str(number)
        while label in taken or not re.fullmatch(r"[\w.-]+", label):
            label, number = f"n{number}", number + 1
        taken.add(label)
        beside[id(element)] = label
        silent.update(id(inner) for inner in own if inner.words() == own[0].words())
        silent.update(map(id, _toggles(element)))
    silent.update(_ways_back(reader, links))
    return Notes(links, beside, frozenset(silent))


def links_of(page: Page, base: str) -> note_links.NoteLinks:
    """Who points to whom in the notes of a page whose relative addresses are resolved against `base`."""
    if page.note_links is None:
        text = page.source.text
        page.note_links = note_links.NOTHING
        if page.tagged("a") and ("#" in text or "onclick" in text):
            ids = note_links.ids_of(page)
            page.note_links = note_links.read(page, ids, lambda address: _is_own(base, address), is_back)
        if works := cite_keys.listed(page):
            labels = cite_keys.labels(works)
            cited = {id(one): labels[key] for key, one in works.items()}
            page.note_links = page.note_links._replace(notes={**cited, **page.note_links.notes})
    found: note_links.NoteLinks = page.note_links
    return found


def beyond(page: Page, roots: tuple[Element, ...], base: str) -> tuple[Element, ...]:
    """The notes outside of these elements that marks inside of them lead to, in order."""

    def inside(element: Element) -> bool:
        return any(root.holds(element) for root in roots)

    links = links_of(page, base)
    if not links.marks:
        return ()
    wanted = {links.marks[id(link)] for link in page.tagged("a") if id(link) in links.marks and inside(link)}
    found: list[Element] = []
    for element in page.root.all():
        is_wanted = links.notes.get(id(element)) in wanted and not inside(element) and element.name != "a"
        if is_wanted and (not found or element.start >= found[-1].end):
            found.append(element)
    return tuple(found)


def _is_own(base: str, address: str) -> bool:
    """Whether an address without its fragment is the page's own, or may be: a page that does not say where it stood
    calls itself by its path."""
    base = base.partition("#")[0]
    is_path = address.startswith("/") and not address.startswith("//")
    return not address or address == base or is_path and base.endswith(address) or is_path and not base


def _beside(reader: Reader) -> list[Element]:
    """The elements that hold a note at the place of its mark, none inside of another."""
    places = reader.page.places
    found = [e for name in _BESIDE for e in places.get(f".{name}", ()) if e.name in ("span", "small", "aside", "label")]
    found += [e for name in _NOTE_TAGS for e in places.get(name, ())]
    out: list[Element] = []
    for element in sorted({id(e): e for e in found}.values(), key=lambda e: e.start):
        if element.name == "label" or element.name == "aside" and not _in_line(element):
            continue
        if not out or element.start >= out[-1].end:
            out.append(element)
    return out


def _in_line(element: Element) -> bool:
    return isinstance(element.parent, Element) and element.parent.name == "p"


def _toggles(note: Element) -> Iterator[Element]:
    """The label right before a note, which shows its number and folds it out on a small screen."""
    above = note.parent
    last: Element | None = None
    for child in above.contents if isinstance(above, Element) else ():
        if child is note:
            if last is not None:
                yield last
            return
        if isinstance(child, Element):
            if child.name != "input":
                last = child if child.name == "label" and len(child.words()) < 4 else None
        elif not str(child).isspace():
            last = None


def _ways_back(reader: Reader, links: note_links.NoteLinks) -> Iterator[int]:
    """What holds nothing but links back: "^ a b" before a note of Wikipedia."""
    if not links.backs:
        return
    for link in reader.page.tagged("a"):
        above = link.parent
        if id(link) not in links.backs or not isinstance(above, Element) or above.name not in _IN_LINE:
            continue
        own = "".join(
            str(child) if not isinstance(child, Element) else "" if id(child) in links.backs else child.words()
            for child in above.contents
        )
        if not any(map(str.isalnum, own)):
            yield id(above)


def written(reader: Reader, element: Element) -> bool:
    """Write what this element is, where it is a note or says nothing but a note's number;
    False for any other element."""
    notes = reader.notes
    key = id(element)
    if key in notes.silent:
        return True
    if "ltx_note_type" in element.classes:
        reader.drop(element, "the kind of a note, before its words", "注释文字前的类别名")
        return True
    if (label := notes.beside.get(key)) is not None:
        reader.out.atom(FootnoteReference(label, span=reader.span(element)))
        blocks = without_number(reader.inside(element), label)
        reader.asides.append(Footnote(label, blocks, span=reader.span(element)))
        return True
    return key in notes.links.notes and element.name not in ("a", "dt") and entry(reader, element)


def reference(reader: Reader, link: Element) -> bool:
    """Write the mark that a link is; False where it leads to no note."""
    links = reader.notes.links
    label = links.marks.get(id(link))
    if id(link) in links.comments or label is None and note_links.is_of_a_comment(link):
        reader.drop(link, *_COMMENT)
        return True
    if label is None:
        return False
    edges.atom(reader, FootnoteReference(label, span=reader.span(link)), link)
    return True


def titled(reader: Reader, element: Element) -> bool:
    """Write a raised mark that carries its note in an attribute, to be shown when the mouse is on it;
    False for any other."""
    words = element.words()
    if not (words and note_entries.MARK.fullmatch(words)):
        return False
    holder = next(
        (
            e
            for e in (element, *element.elements)
            for key in _TITLES
            if len(e.attr(key)) >= 12 and " " in e.attr(key).strip()
        ),
        None,
    )
    if holder is None or any(id(link) in reader.notes.links.marks for link in element.all("a")):
        return False
    text = next(" ".join(holder.attr(key).split()) for key in _TITLES if len(holder.attr(key)) >= 12)
    if text.lower().startswith(("view footnote", "jump to", "see footnote", "go to ")):
        return False
    span = reader.span(element)
    aside(reader, element, words, (Paragraph((Text(text, span=span),), span=span),))
    return True


def aside(reader: Reader, mark: Element, words: str, blocks: tuple[Block, ...]) -> None:
    """Write a mark that says `words`, and its note, which follows the text."""
    label = words.strip("[]［］()（）【】〔〕^. ")
    taken = {*reader.notes.links.notes.values(), *reader.notes.beside.values(), *(n.label for n in reader.asides)}
    number = 2
    name = label if re.fullmatch(r"[\w.-]+", label) else "n"
    while name in taken:
        name, number = f"{label}-{number}", number + 1
    edges.atom(reader, FootnoteReference(name, span=reader.span(mark)), mark)
    reader.asides.append(Footnote(name, blocks, span=reader.span(mark)))


_COMMENT = ("a reviewer's comment", "审阅者的批注")


def comment(reader: Reader, element: Element) -> bool:
    """What a reviewer said beside the text, where Word keeps it."""
    reader.drop(element, *_COMMENT)
    return True


def entry(reader: Reader, element: Element) -> bool:
    """Write the note that this element is; False where it is none."""
    links = reader.notes.links
    label = links.notes.get(id(element))
    if label is None:
        return False
    reader.out.flush()
    if id(element) in links.comments:
        reader.drop(element, *_COMMENT)
        return True
    holder = list(element.all("td"))[-1:] if element.name in ("table", "tr") else []
    before, reader.note_length = reader.note_length, len(element.words())
    blocks = _unlisted(reader.inside(holder[0] if holder else element))
    reader.note_length = before
    reader.out.block(Footnote(label, without_number(blocks, label), span=reader.span(element)))
    return True


def _unlisted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What a note says, without the list of one item that its number was made with."""
    if len(blocks) == 1 and isinstance(only := blocks[0], List) and only.start is not None and len(only.items) == 1:
        return only.items[0].children
    return blocks


def unmarked(page: Page, base: str, element: Element) -> str:
    """The words of an element without the marks of notes in it, and without its buttons."""
    marks = links_of(page, base).marks
    ends = [(link.start, link.end) for link in element.all("a") if id(link) in marks] if marks else []
    ends += [
        (one.start, one.end)
        for one in element.all("span", "small", "button")
        if one.name == "button" or not one.classes.isdisjoint(_BESIDE)
    ]
    if not ends:
        return element.words()
    kept = (str(chars) for chars in element.chars() if not any(start <= chars.start < end for start, end in ends))
    return " ".join("".join(kept).replace("\u200b", "").split())


class Wanted:
    """The notes of a page with the places of their marks: which of them an element holds for marks outside of it."""

    def __init__(self, page: Page, links: note_links.NoteLinks) -> None:
        marks: dict[str, tuple[int, int]] = {}
        for link in page.tagged("a") if links.marks else ():
            if (label := links.marks.get(id(link))) is not None and id(link) not in links.comments:
                first, last = marks.get(label, (link.start, link.start))
                marks[label] = (min(first, link.start), max(last, link.start))
        notes = [
            one
            for one in (page.root.all() if marks else ())
            if links.notes.get(id(one)) in marks and one.name != "a" and id(one) not in links.comments
        ]
        self._notes = notes
        self._starts = [one.start for one in notes]
        self._marks = [marks[links.notes[id(one)]] for one in notes]

    def held_by(self, element: Element) -> list[Element]:
        """The notes that are this element or stand in it, and that a mark outside of it leads to."""
        first, last = bisect_left(self._starts, element.start), bisect_left(self._starts, element.end)
        return [
            self._notes[at]
            for at in range(first, last)
            if self._marks[at][0] < element.start or self._marks[at][1] >= element.end
        ]


def lines(reader: Reader, element: Element) -> bool:
    """Write a block that holds several notes, a line each; False where it is none."""
    segments = reader.notes.links.parts.get(id(element))
    if not segments:
        return False
    contents = element.contents
    read = 0
    for segment in segments:
        _children(reader, contents[read : segment.start])
        read = segment.end
        children = contents[segment.start : segment.end]
        reader.out.flush()
        reader.out.begin()
        _children(reader, children)
        blocks = without_number(reader.out.end(), segment.label)
        own = [child for child in children if isinstance(child, Element | Chars)]
        span = reader.span(own[0]).cover(reader.span(own[-1]))
        reader.out.block(Footnote(segment.label, blocks, span=span))
    _children(reader, contents[read:])
    return True


def _children(reader: Reader, children: Sequence[object]) -> None:
    for child in children:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif type(child) is Element:
            reader.element(child)


def is_head(reader: Reader, heading: Element) -> bool:
    """True for what a generator writes over the notes ("Footnotes"): it says so in the class of the heading or of what
    holds it, and nothing but notes stands below."""
    above = heading.parent
    if not isinstance(above, Element):
        return False
    if not (any(_OVER_NOTES.search(name) for name in heading.classes) or note_links.says_notes(above)):
        return False
    if parts := reader.notes.links.parts.get(id(above)):
        begins = above.contents[parts[0].start]
        return isinstance(begins, Element) and heading.start < begins.start
    notes_follow = False
    for node in heading.next_siblings:
        if isinstance(node, Element):
            if not _is_noted(reader, node):
                return False
            notes_follow = True
        elif isinstance(node, Chars) and not node.isspace():
            return False
    return notes_follow


_OVER_NOTES = regex(r"(?:foot|end|rear)-?notes?|reference-?list", re.I)


def _is_noted(reader: Reader, element: Element) -> bool:
    """Whether an element is a note, or holds nothing else."""
    links = reader.notes.links
    if id(element) in links.notes or id(element) in links.parts or element.name == "hr":
        return True
    return not element.is_wordless and all(isinstance(one, Element) and _is_noted(reader, one) for one in element.shown)


def is_back(link: Element) -> bool:
    """True for a link that says that it leads from a note back to its mark;
    one from a heading to a table of contents does not."""
    if "toc-backref" in link.classes:
        return False
    if (
        not link.classes.isdisjoint(_BACK_CLASSES)
        or any(map(_BACK_CLASS.search, link.classes))
        or link.attr("rev") == "footnote"
        or link.attr("role") == "doc-backlink"
    ):
        return True
    return (
        "#" in link.attr("href")
        and bool(link.contents)
        and "↩" in link.words()
        and _BACK_TEXT.fullmatch(link.words()) is not None
    )


def is_label(link: Element) -> bool:
    """True for a way back that is the entry's own number, as docutils writes it."""
    above: object = link.parent
    for _ in range(3):
        if isinstance(above, Element):
            if not above.classes.isdisjoint(("label", "brackets")):
                return any(char.isalnum() for char in link.words())
            above = above.parent
    return False

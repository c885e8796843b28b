"""A page as a BeautifulSoup tree in which every tag and every text knows its place in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from proofpress.source import Piece, Source

_FEW = 4000
"""Characters in which it is quicker to walk than to look up."""
_START = attrgetter("start")


class Chars(NavigableString):
    """A run of text. `start` and `end` are offsets in the page's source;
    `pieces` is None where text and source agree."""

    start: int
    end: int
    pieces: list[Piece] | None = None
    hidden = False
    next_sibling: Any = None
    previous_sibling: Any = None

    def parts(self) -> Iterable[Piece]:
        """The text with the places it came from."""
        return self.pieces if self.pieces is not None else (Piece(str(self), self.start, self.end),)


class Index:
    """A page as it is looked up: its elements by tag, by `.class` and by `#id`, and all elements and texts, each in
    document order; what each of these says by itself: a text its characters, but for scripts and styles, and a `<br>` a
    space."""

    __slots__ = ("nodes", "places", "said")

    def __init__(self, places: dict[str, list[Element]]) -> None:
        self.places = places
        self.nodes: list[Any] = []
        self.said: list[str] = []


class Element(Tag):
    """A tag. `start` to `end` is the whole element, `inner` to `close` what stands between its tags.

    `attrs` may be shared between elements and is never changed; `classes` are the words of its class attribute.
    `lookup` is its page's; what stands below it are the nodes from `first` up to `after`.
    """

    namespace = None
    prefix = None
    parser_class = None
    hidden = False
    known_xml = False
    sourceline = None
    sourcepos = None
    can_be_empty_element = False
    cdata_list_attributes = None
    preserve_whitespace_tags = None
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    next_sibling: Any = None
    previous_sibling: Any = None
    after = 0

    def __init__(
        self,
        name: str,
        attrs: dict[str, str],
        classes: frozenset[str],
        start: int,
        inner: int,
        index: Index,
    ) -> None:
        self.name = name
        self.lookup = index
        self.first = len(index.nodes) + 1
        self.attrs = attrs  # type: ignore[assignment]
        self.classes = classes
        self.start = start
        self.inner = self.close = self.end = inner
        self.contents = []

    @property
    def places(self) -> dict[str, list[Element]]:
        """The elements of its page by tag, by `.class` and by `#id`."""
        return self.lookup.places

    def attr(self, name: str) -> str:
        """An attribute's text, "" where there is none."""
        value: str = self.attrs.get(name, "")  # type: ignore[assignment]
        return value

    @property
    def last(self) -> Any:
        """The last element or text in it, itself where it holds none: behind it stands what stands behind them both."""
        node: Any = self
        while type(node) is Element and node.contents:
            node = node.contents[-1]
        return node

    def holds(self, other: Element | Chars) -> bool:
        """True for what stands in this one, and for itself."""
        return self.start <= other.start and other.end <= self.end

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right below."""
        return (child for child in self.contents if isinstance(child, Element))

    @property
    def shown(self) -> Iterator[Element | Chars]:
        """The elements right below and the words between them."""
        for child in self.contents:
            if isinstance(child, Element) or isinstance(child, Chars) and not child.isspace():
                yield child

    @property
    def behind(self) -> Iterator[Element]:
        """The elements right behind it, up to the first words beside them."""
        return _up_to_words(self.next_siblings)

    @property
    def before(self) -> Iterator[Element]:
        """The elements right before it, the nearest first, up to the first words beside them."""
        return _up_to_words(self.previous_siblings)

    def all(self, *names: str) -> Iterator[Element]:
        """The elements of these names below it (all elements where none is named), in document order."""
        if not names:
            return (node for node in self.descendants if type(node) is Element)
        if self.end - self.start > _FEW:
            return iter(self._among(names))
        return (node for node in self.descendants if type(node) is Element and node.name in names)

    def _among(self, names: tuple[str, ...]) -> list[Element]:
        """The elements of these names below it, looked up."""
        found: list[Element] = []
        lists = 0
        for name in dict.fromkeys(names):
            if there := self.places.get(name):
                first = bisect_left(there, self.inner, key=_START)
                if below := there[first : bisect_left(there, self.end, first, key=_START)]:
                    found += below
                    lists += 1
        return sorted(found, key=_START) if lists > 1 else found

    @property
    def descendants(self) -> Iterator[Any]:
        """The elements and texts below it, in document order."""
        return map(self.lookup.nodes.__getitem__, range(self.first, self.after))

    def chars(self) -> Iterator[Chars]:
        """The texts below it, in document order, those of scripts and styles left out."""
        said = map(self.lookup.said.__getitem__, range(self.first, self.after))
        return (text for text in said if type(text) is Chars)

    def brief(self, most: int = 600) -> str:
        """Its words, "" where its source is longer than a few words can be."""
        return self.words() if self.end - self.start <= most else ""

    def words(self) -> str:
        """Its text as a reader sees it, white space collapsed."""
        said = "".join(self.lookup.said[self.first : self.after])
        return " ".join(said.replace("\u200b", "").split())

    def lines(self) -> list[str]:
        """Its words, those before and behind a `<br>` apart; no line is empty."""
        ends = [one.start for one in self.all("br")]
        parts: list[list[str]] = [[] for _ in range(len(ends) + 1)]
        for chars in self.chars():
            parts[bisect_left(ends, chars.start)].append(chars)
        return [line for part in parts if (line := " ".join("".join(part).replace("\u200b", "").split()))]

    @property
    def is_wordless(self) -> bool:
        """True where `words` is empty."""
        return all(text.isspace() or not text.replace("\u200b", "").strip() for text in self.chars())


class Page(BeautifulSoup):
    """A parsed page: `source` is what it was parsed from, `flattened` where nesting first went beyond the bound (or
    -1)."""

    source: Source
    flattened: int
    places: dict[str, list[Element]]
    """The elements by tag, by `.class` and by `#id`, each in document order."""
    note_links: Any = None
    """Who points to whom in its notes, once `notes.links_of` has found it out."""
    shown: Any = None
    """The ids of what its controls show, once `hidden.is_opened` has looked for them."""
    pulled: Any = None
    """Its pull quotes, once `pulled.quote` has found them."""
    facts: dict[object, Any]
    """What `once` has found out about it."""

    @property
    def root(self) -> Element:
        """The element that holds everything."""
        root = self.contents[0]
        assert isinstance(root, Element)
        return root

    def close(self) -> None:
        """Take the tree apart; nothing of it can be used any more."""
        node: Any = self.contents[0]
        while node is not None:
            after = node.next_element
            node.__dict__.clear()
            node = after
        self.__dict__.clear()

    def tagged(self, *names: str) -> list[Element]:
        """The elements of these tags, of the first tag first."""
        return [element for name in names for element in self.places.get(name, ())]


def _up_to_words(nodes: Iterable[object]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
        elif not (isinstance(node, Chars) and node.isspace()):
            return


Fact = TypeVar("Fact")


def once(ask: Callable[[Page], Fact]) -> Callable[[Page], Fact]:
    """The same question, which reads a page the first time only; nobody may change the answer."""

    @wraps(ask)
    def asked(page: Page) -> Fact:
        facts = page.facts
        if ask not in facts:
            facts[ask] = ask(page)
        fact: Fact = facts[ask]
        return fact

    return asked

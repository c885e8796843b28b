"""HTML → a BeautifulSoup tree in which every tag and every text knows its place in the source.

The tokens follow the HTML standard's tokenisation, the ends that a page leaves out follow its table of implied end tags
(html.spec.whatwg.org, 13.2.6). Time is linear in the input, whatever is unclosed, and nesting is bounded by `MAX_DEPTH`.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString, Tag

from proofpress.source import Piece, Source

MAX_DEPTH = 150
"""Elements nested deeper stay at this depth, as browsers do at theirs; their text and order are kept."""


class Chars(NavigableString):
    """A run of text. `start` and `end` are offsets in the page's source; `pieces` is None where text and source agree."""

    start: int
    end: int
    pieces: list[Piece] | None = None
    hidden = False
    next_sibling: Any = None
    previous_sibling: Any = None

    def parts(self) -> Iterable[Piece]:
        """The text with the places it came from."""
        return self.pieces if self.pieces is not None else (Piece(str(self), self.start, self.end),)


class Element(Tag):
    """A tag. `start` to `end` is the whole element, `inner` to `close` what stands between its tags.

    `attrs` may be shared between elements and is never changed; `classes` are the words of its class attribute.
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

    def __init__(self, name: str, attrs: dict[str, str], classes: frozenset[str], start: int, inner: int) -> None:
        self.name = name
        self.attrs = attrs  # type: ignore[assignment]
        self.classes = classes
        self.start = start
        self.inner = self.close = self.end = inner
        self.contents = []

    def attr(self, name: str) -> str:
        """An attribute's text, "" where there is none."""
        value = self.attrs.get(name)
        return value if isinstance(value, str) else ""

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right below."""
        return (child for child in self.contents if isinstance(child, Element))

    def all(self, *names: str) -> Iterator[Element]:
        """The elements of these names below it (all elements where none is named), in document order."""
        node: Any = self.next_element
        end = self.end
        while node is not None and node.start < end:
            if type(node) is Element and (not names or node.name in names):
                yield node
            node = node.next_element

    @property
    def descendants(self) -> Iterator[Any]:
        """The elements and texts below it, in document order."""
        node: Any = self.next_element
        end = self.end
        while node is not None and node.start < end:
            yield node
            node = node.next_element

    def chars(self) -> Iterator[Chars]:
        """The texts below it, in document order, those of scripts and styles left out."""
        node: Any = self.next_element
        end = self.end
        while node is not None and node.start < end:
            if type(node) is Chars and node.parent is not None and node.parent.name not in ("script", "style"):
                yield node
            node = node.next_element

    def words(self) -> str:
        """Its text as a reader sees it, white space collapsed."""
        return " ".join("".join(self.chars()).replace("\u200b", "").split())


class Page(BeautifulSoup):
    """A parsed page: `source` is what it was parsed from, `flattened` where nesting first went beyond the bound (or -1)."""

    source: Source
    flattened: int
    places: dict[str, list[Element]]
    """The elements by tag, by `.class` and by `#id`, each in document order."""

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


def parse(source: Source) -> Page:
    """The tree of a page or fragment. Never raises: every text is HTML."""
    collecting = gc.isenabled()
    gc.disable()  # All that is made here is kept: looking for garbage meanwhile costs a third of the time.
    try:
        page = Page("", builder=_Builder(source))
    finally:
        if collecting:
            gc.enable()
    page.source = source
    return page


VOID = frozenset("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split())
_RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"))
_KEEPS_ENTITIES = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp"))
_NO_TEXT = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select", "html", "head", "colgroup", "menu"))
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr li listing main menu nav ol p pre search section summary table ul xmp".split()
)
_ONCE = frozenset(("html", "head", "body"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SCOPE = frozenset(("table", "td", "th", "caption", "template", "object", "marquee", "applet", "html", "svg", "math", "foreignobject"))
_SPECIAL = _SCOPE | _CLOSES_P | frozenset(("body", "button", "tr", "tbody", "thead", "tfoot", "select", "head"))
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # A start tag closes the nearest of the first set, unless one of the second stands between.
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir")) | _SCOPE),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",)) | _SCOPE),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",)) | _SCOPE),
    "tr": (frozenset(("tr", "caption", "colgroup")), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "thead": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "tbody": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody", "tfoot", "caption", "colgroup")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist", "optgroup"))),
    "optgroup": (frozenset(("option", "optgroup")), frozenset(("select",))),
    "rt": (frozenset(("rt", "rp", "rb")), frozenset(("ruby",))),
    "rp": (frozenset(("rt", "rp", "rb")), frozenset(("ruby",))),
    "a": (frozenset(("a",)), _SCOPE),
    "button": (frozenset(("button",)), _SCOPE),
    "body": (frozenset(("head",)), frozenset()),
}
_END_STOPS: dict[str, frozenset[str]] = {
    "li": frozenset(("ul", "ol", "menu", "dir")) | _SCOPE,
    **{name: frozenset(("table",)) for name in ("td", "th", "tr", "tbody", "thead", "tfoot", "caption")},
    "table": frozenset(("template",)),
}

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_TAG_WITHOUT_QUOTES = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_TAG_BEGINS = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTE = re.compile(r"""([^\s=/>"'][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]++)))?""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,32};?)")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _RAW}


class _Builder(HTMLTreeBuilder):
    """Fills a `Page`. Elements are linked here, not by BeautifulSoup, whose general way costs several times as much."""

    soup: Page

    def __init__(self, source: Source) -> None:
        super().__init__(multi_valued_attributes={})
        self._source = source

    def prepare_markup(self, *_: object, **__: object) -> Iterator[tuple[str, None, None, bool]]:
        yield "", None, None, False

    def feed(self, _: object) -> None:
        """Read the source into `self.soup`."""
        text = self._source.text
        root = Element("[root]", {}, frozenset(), 0, 0)
        root.parent = self.soup
        self.soup.contents.append(root)
        self.soup.next_element = root
        self.soup.flattened = -1
        self._stack: list[Element] = [root]
        self._open: dict[str, int] = {root.name: 1}
        self._last: Any = root
        self._endless: set[str] = set()
        self._ignored: dict[str, int] = {}
        self._attributes: dict[str, tuple[dict[str, str], frozenset[str], tuple[str, ...]]] = {}
        self._places: defaultdict[str, list[Element]] = defaultdict(list)
        self.soup.places = self._places
        self._tokens(text)
        self._pop_to(0, len(text), len(text))
        root.close = root.end = len(text)
        self._last.next_element = None
        self._places.default_factory = None

    def _tokens(self, text: str) -> None:
        pos = data = 0
        size = len(text)
        tag_at = _TAG.match
        comments = True
        find = text.find
        start, finish, add_text = self._start, self._end, self._add_text
        while (at := find("<", pos)) >= 0:
            match = tag_at(text, at)
            if match is None and _TAG_BEGINS.match(text, at):
                # An attribute's quote stays open to the end of the file: read on without quotes, or no tag ends any more.
                tag_at = _TAG_WITHOUT_QUOTES.match
                match = tag_at(text, at)
                if match is None:
                    break
            if match is not None:
                if data < at:
                    value = text[data:at]
                    if "&" in value:
                        self._text(value, data, at)
                    else:
                        add_text(value, data, at, None)
                pos = data = match.end()
                closing, name, rest = match.groups()
                if closing:
                    finish(name.lower(), at, pos)
                elif raw_end := start(name.lower(), rest, at, pos, text):
                    pos = data = raw_end
                continue
            mark = text[at + 1 : at + 2]
            if mark == "!" and text.startswith("<!--", at) and comments:
                end = find("-->", at + 2)
                comments = end >= 0
                end = end + 3 if comments else find(">", at) + 1
            elif mark == "!" and text.startswith("<![CDATA[", at) and (end := find("]]>", at)) >= 0:
                if data < at:
                    self._text(text[data:at], data, at)
                self._add_text(text[at + 9 : end], at + 9, end, None)
                pos = data = end + 3
                continue
            elif mark and mark in "!?/":
                end = find(">", at) + 1
            else:
                pos = at + 1
                continue
            if not end:
                break
            if data < at:
                self._text(text[data:at], data, at)
            pos = data = end
        if data < size:
            self._text(text[data:], data, size)

    def _text(self, text: str, start: int, end: int) -> None:
        if "&" not in text:
            self._add_text(text, start, end, None)
            return
        pieces: list[Piece] = []
        at = 0
        for match in _REFERENCE.finditer(text):
            meant = unescape(match[0])
            if meant == match[0]:
                continue
            if at < match.start():
                pieces.append(Piece(text[at : match.start()], start + at, start + match.start()))
            at = match.end()
            pieces.append(Piece(meant, start + match.start(), start + at))
        if not pieces:
            self._add_text(text, start, end, None)
            return
        if at < len(text):
            pieces.append(Piece(text[at:], start + at, end))
        self._add_text("".join(piece.text for piece in pieces), start, end, pieces)

    def _add_text(self, text: str, start: int, end: int, pieces: list[Piece] | None) -> None:
        if self._stack[-1].name in _NO_TEXT and text.isspace():
            return
        node = str.__new__(Chars, text)
        node.start = start
        node.end = end
        if pieces is not None:
            node.pieces = pieces
        self._link(node)

    def _link(self, node: Any) -> None:
        """Put a node behind all that came before. Nobody asks for what stands before it in the whole page."""
        node.parent = parent = self._stack[-1]
        self._last.next_element = self._last = node
        siblings = parent.contents
        if siblings:
            node.previous_sibling = before = siblings[-1]
            before.next_sibling = node
        siblings.append(node)

    def _start(self, name: str, rest: str, at: int, inner: int, text: str) -> int:
        """Open an element; for one whose content is raw text, the offset where that content ends."""
        stack = self._stack
        opened = self._open
        if name in _ONCE and (opened.get(name) or opened.get("body")):
            self._ignored[name] = self._ignored.get(name, 0) + 1
            return 0
        if name in _CLOSING:
            if name == "image":
                name = "img"
            if name in _CLOSES_P and opened.get("p"):
                self._close_nearest(_P, _SCOPE_AND_BUTTON, at)
            if name in _HEADINGS and stack[-1].name in _HEADINGS:
                self._pop_to(len(stack) - 1, at, at)
            elif (implied := _IMPLIED.get(name)) is not None:
                closes, stops = implied
                for known in closes:
                    if opened.get(known):
                        self._close_nearest(closes, stops, at)
                        break
        found = self._attributes.get(rest)
        if found is None:
            found = self._attributes[rest] = _read_attributes(rest)
        element = Element(name, found[0], found[1], at, inner)
        self._link(element)
        places = self._places
        places[name].append(element)
        for key in found[2]:
            places[key].append(element)
        if name in VOID:
            return 0
        if name in _RAW and not (opened.get("svg") and name == "title"):
            end = None if name in self._endless else _RAW_END[name].search(text, inner)
            if end is None:
                self._endless.add(name)
                if name not in ("script", "style"):
                    return 0
            close = end.start() if end else len(text)
            stack.append(element)
            if inner < close:
                if name in _KEEPS_ENTITIES:
                    self._add_text(text[inner:close], inner, close, None)
                else:
                    self._text(text[inner:close], inner, close)
            stack.pop()
            after = text.find(">", close) + 1 if end else 0
            element.close, element.end = close, after or len(text)
            return element.end
        if rest.endswith("/"):
            return 0
        if len(stack) >= MAX_DEPTH:
            if self.soup.flattened < 0:
                self.soup.flattened = at
            return 0
        stack.append(element)
        opened[name] = opened.get(name, 0) + 1
        return 0

    def _end(self, name: str, at: int, end: int) -> None:
        if name == "br":
            element = Element("br", {}, frozenset(), at, end)
            self._link(element)
            self._places["br"].append(element)
            return
        if self._ignored.get(name):
            self._ignored[name] -= 1
            return
        if name in _HEADINGS and not self._open.get(name):
            name = next((n for n in _HEADINGS if self._open.get(n)), name)
        if not self._open.get(name):
            return
        stack = self._stack
        stops = _END_STOPS.get(name, _SCOPE)
        special = name not in _SPECIAL and name not in _FORMATTING
        for index in range(len(stack) - 1, 0, -1):
            if (there := stack[index].name) == name:
                self._pop_to(index, at, end)
                return
            if there in stops or special and there in _SPECIAL:
                return

    def _close_nearest(self, names: frozenset[str], stops: frozenset[str], at: int) -> None:
        stack = self._stack
        for index in range(len(stack) - 1, 0, -1):
            if stack[index].name in names:
                self._pop_to(index, at, at)
                return
            if stack[index].name in stops:
                return

    def _pop_to(self, index: int, close: int, end: int) -> None:
        """Close the elements from the top of the stack down to `index`; only that one owns the end tag."""
        stack = self._stack
        opened = self._open
        element = stack[index]
        while len(stack) > index:
            element = stack.pop()
            element.close = element.end = close
            opened[element.name] -= 1
        element.end = end


_CLOSING = _CLOSES_P | _HEADINGS | _IMPLIED.keys() | {"image"}
_P = frozenset(("p",))
_SCOPE_AND_BUTTON = _SCOPE | {"button"}
_NO_CLASSES: frozenset[str] = frozenset()


def _read_attributes(rest: str) -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    """The attributes, the classes, and the keys under which `Page.places` has the element."""
    attrs: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        value = double or single or bare
        attrs.setdefault(name.lower(), unescape(value) if "&" in value else value)
    if not attrs:
        return attrs, _NO_CLASSES, ()
    classes = attrs.get("class")
    words = frozenset(classes.split()) if classes else _NO_CLASSES
    ident = attrs.get("id")
    return attrs, words, (*(f".{name}" for name in words), f"#{ident}") if ident else tuple(f".{name}" for name in words)

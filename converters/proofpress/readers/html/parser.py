"""HTML → `dom.Page`.

The tokens follow the HTML standard's tokenisation, the ends that a page leaves out are in `nesting`. Time is linear in
the input, whatever is unclosed, and nesting is bounded by `MAX_DEPTH`.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Any

from bs4.builder import HTMLTreeBuilder

from proofpress import urls
from proofpress.readers.html.dom import Chars, Element, Index, Page
from proofpress.readers.html.nesting import (
    CLOSES_P,
    CLOSING,
    END_STOPS,
    FORMATTING,
    HEADINGS,
    IMPLIED,
    KEEPS_ENTITIES,
    NO_TEXT,
    ONCE,
    RAW,
    SCOPE,
    SCOPE_AND_BUTTON,
    SPECIAL,
    TEXTUAL,
    VOID,
)
from proofpress.regex import regex
from proofpress.source import Piece, Source

MAX_DEPTH = 150
"""Elements nested deeper stay at this depth, as browsers do at theirs; their text and order are kept."""
_MAX_INDENTS = 20
_INDENTING = frozenset(("ul", "ol", "dl", "blockquote", "details"))
"""Elements that Markdown writes as columns before every line, so that what is written grows with their depth."""

_TAG = regex(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_TAG_WITHOUT_QUOTES = regex(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_TAG_BEGINS = regex(r"</?[a-zA-Z]")
_ATTRIBUTE = regex(r"""([^\s=/>"'][^\s=/>]*+)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>]++)))?""")
_AUTOLINK = regex(
    r"<((?:https?|ftp|mailto|tel):[^\s<>\"]++|[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9][A-Za-z0-9.-]*+)>", re.I
)
"""An address in angle brackets, which Markdown makes a link of, people quote in mail, and no element is."""
_TYPESET = regex(r"=\s*+[‘’“”]")
"""A value between the quotation marks of running text, which the name of a tag has there, and no page."""
_REFERENCE = regex(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,32};?)")
_RAW_END = {name: regex(rf"</{name}(?=[\s/>])", re.I) for name in RAW}
_P = frozenset(("p",))
_LITERAL = ("pre", "code", "samp", "kbd", "tt", "a", "svg")
_SVG = frozenset(("svg",))
_HTML_IN_SVG = frozenset(("foreignobject", "desc", "title"))
_UNSAID = ("script", "style")
_NO_CLASSES: frozenset[str] = frozenset()


MAIL = "data-cfemail"
"""The attribute in which Cloudflare keeps what its script shows in place of an element's words."""


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


_EQUATION = regex(r"<!--\[if [^\]<>]{0,40}\bmsEquation\b[^\]<>]{0,40}\]>")
"""What stands before a formula of Word, which it keeps in a comment; its picture follows for other programs."""
_DRAWN = regex(r"<!\[if !msEquation\]>")
_CONDITION = regex(r"<!\[(?:if[ (]|(endif)\]>)")


def _behind_condition(text: str, at: int) -> int:
    """Where what a condition shows ends, or the condition itself, where nothing ends it soon."""
    depth = 0
    for found in _CONDITION.finditer(text, at, at + _LONGEST_PICTURE):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return text.find(">", at) + 1


_LONGEST_PICTURE = 20_000
_LINK_TAG = regex(r"<(/?)a(?=[\s>])", re.I)
_FAR = 4000
"""So far behind a block the link around it may end."""


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
        self._places: defaultdict[str, list[Element]] = defaultdict(list)
        self._index = Index(self._places)
        self._nodes, self._said = self._index.nodes, self._index.said
        root = Element("[root]", {}, frozenset(), 0, 0, self._index)
        self._nodes.append(root)
        self._said.append("")
        root.parent = self.soup
        self.soup.contents.append(root)
        self.soup.next_element = root
        self.soup.flattened = -1
        self.soup.facts = {}
        self._stack: list[Element] = [root]
        self._open: dict[str, int] = {root.name: 1}
        self._last: Any = root
        self._endless: set[str] = set()
        self._ignored: dict[str, int] = {}
        self._attributes: dict[str, tuple[dict[str, str], frozenset[str], tuple[str, ...]]] = {}
        self.soup.places = self._places
        self._hides_mail = MAIL in text
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
        drawn = -1
        find = text.find
        start, finish, add_text = self._start, self._end, self._add_text
        while (at := find("<", pos)) >= 0:
            match = tag_at(text, at)
            if match is None and _TAG_BEGINS.match(text, at):
                # An attribute's quote stays open to the end of the file: read on without quotes,
                # or no tag ends any more.
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
                if not closing and not name.isalnum() and (address := _AUTOLINK.fullmatch(match[0])):
                    self._address(address, at)
                elif closing:
                    finish(name.lower(), at, pos)
                elif raw_end := start(name.lower(), rest, at, pos, text):
                    pos = data = raw_end
                continue
            mark = text[at + 1 : at + 2]
            if mark == "!" and (kept := _EQUATION.match(text, at)) is not None:
                end = kept.end()
                drawn = find("<![endif]-->", end)
            elif mark == "!" and 0 < drawn < at and _DRAWN.match(text, at):
                end, drawn = _behind_condition(text, at), -1
            elif mark == "!" and text.startswith("<!--", at) and comments:
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

    def _address(self, found: re.Match[str], at: int) -> None:
        """An address in angle brackets: a link, but the characters that it is in code and in another link."""
        said, end = found[1], at + len(found[0])
        if any(self._open.get(name) for name in _LITERAL):
            self._text(found[0], at, end)
            return
        self._start("a", f' href="{said if urls.scheme(said) else f"mailto:{said}"}"', at, at + 1, "")
        self._text(said, at + 1, end - 1)
        self._end("a", end - 1, end)

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
        around = self._stack[-1].name
        if around in NO_TEXT and text.isspace():
            return
        if self._hides_mail and (mail := urls.shown_mail(self._stack[-1].attr(MAIL))):
            text, pieces = mail, [Piece(mail, start, end)]
        node = str.__new__(Chars, text)
        node.start = start
        node.end = end
        if pieces is not None:
            node.pieces = pieces
        self._link(node, "" if around in _UNSAID else node)

    def _link(self, node: Any, said: str) -> None:
        """Put a node, and what it says, behind all that came before. Nobody asks for what stands before it in the whole
        page."""
        node.parent = parent = self._stack[-1]
        self._last.next_element = self._last = node
        siblings = parent.contents
        if siblings:
            node.previous_sibling = before = siblings[-1]
            before.next_sibling = node
        siblings.append(node)
        self._nodes.append(node)
        self._said.append(said)

    def _start(self, name: str, rest: str, at: int, inner: int, text: str) -> int:
        """Open an element; for one whose content is raw text, the offset where that content ends."""
        stack = self._stack
        opened = self._open
        if name in ONCE and (opened.get(name) or opened.get("body")):
            self._ignored[name] = self._ignored.get(name, 0) + 1
            return 0
        if name in CLOSING:
            if name == "image":
                name = "img"
            if (
                "=" in rest
                and name in CLOSES_P
                and _TYPESET.search(rest)
                and self._is_in_text(self._stack[-1].contents[-1:])
            ):
                self._add_text(text[at:inner], at, inner, None)
                return 0
            if name in CLOSES_P and opened.get("svg"):
                # A drawing that never closes ends where the text goes on:
                # https://html.spec.whatwg.org/#parsing-main-inforeign
                self._close_nearest(_SVG, _HTML_IN_SVG, at)
            if name in CLOSES_P and opened.get("p"):
                link = self._link_in_paragraph(text, at) if opened.get("a") else None
                self._close_nearest(_P, SCOPE_AND_BUTTON, at)
                if link is not None:
                    self._open_again(link, at)
            if name in HEADINGS and stack[-1].name in HEADINGS:
                self._pop_to(len(stack) - 1, at, at)
            elif (implied := IMPLIED.get(name)) is not None:
                closes, stops = implied
                for known in closes:
                    if opened.get(known):
                        self._close_nearest(closes, stops, at)
                        break
        found = self._attributes.get(rest)
        if found is None:
            found = self._attributes[rest] = _read_attributes(rest)
        element = Element(name, found[0], found[1], at, inner, self._index)
        self._link(element, " " if name == "br" else "")
        places = self._places
        places[name].append(element)
        for key in found[2]:
            places[key].append(element)
        if name in VOID:
            return 0
        if name in RAW and not (opened.get("svg") and name == "title"):
            end = None if name in self._endless else _RAW_END[name].search(text, inner)
            if end is None:
                self._endless.add(name)
                if name not in ("script", "style") or self._in_text():
                    return 0
            close = end.start() if end else len(text)
            stack.append(element)
            if inner < close:
                if name in KEEPS_ENTITIES:
                    self._add_text(text[inner:close], inner, close, None)
                else:
                    self._text(text[inner:close], inner, close)
            stack.pop()
            after = text.find(">", close) + 1 if end else 0
            element.close, element.end = close, after or len(text)
            element.after = len(self._nodes)
            return element.end
        if rest.endswith("/"):
            return 0
        indents = name in _INDENTING and sum(opened.get(one, 0) for one in _INDENTING) >= _MAX_INDENTS
        if indents or len(stack) >= MAX_DEPTH:
            if indents:
                self._ignored[name] = self._ignored.get(name, 0) + 1
            if self.soup.flattened < 0:
                self.soup.flattened = at
            return 0
        stack.append(element)
        opened[name] = opened.get(name, 0) + 1
        return 0

    def _link_in_paragraph(self, text: str, at: int) -> Element | None:
        """The link that is open in the paragraph that a block ends, and that is closed behind the block: it goes on
        (https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements)."""
        for element in reversed(self._stack):
            if element.name == "p":
                return None
            if element.name == "a":
                found = _LINK_TAG.search(text, at, at + _FAR)
                return element if "href" in element.attrs and found is not None and found[1] else None
        return None

    def _open_again(self, element: Element, at: int) -> None:
        attrs: Any = element.attrs
        again = Element(element.name, attrs, element.classes, at, at, self._index)
        self._link(again, "")
        for key in (again.name, *(f".{name}" for name in again.classes)):
            self._places[key].append(again)
        self._stack.append(again)
        self._open[again.name] = self._open.get(again.name, 0) + 1
        if not element.contents:
            element.attrs = {}

    def _in_text(self) -> bool:
        """Whether the element that was linked last stands in mid-sentence, as the name of a tag does."""
        return self._is_in_text(self._stack[-1].contents[-2:-1])

    def _is_in_text(self, before: list[Any]) -> bool:
        """Whether what comes next stands in mid-sentence, behind the node `before`."""
        said = bool(before) and isinstance(before[0], Chars) and not before[0].isspace()
        return said and (self._stack[-1].name in TEXTUAL or self._open.get("p", 0) > 0)

    def _end(self, name: str, at: int, end: int) -> None:
        if self._stack[-1].name == name and not self._ignored.get(name):
            self._pop_to(len(self._stack) - 1, at, end)
            return
        if name == "br":
            element = Element("br", {}, frozenset(), at, end, self._index)
            self._link(element, " ")
            self._places["br"].append(element)
            return
        if self._ignored.get(name):
            self._ignored[name] -= 1
            return
        if name in HEADINGS and not self._open.get(name):
            name = next((n for n in HEADINGS if self._open.get(n)), name)
        if not self._open.get(name):
            return
        stack = self._stack
        stops = END_STOPS.get(name, SCOPE)
        special = name not in SPECIAL and name not in FORMATTING
        for index in range(len(stack) - 1, 0, -1):
            if (there := stack[index].name) == name:
                self._pop_to(index, at, end)
                return
            if there in stops or special and there in SPECIAL:
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
        after = len(self._nodes)
        while len(stack) > index:
            element = stack.pop()
            element.close = element.end = close
            element.after = after
            opened[element.name] -= 1
        element.end = end


def _read_attributes(rest: str) -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    """The attributes, the classes, and the keys under which `Page.places` has the element."""
    attrs: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        value = double or single or bare
        attrs.setdefault(name.lower(), unescape(value) if "&" in value else value)
    if not attrs:
        return attrs, _NO_CLASSES, ()
    if urls.HIDES_MAIL in (href := attrs.get("href", "")):
        attrs["href"] = urls.mailed(href)
        if urls.shown_mail(attrs.get(MAIL, "")):
            del attrs["href"]  # The script puts the words themselves in its place.
    classes = attrs.get("class")
    words = frozenset(classes.split()) if classes else _NO_CLASSES
    ident = attrs.get("id")
    return (
        attrs,
        words,
        (*(f".{name}" for name in words), f"#{ident}") if ident else tuple(f".{name}" for name in words),
    )

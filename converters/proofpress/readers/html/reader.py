"""Walks an element and hands each node to its handler; says once, in one place, what is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Protocol

from proofpress import urls
from proofpress.budget import spend
from proofpress.ledger import Ledger
from proofpress.readers import formulas
from proofpress.readers.formula import Formula
from proofpress.readers.html import dumped, edges, hidden, notes, summaries, tab_roles, wrapped
from proofpress.readers.html.builder import Builder
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.nesting import CARD_VALUE
from proofpress.regex import regex
from proofpress.source import Piece, Span
from proofpress.styles import PLAIN, Sheet, Style
from proofpress.tree import Block, Delete, Emphasis, Footnote, Inline, InlineMath, Math, Strong


class Drop(Protocol):
    """Tells which elements an origin does not want to see."""

    def holds(self, element: Element) -> bool | tuple[str, str] | None:
        """True, or why: what it is, in English and Chinese."""


Handler = Callable[["Reader", Element], None]

_LETTER = regex(r"\w")


_EMPTY = regex(r"\\newcommand\s*\{?(\\[A-Za-z]++)\}?\s*\{\s*\}")
_DRAWN = (
    "a formula of which the page keeps the drawing alone; its signs are kept",
    "页面只留下公式的渲染结果，保留其中的字符",
)


class Reader:
    """Reads parts of one page. `handlers` is the table of tags, `drop` what the origin does not want to see."""

    def __init__(
        self, page: Page, ledger: Ledger, handlers: dict[str, Handler], drop: Drop | None = None, base: str = ""
    ) -> None:
        self.page = page
        self.ledger = ledger
        self.base = base
        self.out = Builder(page.source)
        self._handlers = handlers
        self._drop = drop
        self._dropped: list[tuple[Element | Chars, Element | Chars, str, str, int]] = []
        self.last_image = ""
        self.undescribed: list[Element] = []
        self._soft: dict[int, frozenset[int]] = {}
        self.cited: set[str] = set()
        """The works that have their note already."""
        self.not_listings: set[int] = set()
        """Paragraphs (by `id`) in a type of one width that are no listing together."""
        self.laid_out: dict[int, bool] = {}
        """By the `id` of an element, whether those of a site's own in it stand on lines of their own."""
        self.asides: list[Footnote] = []
        """The notes that stand at their marks; they follow the text."""
        self.note_length = 0
        """How many characters the note has that is being read; most of it is no part of a page's frame."""
        self._styles: dict[int, Style] = {}
        self.roots: Collection[Element] = ()
        """What is read of the page."""
        self.framed: bool | None = None
        """Whether the page lays out its text in what others use for boxes; None where nobody has asked."""
        self.makes_boxes: bool | None = None
        """Whether the page has boxes that only their kind names; None where nobody has asked."""
        self.wrappers: frozenset[str] | None = None
        """Classes that others use for remarks, of what holds most of this page; None where nobody has asked."""
        self.spoken: set[int] = set()
        """Elements (by `id`) that another one has spoken for: passed over where they stand."""
        self.ticked: set[int] = set()
        """Boxes to tick (by `id`) that items of lists have taken."""
        self._tab_sets = tab_roles.sets(page)
        self.tabs: dict[int, Element] = {}
        """The tabs of the panels (by `id`) whose list of tabs has been read."""

    def address(self, written: str) -> str:
        """An address as it may be published; "" where it may not."""
        beside = self.page.source.root.beside
        path = urls.decoded_path(written) if beside else ""
        own = path in beside or f"{path.partition('/')[0]}/" in beside
        return urls.clean(written, "" if own else self.base)

    def read(self, elements: Collection[Element], flow: Collection[Element] = ()) -> tuple[Block, ...]:
        """The blocks of these elements, one after the other; those in `flow` are blocks themselves."""
        self.roots = elements
        whole = set(map(id, flow))
        self.out.begin()
        for element in elements:
            if element.name in _WHOLE or id(element) in whole or id(element) in self.notes.links.notes:
                self.element(element)
            elif self.style(element).keeps_lines:
                self.lines(element)
            else:
                self.visit(element)
            self.out.flush()
        blocks = self.out.end()
        self._tell()
        return (*blocks, *self.asides)

    def visit(self, element: Element, but: Element | None = None) -> None:
        """All that stands in an element, but for one."""
        if self.notes.links.parts and notes.lines(self, element):
            return
        text = self.out.text
        ends = {} if self.out.keeps_lines else dumped.line_ends(element)
        for child in element.contents:
            if type(child) is Chars and id(child) in ends:
                for piece, ended in dumped.parts(child, ends[id(child)]):
                    text((piece,))
                    if ended:
                        self.out.line_break(piece.end, piece.end + 1)
            elif type(child) is Chars:
                text(child.parts())
            elif type(child) is Element and child is not but:
                self.element(child)

    def element(self, element: Element) -> None:
        """One element: unwanted, a formula, or what the table says."""
        if self.spoken and id(element) in self.spoken:
            return
        spend()
        if (pairs := self._tab_sets.get(id(element))) is not None:
            self.tabs.update((id(panel), tab) for panel, tab in pairs)
            return
        tab = self.tabs.get(id(element)) if self.tabs else None
        if element.attrs or element.name in _LANDMARKS or "-" in element.name:
            if tab is None and (reason := self._unwanted(element)) is not None:
                self._leave(element, *reason)
                return
            if formulas.may_be(element) and self.formula(element):
                return
            if tab is not None:
                self.out.flush()
                summaries.name(self, tab)
            elif self._is_hidden(element):
                self.drop(element, "hidden on the page", "页面上不显示的内容")
                return
        if self.has_notes and notes.written(self, element):
            return
        # An editor's card is whatever its value says, in whatever element it stands.
        name = "card" if CARD_VALUE in element.attrs else element.name
        handler = self._handlers.get(name) or (self._handlers.get("-") if "-" in name else None) or _unwrap
        handler(self, element)

    def inside(self, element: Element, but: Element | None = None) -> tuple[Block, ...]:
        """The blocks that an element holds, but for those of one in it."""
        self.out.begin()
        self.visit(element, but)
        return self.out.end()

    def beside(self, page: Page) -> tuple[Block, ...]:
        """The blocks of a page that stands in a value of this one."""
        return Reader(page, self.ledger, self._handlers, self._drop, self.base).read((page.root,))

    def together(self, nodes: Iterable[Element | Chars]) -> tuple[Block, ...]:
        """The blocks that nodes make which stand side by side without an element around them."""
        self.out.begin()
        for node in nodes:
            if isinstance(node, Element):
                self.element(node)
            else:
                self.out.text(node.parts())
        return self.out.end()

    def span(self, element: Element | Chars) -> Span:
        """Where an element stands in the file."""
        return self.out.span(element.start, element.end)

    def formula(self, element: Element) -> bool:
        """Write the formula that this element is; False where it is none."""
        found = formulas.read(element)
        if found is None:
            if "katex-html" in element.classes:
                self.ledger.doubted(self.span(element), *_DRAWN)
            return False
        self.write_formula(found, element)
        return True

    def write_formula(self, found: Formula, element: Element) -> None:
        """Write a formula, inline or display as it was."""
        span = self.span(element)
        inner = self.out.span(found.start, found.end)
        if not found.tex or found.tex in ("\\begingroup", "\\endgroup"):
            return
        if (defined := _EMPTY.fullmatch(found.tex.strip())) and self.page.source.text.count(defined[1]) == 1:
            self.ledger.removed(
                span, "a command of TeX that shows nothing and no formula uses", "没有公式使用的空 TeX 命令"
            )
            return
        if found.display:
            self.out.block(Math(found.tex, span=span, inner=inner))
        else:
            edges.atom(self, InlineMath(found.tex, span=span, inner=inner), element)

    def drop(self, element: Element, en: str, zh: str) -> None:
        """Leave an element out. Neighbours that are dropped for one reason become one entry of the ledger;
        an empty one, none."""
        if _says_anything(element):
            self.leave_out(element, en, zh)

    def leave_out(self, node: Element | Chars, en: str, zh: str) -> None:
        """The same for what says something."""
        if self._dropped:
            first, _, reason, words, written = self._dropped[-1]
            if reason == en and written == self.out.written:
                self._dropped[-1] = (first, node, reason, words, written)
                return
        self._dropped.append((node, node, en, zh, self.out.written))

    def _leave(self, element: Element, en: str, zh: str) -> None:
        """Leave an element out but for the notes in it that marks outside of it lead to: those are the article's."""
        if not (notes_here := self._wanted.held_by(element)):
            self.drop(element, en, zh)
        elif notes_here[0] is element:
            notes.entry(self, element)
        else:
            for child in element.contents:
                if type(child) is Element:
                    self._leave(child, en, zh)
                elif type(child) is Chars and has_letters(child):
                    self.leave_out(child, en, zh)

    @cached_property
    def _wanted(self) -> notes.Wanted:
        return notes.Wanted(self.page, self.notes.links)

    def _tell(self) -> None:
        for first, last, en, zh, _ in self._dropped:
            span = self.span(first).cover(self.span(last))
            self.ledger.removed(span, en, zh)
        self._dropped.clear()
        if self.undescribed:
            span = self.span(self.undescribed[0]).cover(self.span(self.undescribed[-1]))
            texts = dict.fromkeys(" ".join(image.attr("alt").split()) for image in self.undescribed[:50])
            count = len(self.undescribed)
            self.ledger.repaired(
                span,
                f"{count} images described by their file name or an editor's prompt; it is left out"
                if count > 1
                else "an image described by its file name or an editor's prompt; it is left out",
                f"{count} 张图片的说明只是文件名或编辑器的提示语，已略去",
                text=", ".join(texts),
            )
            self.undescribed.clear()

    def _unwanted(self, element: Element) -> tuple[str, str] | None:
        attrs = element.attrs
        if self._drop is not None and (reason := self._drop.holds(element)) and not self._is_most_of_a_note(element):
            return reason if isinstance(reason, tuple) else ("a part of the page's frame", "页面框架的一部分")
        if element.classes and not element.classes.isdisjoint(_SPOKEN) and element.end - element.start < _SHORT:
            return ("for those who cannot see the page", "只供读屏软件使用的文字")
        if element.name == "pre" and (element.attr("name") == "code" or "mermaid-src" in element.classes):
            return None  # what a script of the page draws from, and hides
        if ("hidden" in attrs or "style" in attrs) and hidden.is_hidden(element):
            return None if hidden.is_opened(element, self.page) else ("hidden on the page", "页面上不显示的内容")
        return None

    def leaves_out(self, element: Element) -> bool:
        """True for what the origin does not want to see."""
        return self._drop is not None and bool(self._drop.holds(element))

    def shows(self, element: Element) -> bool:
        """False for what an element's attributes, the page's sheet or the origin keep from being read."""
        return self._unwanted(element) is None and not (self.has_sheet and self.style(element).hidden)

    def _is_most_of_a_note(self, element: Element) -> bool:
        return self.note_length > 0 and 2 * len(element.words()) > self.note_length

    def is_soft(self, element: Element) -> bool:
        """Whether a `<br>` only wraps a line."""
        parent = element.parent
        if not isinstance(parent, Element):
            return False
        found = self._soft.get(id(parent))
        if found is None:
            found = self._soft[id(parent)] = wrapped.soft(parent)
        return id(element) in found

    def lines(self, element: Element) -> None:
        """All that stands in an element whose line ends are line ends on the page."""
        before, self.out.keeps_lines = self.out.keeps_lines, True
        self.visit(element)
        self.out.keeps_lines = before

    def emphasis(self, element: Element) -> tuple[type[Strong | Emphasis | Delete], ...]:
        """How the style of an element sets its text apart, but where all text is set in that way."""
        style = self.style(element)
        if style is PLAIN:
            return ()
        bold = style.bold and not self._is_bold_around(element)
        slanted = style.slanted and element.name not in ("em", "i")
        kinds = ((Strong, bold), (Emphasis, slanted), (Delete, style.struck))
        return tuple(kind for kind, holds in kinds if holds)

    def _is_bold_around(self, element: Element) -> bool:
        """True inside a heading, and inside other elements not far above that are bold without a word."""
        node: object = element
        for _ in range(6):
            if not isinstance(node, Element):
                return False
            if node.name in _BOLD_BY_NATURE and self.style(node).bold is not False:
                return True
            node = node.parent
        return False

    def style(self, element: Element) -> Style:
        """What the page's style sheets and the element itself say of it."""
        if not (element.attrs or self.has_sheet):
            return PLAIN
        style = self._styles.get(id(element))
        if style is None:
            style = self._styles[id(element)] = self._sheet.style(element)
        return style

    @cached_property
    def tint_tells(self) -> bool:
        """Whether less than half of a page's words stand before a highlighter's colour."""
        tinted = closed = 0
        for element in self.page.root.all("span", "font"):
            if element.start >= closed and self.style(element).tinted:
                tinted += len(element.words())
                closed = element.end
        return 2 * tinted < sum(map(len, self.page.root.chars()))

    @property
    def type_tells(self) -> bool:
        """Whether a type of one width sets little apart, as code is, and is not what most of the page is set in."""
        return self.monospace_share * 3 < 1

    @cached_property
    def monospace_share(self) -> float:
        """How much of the page's text stands in a type of one width."""
        total = sum(len(chars) for chars in self.page.root.chars())
        typed = closed = 0
        for below in self.page.root.all("p", "span", "font", "td", "li"):
            if below.start >= closed and below.attrs and self.style(below).monospace:
                typed += len(below.words())
                closed = below.end
        return typed / max(total, 1)

    @cached_property
    def has_sheet(self) -> bool:
        """Whether the page brings rules of its own."""
        return bool(self.page.places.get("style"))

    @cached_property
    def _sheet(self) -> Sheet:
        texts = [
            "".join(map(str, element.contents))
            for element in self.page.places.get("style", ())
            if element.attr("media").lower() in ("", "all", "screen")
        ]
        scripts = ["".join(map(str, element.contents)) for element in self.page.places.get("script", ())]
        return Sheet(texts, "\n".join(scripts) if any("none" in text for text in texts) else "")

    def _is_hidden(self, element: Element) -> bool:
        """True for an element that the page's own sheet hides for good; one that says much stays,
        and stands in the ledger."""
        if not self.has_sheet or element.name in _NEVER_HIDDEN or not self.style(element).hidden:
            return False
        if element.end - element.start < _SHORT:
            return True
        self.ledger.doubted(
            self.span(element), "hidden by the page's style sheet; kept", "样式表里设为不显示的内容，已保留"
        )
        return False

    @cached_property
    def notes(self) -> notes.Notes:
        """The notes of the page, and their marks."""
        return notes.of(self)

    @cached_property
    def has_notes(self) -> bool:
        found = self.notes
        return bool(found.links.notes or found.beside or found.silent)

    def inlines(self, element: Element) -> tuple[Inline, ...]:
        """What an element holds, where only inline content can stand."""
        from proofpress.readers.html.flat import flat

        return flat(self.inside(element))


_LANDMARKS = frozenset(
    (
        "aside",
        "footer",
        "header",
        "form",
        "ul",
        "ol",
        "li",
        "p",
        "div",
        "section",
        "article",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    )
)
"""What may be a part of a page's frame without saying so in an attribute."""
_BOLD_BY_NATURE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong", "dt"))


_SPOKEN = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only hide-text u-hidden-visually".split()
)
"""Classes whose style sheets hide what only a program that reads the page aloud says."""
_NEVER_HIDDEN = frozenset(("body", "main", "article", "pre", "html"))
_SHORT = 600
_WHOLE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "td", "ul", "ol", "dl", "figure"))


def _says_anything(element: Element) -> bool:
    """True for an element that holds text, or is or holds an image or another address."""
    if element.attrs.get("src") or element.attr("href").startswith(("http", "/")):
        return True
    return any(
        isinstance(node, Chars) and not node.isspace() or isinstance(node, Element) and node.attrs.get("src")
        for node in element.descendants
    )


def has_letters(text: str) -> bool:
    """True where a text says anything."""
    return _LETTER.search(text) is not None


def _unwrap(reader: Reader, element: Element) -> None:
    if element.name not in _INLINE and element.close == element.end and element.name.isalnum():
        # No element of HTML, and never closed: `vector<int>`, typed where it should have been escaped.
        tag = reader.page.source.text[element.start : element.inner]
        reader.out.text((Piece(tag, element.start, element.inner),))
    reader.visit(element)


_INLINE = frozenset(
    "abbr acronym bdi bdo big blink data ins label nobr output rb rtc small time u center marquee html slot g "
    "path rect circle ellipse line polyline polygon text tspan"
    " defs use symbol marker desc mask pattern filter stop image foreignobject switch clippath lineargradient "
    "radialgradient keygen menuitem isindex plaintext command"
    " mi mo mn mrow mfrac msup msub msubsup msqrt mroot mover munder munderover mtable mtr mtd mtext mspace "
    "mstyle mpadded menclose mfenced mphantom semantics annotation none".split()
)

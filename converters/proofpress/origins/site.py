"""A site as a table: how its pages are known, where the article stands, what is frame, where the metadata is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.origins import (
    byline,
    dates,
    page_metadata,
    page_title,
    plain,
    posts,
    shown,
    standfirst,
    title_heading,
    tools,
)
from proofpress.origins.contents import Contents
from proofpress.origins.frame import Frame
from proofpress.origins.input import Input
from proofpress.origins.matter import trimmed
from proofpress.origins.metadata import canonical, in_its_language
from proofpress.origins.site_names import is_logo
from proofpress.origins.typed import asciimath, settled
from proofpress.origins.weight import Weights
from proofpress.readers.html import HANDLERS, notes, read
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.reader import Drop, Handler
from proofpress.readers.html.select import selection
from proofpress.regex import regex
from proofpress.tree import Block, Document, text_of
from proofpress.words import matter

Amend = Callable[[Input, Ledger, dict[str, object]], dict[str, object]]
"""Completes the metadata of a page: what it says in places of its own."""


@dataclass(frozen=True, slots=True)
class Site:
    """All but `name` and `title` are selectors (see `readers.html.select`); of `roots` and the metadata,
    the first that is found counts.

    Where an article stands in several elements (a question and its answers), `parts` names them all; each that `posts`
    names as well begins with a line across the page, and under the name of its author; so does what `asked` names, but
    for the line. `themed` pages look different on each site: the words for a frame
    count, too, and so does what stands right above and below the text. A page is the site's when its address is on one
    of `hosts`, or where it names none, when one of `marks` stands in it.
    """

    name: str
    title: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    generators: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    themed: bool = False
    handlers: dict[str, Handler] = field(default_factory=lambda: HANDLERS, compare=False)
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def recognises(self, given: Input) -> bool:
        """True for a page of this site that holds an article where the site has it."""
        if not given.is_html:
            return False
        names = given.page.places
        if self.hosts and given.host and self._is_host(given.host):
            return self._root(given) is not None
        if self.generators and any(name in given.generator for name in self.generators):
            return self._root(given) is not None
        if not selection(*self.marks).possible(names):
            return False
        marks = (one for mark in self.marks if (one := selection(mark)).possible(names))
        return any(one.first(given.page.root) is not None for one in marks) and self._root(given) is not None

    def read(self, given: Input, ledger: Ledger, amend: Amend | None = None) -> Document:
        """The article, its metadata, and the frame around it in the ledger."""
        page = given.page
        root = self._root(given) or page.root
        named = selection(*self.parts)
        parts = self._told(_outermost(named.find(root)) or _outermost(named.find(page.root))) if self.parts else ()
        unnamed = self._alike(page, parts) if self.posts else ()
        parts = _outermost(sorted((*parts, *unnamed), key=_start))
        weights = Weights(page) if self.themed else None
        frame = Frame(page, weights) if weights is not None else None
        values, _ = plain.header(given.source, ledger)
        said = canonical(values)
        meta = {**page_metadata.of_page(page), **said}
        for key, selectors in (("title", self.titles), ("date", self.dates)):
            if (text := _first_text(page, selectors, dated=key == "date")) and (
                key == "title" or (text := dates.stamp(text) or dates.first(text))
            ):
                meta[key] = text
        if "title" in said and not title_heading.spells(str(said["title"]), str(meta["title"])):
            ledger.repaired(
                given.source.span(0, 0),
                "a title of the front matter, for which the page has another",
                "文件头中的标题，与页面的标题不同",
                text=str(said["title"]),
            )
        for key, selectors in (("authors", self.authors), ("tags", self.tags)):
            if (
                selectors
                and (key not in meta or self.posts and key == "authors" or key == "tags" and key not in said)
                and (found := _named(page, key, selectors))
            ):
                meta[key] = found
        if "title" in meta:
            meta["title"] = page_title.title_in(page, str(meta["title"]), (root,) if frame else (), frame)
        if self.hosts:
            source = meta.get("source")
            known = source if isinstance(source, Mapping) else {}
            own = {} if known.get("url") else self._address(page)
            meta["source"] = {**known, **own, "site": self.title}
        if amend is not None:
            meta = amend(given, ledger, meta)
        roots = parts or (root,)
        base = page_metadata.base_of(page)
        roots = (*roots, *notes.beyond(page, roots, base))
        roots = page_title.with_notes(page, str(meta.get("title", "")), roots)
        dropped = self._dropped(root, frame)
        title = str(meta.get("title", ""))
        lines = (
            standfirst.elements(page, title, roots, dropped, weights)
            if dropped is not None and weights is not None
            else ()
        )
        blocks = read(
            page,
            ledger,
            roots=roots,
            drop=Contents(dropped),
            base=base,
            handlers=self.handlers,
        )
        blocks = settled(asciimath.drawn(page, blocks, ledger), given.source, ledger)
        if self.posts:
            blocks = self._apart(page, blocks, unnamed)
        if root is not page.root:
            say_frame(page.root, (*lines, *roots), ledger, given)
        blocks = title_heading.without_title(blocks, title, base, ledger)
        if self.themed or self.hosts and len(parts) < 2:
            meta = byline.completed(page, (parts or (root,))[0].start, meta)
        if self.themed:
            blocks, meta = trimmed(blocks, meta, ledger)
        if dropped is not None and lines:
            blocks = (*standfirst.blocks(page, ledger, lines, dropped, base), *blocks)
        meta = in_its_language(meta, text_of(blocks))
        return Document(blocks, page_metadata.beside_title(meta), span=given.source.span(0, len(given.source.text)))

    def _address(self, page: Page) -> dict[str, object]:
        """Where the title of an article leads on its own site, as its address."""
        for selector in self.titles:
            for element in selection(selector).find(page.root):
                link = element if element.name == "a" else next(element.all("a"), None)
                if link is not None and self._is_host(urls.host(link.attr("href"))):
                    return {"url": urls.clean(link.attr("href"))}
        return {}

    def _is_host(self, name: str) -> bool:
        return any(name == known or name.endswith("." + known) for known in self.hosts)

    def _told(self, parts: tuple[Element, ...]) -> tuple[Element, ...]:
        """The parts but for those that bear the name of one and are what the site says of another."""
        unwanted = selection(*self.drop)
        return tuple(part for part in parts if not unwanted.holds(part)) or parts

    def _alike(self, page: Page, parts: tuple[Element, ...]) -> tuple[Element, ...]:
        """What stands outside of these parts and is of the very kind of one, by its tag and all its classes: a post
        that no selector names, since a program was drawn anew; but for what stands in something that is no post."""
        kinds = {(part.name, part.classes) for part in parts if part.classes}
        names = sorted({f".{name}" for _, classes in kinds for name in classes})
        found = {id(one): one for name in names for one in page.places.get(name, ())}
        unwanted = selection(*self.drop)
        return tuple(
            one
            for one in found.values()
            if (one.name, one.classes) in kinds
            and one.words()
            and _is_apart(one, parts)
            and not any(unwanted.holds(above) or above.name in _BESIDE for above in (one, *_around(one)))
        )

    def _apart(self, page: Page, blocks: tuple[Block, ...], unnamed: tuple[Element, ...]) -> tuple[Block, ...]:
        """The posts one by one, each under the name of whoever wrote it."""
        begun = self._told(_outermost(selection(*self.posts).find(page.root)))
        begun = tuple(sorted((*begun, *unnamed), key=_start))
        told = {post.start: post for post in begun}
        if self.asked:
            told |= {part.start: part for part in selection(*self.asked).find(page.root)}
        written = [told[start] for start in sorted(told)]
        names = posts.writers(written, list(selection(*self.authors).find(page.root))) if self.authors else {}
        place = {post.start: page.source.span(post.start, post.end).start for post in written}
        named = {place[start]: name for start, name in names.items()}
        return posts.apart(blocks, named, frozenset(place[post.start] for post in begun))

    def _dropped(self, root: Element, frame: Frame | None) -> Drop | None:
        named = _Lesser(selection(*self.drop), root) if self.drop else None
        return _Either(named, frame) if named is not None and frame is not None else named or frame

    def _root(self, given: Input) -> Element | None:
        for selector in self.roots:
            if not selection(selector).possible(given.page.places):
                continue
            if (found := selection(selector).first(given.page.root)) is not None and (
                not found.is_wordless or next(found.all("img"), None) is not None
            ):
                return found
        return None


_BESIDE = frozenset(("aside", "footer", "nav", "header", "form", "dialog"))


def _is_apart(element: Element, parts: Sequence[Element]) -> bool:
    """Whether an element holds none of these parts, of which none holds another, and stands in none; they are in
    order."""
    at = bisect_right(parts, element.start, key=_start)
    return not any(part.holds(element) or element.holds(part) for part in parts[max(at - 1, 0) : at + 1])


def _around(element: Element) -> Iterable[Element]:
    return (above for above in element.parents if isinstance(above, Element))


def _start(element: Element) -> int:
    return element.start


def _named(page: Page, key: str, selectors: tuple[str, ...]) -> list[str]:
    """The names of the authors or the tags that the selectors find, each once."""
    found = selection(*selectors).find(page.root)
    if key != "tags":
        return list(dict.fromkeys(line for line in page_metadata.texts(found) if not _COUNT.fullmatch(line)))
    names = page_metadata.texts(one for one in found if not tools.names_nothing(one))
    return list(dict.fromkeys(name.lstrip("#＃ ") for name in names))


_COUNT = regex(r"[^\W\d_][^\d\n]{0,20}(?:\s[-–—]\s|[:：]\s?|\s?[(（]\s?)\d[\d,.]*+\s?[万千kKwW]?\+?\s?[)）]?")
"""What is counted, and how often: no name."""


def _first_text(page: Page, selectors: tuple[str, ...], *, dated: bool = False) -> str:
    base = page_metadata.base_of(page)
    for selector in selectors:
        for element in selection(selector).find(page.root):
            if dated and shown.is_update(element) or not dated and is_logo(element):
                continue
            if words := notes.unmarked(page, base, element).rstrip("¶\uf0c1 "):
                of_another = dated and matter.RECOMMENDED.regex.search(words) is not None
                if dated and (of_another or not dates.stamp(words)) and (day := shown.stamped(element)):
                    return day
                if not of_another:
                    return words
    return ""


def _outermost(elements: Iterable[Element]) -> tuple[Element, ...]:
    """These elements, in order, without those inside of another."""
    found: list[Element] = []
    for element in elements:
        if not found or element.start >= found[-1].end:
            found.append(element)
    return tuple(found)


@dataclass(frozen=True)
class _Lesser:
    """What is named and holds less than half of the article's text:
    a page may be pasted into another with its wrapper."""

    named: Drop
    root: Element

    @cached_property
    def _half(self) -> float:
        return len(self.root.words()) / 2

    def holds(self, element: Element) -> bool:
        return bool(self.named.holds(element)) and not (
            element.end - element.start > self._half > 0 and len(element.words()) > self._half
        )


@dataclass(frozen=True, slots=True)
class _Either:
    one: Drop
    other: Drop

    def holds(self, element: Element) -> bool:
        return bool(self.one.holds(element) or self.other.holds(element))


def say_frame(page: Element, roots: Collection[Element], ledger: Ledger, given: Input) -> None:
    """Tell the ledger of the page around the article's elements: what stands before, between and behind them."""
    body = given.page.source
    roots = sorted(roots, key=lambda root: root.start)
    for start, end in zip(
        (page.start, *(root.end for root in roots)), (*(root.start for root in roots), page.end), strict=True
    ):
        while start < end and body.text[start].isspace():
            start += 1
        while start < end and body.text[end - 1].isspace():
            end -= 1
        if _says_anything(body.text[start:end]):
            ledger.removed(body.span(start, end), "the page around the article", "文章之外的页面框架")


_TAGS = regex(r"<[^<>]*>")


def _says_anything(html: str) -> bool:
    """Whether a letter or a digit stands outside of the tags."""
    at = 0
    for tag in _TAGS.finditer(html):
        if any(map(str.isalnum, html[at : tag.start()])):
            return True
        at = tag.end()
    return any(map(str.isalnum, html[at:]))

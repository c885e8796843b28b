"""A site as a table: how its pages are known, where the article stands, what is frame, where the metadata is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from proofpress.ledger import Ledger
from proofpress.origins import page_metadata, plain
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical
from proofpress.origins.typed import settled
from proofpress.readers.html import read
from proofpress.readers.html.dom import Element
from proofpress.readers.html.select import selection
from proofpress.tree import Block, Document, Heading, text_of

Amend = Callable[[Input, Ledger, dict[str, object]], dict[str, object]]
"""Completes the metadata of a page: what it says in places of its own."""


@dataclass(frozen=True, slots=True)
class Site:
    """All but `name` and `title` are selectors (see `readers.html.select`); of `roots` and the metadata, the first that is found counts.

    Where an article stands in several elements (a question and its answers), `parts` names them all.
    A page is the site's when its address is on one of `hosts`, or where it names none, when one of `marks` stands in it.
    """

    name: str
    title: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    generators: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def recognises(self, given: Input) -> bool:
        """True for a page of this site that holds an article where the site has it."""
        if not given.is_html:
            return False
        names = given.page.places
        if self.hosts and given.host and any(given.host == known or given.host.endswith("." + known) for known in self.hosts):
            return self._root(given) is not None
        if self.generators and any(name in given.generator for name in self.generators):
            return self._root(given) is not None
        return any((marks := selection(mark)).possible(names) and marks.first(given.page.root) is not None for mark in self.marks) and self._root(given) is not None

    def read(self, given: Input, ledger: Ledger, amend: Amend | None = None) -> Document:
        """The article, its metadata, and the frame around it in the ledger."""
        page = given.page
        root = self._root(given) or page.root
        parts = tuple(selection(*self.parts).find(root)) if self.parts else ()
        values, _ = plain.header(given.source, ledger)
        meta = {**page_metadata.of_page(page), **canonical(values)}
        for key, selectors in (("title", self.titles), ("date", self.dates)):
            if (text := _first_text(page.root, selectors)) and (key == "title" or (text := page_metadata.date(text))):
                meta[key] = text
        for key, selectors in (("authors", self.authors), ("tags", self.tags)):
            if selectors and key not in meta and (found := page_metadata.texts(selection(*selectors).find(page.root))):
                meta[key] = list(dict.fromkeys(found))
        if "title" in meta:
            meta["title"] = page_metadata.title_in(page.root, str(meta["title"]))
        if self.hosts:
            source = meta.get("source")
            meta["source"] = {**(source if isinstance(source, Mapping) else {}), "site": self.title}
        if amend is not None:
            meta = amend(given, ledger, meta)
        blocks = read(page, ledger, roots=parts or (root,), drop=selection(*self.drop) if self.drop else None, base=page_metadata.base_of(page))
        blocks = settled(blocks, given.source, ledger)
        if root is not page.root:
            say_frame(page.root, root, ledger, given)
        blocks = without_title(blocks, str(meta.get("title", "")))
        if "language" not in meta and (language := page_metadata.language_of(text_of(blocks))):
            meta["language"] = language
        return Document(blocks, meta, span=given.source.span(0, len(given.source.text)))

    def _root(self, given: Input) -> Element | None:
        for selector in self.roots:
            if not selection(selector).possible(given.page.places):
                continue
            if (found := selection(selector).first(given.page.root)) is not None and (found.words() or next(found.all("img"), None)):
                return found
        return None


def _first_text(root: Element, selectors: tuple[str, ...]) -> str:
    for selector in selectors:
        for element in selection(selector).find(root):
            if words := element.words():
                return words
    return ""


def say_frame(page: Element, root: Element, ledger: Ledger, given: Input) -> None:
    """Tell the ledger of the page around the article: one entry for what stands before, one for what stands behind."""
    body = given.page.source
    for start, end in ((page.start, root.start), (root.end, page.end)):
        while start < end and body.text[start].isspace():
            start += 1
        while start < end and body.text[end - 1].isspace():
            end -= 1
        if any(char.isalnum() for char in _TAGS.sub("", body.text[start:end])):
            ledger.removed(body.span(start, end), "the page around the article", "文章之外的页面框架")


_TAGS = re.compile(r"<[^<>]*>")


def without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks without a first heading that repeats the title."""
    if blocks and isinstance(first := blocks[0], Heading) and _key(text_of(first)) == _key(title):
        return blocks[1:]
    return blocks


def _key(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).lower()



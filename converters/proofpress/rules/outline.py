"""What a page shows to others: its anchors, made as the site makes them, and the files and anchors it points to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from proofpress.anchors import TABLE, TAG, anchors, equation
from proofpress.markdown import Lexed
from proofpress.markdown.headings import ID, ids
from proofpress.markdown.links import takes_space
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.rules._includes import includes
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.tree import Document

ANY = "*"
"""Among the anchors of a page: it includes text from elsewhere, so any anchor may exist."""

DOUBTFUL = "?"
"""Before an anchor among those of a page: whether it is one, the site's parser decides."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something a page points to; `url` is unescaped. `raw` is True in HTML; `named` where the url is the name of a
    file, for which a plugin makes an address."""

    url: str
    span: Span
    image: bool
    raw: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Facts of one page that its neighbours and the rules across pages need; small, and it pickles."""

    anchors: frozenset[str]
    targets: tuple[Target, ...]


_HTML_NAME = regex(r"<[a-z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
HTML_ID = regex(r"<[a-z][\w-]*+(?=\s)[^<>]*?\sid\s*=\s*[\"']?([^\"'\s<>{}\x00-\x1f]+)", re.I)
"""A tag that gives an id."""
RAW = regex(r"<(a|img)(\s[^<>]*)>", re.I)
"""A link or a picture written as HTML: its tag's name, and its attributes."""
_ADDRESS = regex(r"(?<![\w-])(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.I)
_FIGURE = regex(r"(?:figure|table)-\d+")
_FIRST = frozenset("表Tt")
"""What the caption of a numbered table begins with."""
_TO_FIGURE = regex(r"#(?:figure|table)-\d")


def outline(page: Lexed, document: Callable[[], Document]) -> Outline:
    """The outline of a page; `document` gives its tree, and is asked where a link points to a numbered figure."""
    # The table of contents names headings when all other names are given.
    named = {*_named(page, document), *(heading.id for heading in page.headings if heading.id)}
    made_ = set(ids(page.headings, page.dialect, named))
    known = set(ids([heading for heading in page.headings if heading.sure], page.dialect, named))
    anchors_ = frozenset(named | made_ | {DOUBTFUL + one for one in made_ - known})
    made: list[Target] = []
    for link in page.links.links:
        read = link.trouble == "" or page.dialect.of_site and takes_space(link, page.text)
        if read and not (page.dialect.html and page.is_raw(link.span.start)):
            made.append(Target(unescape(link.target), link.where, link.image))
    referred = {r.label: r for r in page.links.references}
    for definition in page.links.definitions:
        if definition.label in referred:
            made.append(Target(unescape(definition.target), definition.where, referred[definition.label].image))
    return Outline(anchors_, (*made, *_wiki(page), *_raw(page)))


WIKI = regex(r"\[\[([\w -]+)\]\]")
"""What Python-Markdown's wikilinks takes for a link."""
_SPACES = regex(r"[ ]+_|_[ ]+|[ ]+")
_NAMED = regex(r"(!?)\[\[([^\[\]|\n]+?)(?:\\?\|[^\[\]\n]*)?\]\]")
"""In a cell a backslash keeps the bar from ending it."""


def _wiki(page: Lexed) -> Iterator[Target]:
    """What `[[name]]` leads to, where an extension or a plugin makes it a link."""
    if "[[" not in page.text:
        return
    if page.dialect.wiki is not None:
        base, end = page.dialect.wiki
        for found in WIKI.finditer(page.prose):
            if name := found[1].strip():
                yield Target(f"{base}{_SPACES.sub('_', name)}{end}", Span(*found.span()), False)
    elif page.dialect.named:
        for found in _NAMED.finditer(page.prose):
            yield Target(found[2].strip(), Span(*found.span()), found[1] != "", named=True)


def _named(page: Lexed, document: Callable[[], Document]) -> Iterator[str]:
    """Anchors beside those of headings."""
    text = page.codeless
    if "{" in text:
        given = {heading.id for heading in page.headings}
        for found in ID.finditer(text):
            yield (name := found[1] or found[2])
            if name not in given:
                yield DOUBTFUL + name
    if "<" in text:
        yield from (m[1] for m in _HTML_NAME.finditer(text))
    if "\\tag" in text:
        yield from (equation(m[1]) for m in TAG.finditer(text))
    counts: dict[str, int] = {}
    for note in page.links.notes:
        if note.definition:
            yield f"fn:{note.label}"
        else:
            counts[note.label] = count = counts.get(note.label, 0) + 1
            yield f"fnref{'' if count == 1 else count}:{note.label}"
    yield from _figures(document, text)
    if page.fillings or includes(text, page.dialect) or any(one.calls for one in page.directives):
        yield ANY


def _figures(document: Callable[[], Document], text: str) -> Iterator[str]:
    """Numbered pictures and tables. Where this page links to none, no more than how many there can be is worked out."""
    if _TO_FIGURE.search(text):
        yield from filter(_FIGURE.fullmatch, anchors(document()).names)
        return
    yield from (f"figure-{number}" for number in range(1, text.count("![") + 1))
    captions = (line for line in text.split("\n") if line.lstrip()[:1] in _FIRST and TABLE.match(line))
    yield from (f"table-{number}" for number, _ in enumerate(captions, 1))


def _raw(page: Lexed) -> Iterator[Target]:
    """The addresses in links and pictures that are written as HTML."""
    if "<a" not in page.prose and "<img" not in page.prose:
        return
    for tag in RAW.finditer(page.prose):
        for found in _ADDRESS.finditer(tag[2]):
            image = tag[1].lower() == "img"
            if (
                found[1].lower() == ("src" if image else "href")
                and (url := found[2] or found[3] or found[4])
                and MASK not in url
            ):
                start = tag.start(2) + found.start()
                yield Target(unescape(url.strip()), Span(start, start + len(found[0])), image, True)

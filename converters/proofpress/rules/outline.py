"""What a page shows to others: its anchors, made as the site makes them, and the files and anchors it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from proofpress.anchors import TABLE, TAG, anchors, equation
from proofpress.rules.scan import MASK
from proofpress.slugs import Slugs, slugify
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.rules.page import Page

ANY = "*"
"""Among the anchors of a page: it includes text from elsewhere, so any anchor may exist."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the site reads it; `title` is its plain text, `span` the line or lines, `text` the title's place."""

    depth: int
    title: str
    span: Span
    text: Span
    setext: bool = False
    line: int = 0
    accidental: bool = False
    """A sentence, or the title of a record, that a line of signs under it makes a heading."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something a page points to; `url` is unescaped. `raw` is True in HTML."""

    url: str
    span: Span
    image: bool
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Facts of one page that its neighbours and the rules across pages need; small, and it pickles."""

    anchors: frozenset[str]
    targets: tuple[Target, ...]


_ATX = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t]*(?<!\\)#*[ \t]*$")
_ATTR = re.compile(r"[ \t]*\{:?[ ]*([^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"\{:?[^{}\n]*#([\w\-:.\u0080-\uffff]+)[^{}\n]*\}")
_HTML_ID = re.compile(r"<[a-z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
RAW = re.compile(r"<(a|img)(\s[^<>]*)>", re.I)
"""A link or a picture written as HTML: its tag's name, and its attributes."""
_ADDRESS = re.compile(r"(?<![\w-])(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.I)
_FIGURE = re.compile(r"(?:figure|table)-\d+")
_TO_FIGURE = re.compile(r"#(?:figure|table)-\d")
_INCLUDES = re.compile(r"^[ \t]*(?:-+8<-+|;-+8<-+|::: )|\{[%{]", re.M)


def find_headings(page: Page) -> tuple[Heading, ...]:
    """Read the headings; `Page.headings` keeps them."""
    made: list[Heading] = []
    scan = page.scan
    for block in page.blocks:
        line = page.body(block.first)
        start = scan.content(block.first)
        if (
            line.startswith("#")
            and (found := _ATX.match(line))
            and (len(line) == len(found[1]) or line[len(found[1])] in " \t")
        ):
            made.append(
                _heading(
                    page,
                    len(found[1]),
                    found[2],
                    Span(start, block.span.end),
                    start + found.start(2),
                    False,
                    block.first,
                )
            )
            continue
        for number in range(block.first + 1, block.last + 1):
            under = page.body(number)
            if (
                under
                and under[0] in "=-"
                and page.prose[start] != MASK
                and re.fullmatch(r"=+|-+", under)
                and number == block.first + 1
            ):
                depth = 1 if under[0] == "=" else 2
                made.append(
                    _heading(
                        page,
                        depth,
                        line,
                        Span(start, scan.starts[number] + len(scan.lines[number])),
                        start,
                        True,
                        block.first,
                    )
                )
    return tuple(made)


def _heading(page: Page, depth: int, raw: str, span: Span, at: int, setext: bool, line: int) -> Heading:
    attributes = _ATTR.search(raw)
    accidental = setext and (
        depth == 1
        and page.text[: span.start].strip() == ""
        and bool(_RECORD.match(page.text, span.end))
        or is_sentence(raw)
    )
    text = raw[: attributes.start()] if attributes else raw
    return Heading(depth, plain(text), span, Span(at, at + len(text)), setext, line, accidental)


_SENTENCE = re.compile(r"[.。．!！?？;；,，:：…][\"'”’」』）)*_]*$")
_RECORD = re.compile(r"\n[^\n:：]{1,24}[:：][^\n]*\n[^\n:：]{1,24}[:：]")


def is_sentence(text: str) -> bool:
    """True for what nobody would write as a heading."""
    return len(text) >= 80 or _SENTENCE.search(text) is not None


def plain(text: str) -> str:
    """The text of a heading as a reader sees it, which is what the slugifier gets."""
    text = re.sub(
        r"(`+)(.+?)\1", lambda m: m[2].strip().replace("*", "\x01").replace("_", "\x02").replace("<", "\x03"), text
    )
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"\[\^[^\]\s]+\]", "", text)
    text = re.sub(r"<[^<>]+>", "", text)
    text = re.sub(r"\$([^$\s][^$]*)\$", r"\\(\1\\)", text)
    text = re.sub(r"(?<!\\)(\*{1,3})(\S(?:.*?\S)?)\1", r"\2", text)
    text = re.sub(r"(?<![\\\w])(_{1,3})(\S(?:.*?\S)?)\1(?!\w)", r"\2", text)
    text = re.sub(r"~~(.+?)~~|==(.+?)==", lambda m: m[1] or m[2], text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!<>~^])", r"\1", text)
    return unescape(text).replace("\x01", "*").replace("\x02", "_").replace("\x03", "<").strip()


def outline(page: Page) -> Outline:
    """The outline of a page."""
    explicit = {
        heading.line: found[1] for heading in page.headings if (found := _ID.search(page.scan.lines[heading.line]))
    }
    # The table of contents names headings when all other names are given.
    slugs = Slugs({*_named(page), *explicit.values()})
    for heading in page.headings:
        if heading.line not in explicit:
            slugs.add(slugify(" ".join(heading.title.split())))
    made: list[Target] = []
    for link in page.links.links:
        if link.trouble == "":
            made.append(Target(unescape(link.target), link.where, link.image))
    referred = {r.label: r for r in page.links.references}
    for definition in page.links.definitions:
        if definition.label in referred:
            made.append(Target(unescape(definition.target), definition.where, referred[definition.label].image))
    return Outline(frozenset(slugs.used), (*made, *_raw(page)))


def _named(page: Page) -> Iterator[str]:
    """Anchors beside those of headings."""
    text = page.codeless
    if "{" in text:
        yield from (m[1] for m in _ID.finditer(text))
    if "<" in text:
        yield from (m[1] for m in _HTML_ID.finditer(text))
    if "\\tag" in text:
        yield from (equation(m[1]) for m in TAG.finditer(text))
    counts: dict[str, int] = {}
    for note in page.links.notes:
        if note.definition:
            yield f"fn:{note.label}"
        else:
            counts[note.label] = count = counts.get(note.label, 0) + 1
            yield f"fnref{'' if count == 1 else count}:{note.label}"
    yield from _figures(page, text)
    if _INCLUDES.search(text):
        yield ANY


def _figures(page: Page, text: str) -> Iterator[str]:
    """Numbered pictures and tables. Where this page links to none, no more than how many there can be is worked out."""
    if _TO_FIGURE.search(text):
        yield from filter(_FIGURE.fullmatch, anchors(page.document).names)
        return
    yield from (f"figure-{number}" for number in range(1, text.count("![") + 1))
    yield from (
        f"table-{number}" for number in range(1, sum(TABLE.match(line) is not None for line in text.split("\n")) + 1)
    )


def _raw(page: Page) -> Iterator[Target]:
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

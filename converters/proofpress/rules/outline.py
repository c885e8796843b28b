"""What a page shows to others: its anchors, made as the site makes them, and the files and anchors it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from proofpress.rules.scan import MASK
from proofpress.slugs import slugify
from proofpress.source import Source, Span

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
    """Something a page points to; `url` is unescaped."""

    url: str
    span: Span
    image: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Facts of one page that its neighbours and the rules across pages need; small, and it pickles."""

    anchors: frozenset[str]
    targets: tuple[Target, ...]


_ATX = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t]*(?<!\\)#*[ \t]*$")
_ATTR = re.compile(r"[ \t]*\{:?[ ]*([^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"\{:?[^{}\n]*#([\w\-:.\u0080-\uffff]+)[^{}\n]*\}")
_HTML_ID = re.compile(r"<[a-z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
_INCLUDES = re.compile(r"^[ \t]*(?:-+8<-+|;-+8<-+|::: )|\{[%{]", re.M)


def find_headings(page: Page) -> tuple[Heading, ...]:
    """Read the headings; `Page.headings` keeps them."""
    made: list[Heading] = []
    scan = page.scan
    for block in page.blocks:
        line = page.body(block.first)
        start = scan.content(block.first)
        if line.startswith("#") and (found := _ATX.match(line)) and (len(line) == len(found[1]) or line[len(found[1])] in " \t"):
            made.append(_heading(page, len(found[1]), found[2], Span(start, block.span.end), start + found.start(2), False, block.first))
            continue
        for number in range(block.first + 1, block.last + 1):
            under = page.body(number)
            if under and under[0] in "=-" and page.prose[start] != MASK and re.fullmatch(r"=+|-+", under) and number == block.first + 1:
                depth = 1 if under[0] == "=" else 2
                made.append(_heading(page, depth, line, Span(start, scan.starts[number] + len(scan.lines[number])), start, True, block.first))
    return tuple(made)


def _heading(page: Page, depth: int, raw: str, span: Span, at: int, setext: bool, line: int) -> Heading:
    attributes = _ATTR.search(raw)
    accidental = setext and (depth == 1 and page.text[: span.start].strip() == "" and bool(_RECORD.match(page.text, span.end)) or is_sentence(raw))
    text = raw[: attributes.start()] if attributes else raw
    return Heading(depth, plain(text), span, Span(at, at + len(text)), setext, line, accidental)


_SENTENCE = re.compile(r"[.。．!！?？;；,，:：…][\"'”’」』）)*_]*$")
_RECORD = re.compile(r"\n[^\n:：]{1,24}[:：][^\n]*\n[^\n:：]{1,24}[:：]")


def is_sentence(text: str) -> bool:
    """True for what nobody would write as a heading."""
    return len(text) >= 80 or _SENTENCE.search(text) is not None


def plain(text: str) -> str:
    """The text of a heading as a reader sees it, which is what the slugifier gets."""
    text = re.sub(r"(`+)(.+?)\1", lambda m: m[2].strip().replace("*", "\x01").replace("_", "\x02").replace("<", "\x03"), text)
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
    used: set[str] = set()
    last: dict[str, str] = {}
    for heading in page.headings:
        line = page.scan.lines[heading.line]
        if explicit := _ID.search(line):
            used.add(explicit[1])
            continue
        slug = slugify(heading.title)
        last[slug] = _unique(last.get(slug, slug), used)
        used.add(last[slug])
    text = page.codeless
    if "{" in text:
        used.update(m[1] for m in _ID.finditer(text))
    if "<" in text:
        used.update(m[1] for m in _HTML_ID.finditer(text))
    for note in page.links.notes:
        used.add(f"fn:{note.label}" if note.definition else f"fnref:{note.label}")
    if _INCLUDES.search(text):
        used.add(ANY)
    made: list[Target] = []
    for link in page.links.links:
        if link.trouble == "":
            made.append(Target(unescape(link.target), link.where, link.image))
    referred = {r.label: r for r in page.links.references}
    for definition in page.links.definitions:
        if definition.label in referred:
            made.append(Target(unescape(definition.target), definition.where, referred[definition.label].image))
    return Outline(frozenset(used), tuple(made))


def outline_of(text: str) -> Outline:
    """The outline of a page given as text."""
    from proofpress.rules.page import Page

    return Page(Source("", text)).outline


def _unique(slug: str, used: set[str]) -> str:
    """As the table of contents makes a second anchor of the same name: `x`, `x_1`, `x_2`."""
    while slug in used or not slug:
        found = re.fullmatch(r"(.*)_(\d+)", slug)
        slug = f"{found[1]}_{int(found[2]) + 1}" if found else f"{slug}_1"
    return slug

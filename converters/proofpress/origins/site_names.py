"""What the site of a page is called, and which of its headings say that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress import urls
from proofpress.origins import page_metadata
from proofpress.readers.html import Page
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_WHOSE = ("site", "blog", "menu", "navbar", "topbar", "sidebar")
"""What a title or name is called after that is none of an article's: a part of the frame."""
_OF_AN_ARTICLE = frozenset("post article entry detail details content single page".split())
"""What is said of the parts of an article beside the name of what it stands in: `blog-post-title`."""
_HOME = regex(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", re.I)
_PROGRAM = regex(r"(?:思源笔记|SiYuan|Obsidian|Logseq)(?:[ \t]+v\d[\w.]*+)?\Z")
"""A program for notes, and its version, as its export names itself behind the title."""


def site_names(page: Page) -> Iterator[str]:
    """What the site is called: in `<meta>`, in JSON-LD, by its logo and by the host's name."""
    stated = page_metadata.stated(page)
    for key in (*page_metadata.SITE_NAMES, "application-name", "apple-mobile-web-app-title", "twitter:site"):
        yield stated.get(key, "").lstrip("@")
    title = next((one.words() for one in page.tagged("title")), "")
    if found := _PROGRAM.search(title):
        yield found[0]
    said = page_metadata.json_ld(page)
    for key in ("publisher", "isPartOf"):
        found = said.get(key)
        if isinstance(found, dict) and isinstance(name := found.get("name"), str):
            yield name
    for heading in page.tagged("h1", "h2"):
        if is_logo(heading):
            yield from _names_of(heading)
    links = [link for link in page.tagged("a")[:40] if _HOME.fullmatch(link.attr("href")) and link.attr("href")]
    for link in links:
        yield from _names_of(link)
    host = urls.split(page_metadata.address(page)).netloc.lower().partition(":")[0]
    parts = host.removeprefix("www.").split(".")
    for start in range(len(parts)):
        yield ".".join(parts[start:]) if start < len(parts) - 1 else ""
    if len(parts) > 1:
        yield parts[-2]


def _names_of(element: Element) -> Iterator[str]:
    """What an element that leads to the first page calls it: its words, its title, its image's description."""
    words = element.words()
    if len(words) < 40:
        yield words
    for one in (element, *element.all("img", "svg")):
        for key in ("alt", "title", "aria-label"):
            name = one.attr(key)
            yield name
            yield re.sub(r"(?i)(?<!\s)\s*+logo$|^logo\s*+", "", name)


def is_logo(heading: Element) -> bool:
    """True for a heading that is the site's name: a link to its first page, or named as a logo, or the only words of
    what is named so."""
    if _is_named_logo(heading):
        return True
    above = heading.parent
    if isinstance(above, Element) and above.classes and _is_named_logo(above) and above.words() == heading.words():
        return True
    link = next(heading.all("a"), None)
    leads = link.attr("href") if link is not None and link.words() == heading.words() else ""
    return leads != "" and _HOME.fullmatch(leads) is not None


def _is_named_logo(element: Element) -> bool:
    names = {part for name in (*element.classes, element.attr("id")) for part in re.split(r"[-_]", name.lower())}
    if not names.isdisjoint(("logo", "brand", "branding")):
        return True
    return names.isdisjoint(_OF_AN_ARTICLE) and any(
        names >= {whose, "title"} or names >= {whose, "name"} for whose in _WHOSE
    )

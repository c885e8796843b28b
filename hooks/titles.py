"""Formulas and pictures in headings, and Markdown in titles of front matter, as text where themes show text: tables of
contents, titles, lists of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from proofpress.engines.linear import of_html
from proofpress.regex import regex
from proofpress.site.drawings import without_drawings
from proofpress.site.reading import plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

_HEADING = regex(r"<(h[1-6])\b([^<>]*)>((?:(?!</?h[1-6]\b).)*+)</\1>", re.S)
_ALT = regex(r'<img\b[^<>]*?\balt="([^"]+)"')
_ID = regex(r'\sid="([^"]*)"')


@event_priority(50)
def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Before anything reads the titles."""
    if type(title := page.meta.get("title")) is str:
        page.meta["title"] = plainly(title)
    if "<math" not in content and all(link.title for link in _all(page.toc)):
        return
    found: dict[str, str] = {}
    pictures: dict[str, str] = {}
    for heading in _HEADING.finditer(content):
        if "<math" in heading[3]:
            text = of_html(without_drawings(heading[3]))
            found[name[1] if (name := _ID.search(heading[2])) else ""] = text
            if heading[1] == "h1" and page._title_from_render and "<h1" not in content[: heading.start()]:
                page._title_from_render = text
        elif (name := _ID.search(heading[2])) and (shown := _ALT.findall(heading[3])):
            pictures[name[1]] = " ".join(shown)
    for link in _all(page.toc):
        link.title = found.get(link.id, link.title) or pictures.get(link.id, "") or "…"


def _all(links: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _all(link.children)

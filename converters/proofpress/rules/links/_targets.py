"""Which file a target of a page means."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from proofpress.rules.outline import Target
    from proofpress.rules.page import Page
    from proofpress.rules.site import Docs

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\{[{%]|<|\$")
PAGES = (".md", ".markdown")


class Place(NamedTuple):
    """A target inside the site: `path` is the file, the page's own for a mere anchor; `anchor` is "" where there is none."""

    path: str
    anchor: str
    own: bool


def resolve(page: str, url: str) -> Place | None:
    """Where a relative address leads from a page; None for other hosts, site-absolute addresses and templates."""
    if not url or _SCHEME.match(url):
        return None
    path, _, anchor = url.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/") or "\\" in path:
        return None
    if not path:
        return Place(page, unquote(anchor), True)
    return Place(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), unquote(anchor), False)


def find(page: Page, target: Target) -> Place | None:
    """Where a target of a page leads: the file that is there, or where it should be. None where that cannot be told."""
    name = page.source.name
    place = resolve(name, target.url)
    if place is None:
        return _absolute(page, target) if target.url.startswith("/") and not target.url.startswith("//") else None
    docs = page.site.docs(name)
    if place.own or page.site.exists(place.path) or docs is None and not target.raw:
        return place
    if not target.raw and place.path.endswith(PAGES):
        return _page(page, place, docs) if docs is not None else place
    # MkDocs leaves raw HTML and addresses of no file as they are, so that they count from the built page.
    if (
        docs is not None
        and docs.directory_urls
        and posixpath.splitext(posixpath.basename(name))[0] not in ("index", "README")
    ):
        built = posixpath.normpath(
            posixpath.join(posixpath.splitext(name)[0], unquote(target.url.partition("#")[0].partition("?")[0]))
        )
    else:
        built = place.path
    found = next((path for path in _sources(built) if page.site.exists(path)), "")
    if not found and docs is not None and _made_elsewhere(place.path, built, docs):
        return None
    return Place(found, place.anchor, False) if found else place


def _page(page: Page, place: Place, docs: Docs) -> Place | None:
    """A page that is not there by its name: one that has a language in its name, or that the build makes."""
    stem, end = posixpath.splitext(place.path)
    for language in docs.languages:
        if page.site.exists(f"{stem}.{language}{end}"):
            return Place(f"{stem}.{language}{end}", place.anchor, False)
    return None if _made_elsewhere(place.path, place.path, docs) else place


def _made_elsewhere(path: str, built: str, docs: Docs) -> bool:
    """Whether the build may put something at a path that is no file of the docs folder."""
    below = {posixpath.relpath(one, docs.folder) for one in _absolute_paths(path, built)}
    return not docs.complete or bool(below & docs.pages) or any(one.partition("/")[0] in MADE for one in below)


def _absolute_paths(*paths: str) -> list[str]:
    return [posixpath.abspath(path) if not posixpath.isabs(path) else path for path in paths]


def _absolute(page: Page, target: Target) -> Place | None:
    """An address that counts from the root of the host, where the page's `mkdocs.yml` tells what is there."""
    docs = page.site.docs(page.source.name)
    path, _, anchor = target.url.partition("#")
    path = unquote(path.partition("?")[0])
    if docs is None or not path.startswith(docs.prefix):
        return None
    below = path[len(docs.prefix) :].strip("/")
    start = posixpath.join(docs.folder, below) if below else docs.folder
    found = next((one for one in _sources(start) if page.site.exists(one)), "")
    if not found and (not docs.complete or below.partition("/")[0] in MADE or below in MADE):
        return None
    return Place(found or start, unquote(anchor), False)


def _sources(path: str) -> tuple[str, ...]:
    """The files of a docs folder that may be what stands at a path of the built site, pages first."""
    stem = path.removesuffix("/index.html").removesuffix(".html")
    return (*(f"{stem}{end}" for end in PAGES), *(f"{stem}/{name}" for name in ("index.md", "README.md")), path)


MADE = frozenset(
    (
        "assets",
        "search",
        "sitemap.xml",
        "sitemap.xml.gz",
        "404.html",
        "feed.xml",
        "topics",
        "archive",
        "proof",
        "search-index",
    )
)
"""What a build puts beside the pages."""

"""Which file a target of a page means."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from proofpress import dialect
from proofpress.regex import regex
from proofpress.rules.links._languages import PAGES, address_of, language_of, names, own_language, source_at

if TYPE_CHECKING:
    from proofpress.rules.outline import Target
    from proofpress.rules.page import Page
    from proofpress.rules.site import Docs

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\{[{%]|<|\$")


_LETTERS = regex(r"[\W_]+")
_DROPPED = regex(r"[^\w/-]")


def is_nowhere(page: Page, target: Target) -> bool:
    """Whether a target is a name for which a plugin looks among all files, and none of them has it."""
    name = target.url.partition("#")[0].strip().rstrip("/")
    if not target.named or not name or _SCHEME.match(name) or (files := page.site.names(page.source.name)) is None:
        return False
    docs = page.site.docs(page.source.name)
    if docs is not None and "ezlinks" in docs.plugins:
        # That plugin takes points and large letters out of a name, and looks for what is left to the letter.
        last = _DROPPED.sub("", name.lower().replace(" ", "-")).rpartition("/")[2]
        return last not in files and last not in _stems(files)
    return _letters(name.rpartition("/")[2]) not in _spoken(files)


@cache
def _stems(files: frozenset[str]) -> frozenset[str]:
    return frozenset(posixpath.splitext(file)[0] for file in files)


@cache
def _spoken(files: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_letters, files)) | frozenset(map(_letters, _stems(files)))


def _letters(name: str) -> str:
    return _LETTERS.sub("", unquote(name).casefold()).removesuffix("md")


class Place(NamedTuple):
    """A target inside the site: `path` is the file, the page's own for a mere anchor; `anchor` is "" where there is
    none. `apart` says why the file is there, but not for this link: it is a page of another "language", its "source" is
    named from the root of the site, where only built pages are, or in "html", which nobody rewrites, where it is looked
    for from "below", as each page stands in a folder of its own, or it is a "folder" without a page, or is "excluded"
    from the site, or lies "outside" of the docs folder, or would lie "beside" the site, as a converted page names it
    from the root of its first host."""

    path: str
    anchor: str
    own: bool
    apart: Literal["", "language", "source", "html", "below", "folder", "excluded", "outside", "beside"] = ""


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
    docs = page.site.docs(page.source.name)
    place = None if target.named or docs and _is_unbuilt(page, docs) else _find(page, target)
    if place is None or place.own or place.apart or docs is None:
        return place
    return place._replace(apart="excluded") if docs.left_out and _is_left_out(place.path, docs) else place


def _is_unbuilt(page: Page, docs: Docs) -> bool:
    """Whether the site makes no page of a file: what is a part of others says its addresses for them."""
    if not docs.left_out and not docs.excluded and not docs.posts:
        return False
    below = posixpath.relpath(*_absolute_paths(page.source.name, docs.folder))
    if docs.left_out and _left_out(docs.left_out)(below) or re.fullmatch(docs.excluded, below):
        return True
    return re.fullmatch(docs.posts, below) is not None and dialect.is_draft(page.text)


def _is_left_out(path: str, docs: Docs) -> bool:
    """Whether a file of the docs folder stays out of the site, and nothing but that folder makes pages."""
    below = posixpath.relpath(*_absolute_paths(path, docs.folder))
    return docs.complete and not below.startswith("..") and _left_out(docs.left_out)(below)


@cache
def _left_out(patterns: str) -> Callable[[str], bool]:
    return dialect.left_out({"exclude_docs": patterns})


def _find(page: Page, target: Target) -> Place | None:
    name = page.source.name
    place = resolve(name, target.url)
    if place is None:
        return _absolute(page, target) if target.url.startswith("/") and not target.url.startswith("//") else None
    docs = page.site.docs(name)
    if docs is not None and docs.languages and not place.own and not (target.raw and place.path.endswith(PAGES)):
        return _translated(page, target, place, docs)
    if docs is not None and not place.own and (unbuilt := _unbuilt(page, target, place, docs)):
        return unbuilt
    there = page.site.exists(place.path)
    if there and docs is not None and not target.raw and place.path.endswith(PAGES) and _is_outside(name, place, docs):
        return place._replace(apart="outside")
    if there and target.raw and docs is not None and not docs.rewritten and docs.complete and not place.own:
        built = _from_below(name, target, place, docs)
        if built != place.path and not any(map(page.site.exists, _sources(built))):
            return None if _made_elsewhere(page, place.path, built, docs) else place._replace(apart="below")
    if place.own or there or docs is None and not target.raw:
        return place
    if not target.raw and place.path.endswith(PAGES):
        return _page(page, place, docs) if docs is not None else place
    # MkDocs leaves raw HTML and addresses of no file as they are, so that they count from the built page.
    built = place.path if docs is None else _from_below(name, target, place, docs)
    flat = docs is not None and not docs.directory_urls
    found = next((path for path in _sources(built, flat) if page.site.exists(path)), "")
    if (
        not found
        and docs is not None
        and (_made_elsewhere(page, place.path, built, docs) or _is_counted_from_elsewhere(page, target, docs))
    ):
        return None
    return Place(found, place.anchor, False) if found else place


def _is_outside(name: str, place: Place, docs: Docs) -> bool:
    """Whether a page of the docs folder names a page that is not in it, where nothing else makes or moves pages."""
    if docs.rewritten or not docs.complete or place.own:
        return False
    here, there = (posixpath.relpath(*_absolute_paths(path, docs.folder)) for path in (name, place.path))
    return there.startswith("../") and not here.startswith("../")


def _is_counted_from_elsewhere(page: Page, target: Target, docs: Docs) -> bool:
    """Whether an address may count from where a plugin puts the page, which is not known: so many folders up, the site
    has that file, below the docs folder or one that the page stands in."""
    path = _written(target)
    root = re.sub(r"^(?:\.{1,2}/)+", "", path)
    below = posixpath.relpath(*_absolute_paths(page.source.name, docs.folder))
    if not path.startswith("..") or docs.complete and not re.fullmatch(docs.posts, below):
        return False
    folders = accumulate(("", *below.split("/")[:-1]), posixpath.join)
    return any(page.site.exists(posixpath.join(docs.folder, folder, root)) for folder in folders)


def _from_below(name: str, target: Target, place: Place, docs: Docs) -> str:
    """Where an address leads that counts from the built page, which has a folder of its own where the site has
    addresses of folders."""
    stem = posixpath.splitext(name)[0]
    if not docs.directory_urls or posixpath.basename(stem) in ("index", "README"):
        return place.path
    return posixpath.normpath(posixpath.join(stem, _written(target)))


def _unbuilt(page: Page, target: Target, place: Place, docs: Docs) -> Place | None:
    """What is there in the docs folder and not on the site: a file of Markdown, for HTML, which MkDocs leaves as it is;
    a folder without a page of its own."""
    if docs.rewritten or not docs.complete or posixpath.basename(page.source.name) == _LISTING:
        return None
    if target.raw and place.path.endswith(PAGES):
        return place._replace(apart="html") if page.site.exists(place.path) else None
    if _written(target).endswith("/") and page.site.exists(place.path):
        if place.path.endswith(PAGES):  # MkDocs drops the slash behind the name of a file
            return None
        there = any(map(page.site.exists, _pages_of(place.path)))
        if not there and not _made_elsewhere(page, place.path, place.path, docs):
            return place._replace(apart="folder")
    return None


_LISTING = "SUMMARY.md"
"""A list of pages for plugins that make a navigation of it, where a folder stands for its pages."""


def _translated(page: Page, target: Target, place: Place, docs: Docs) -> Place | None:
    """What a page's address means on a site in several languages: links name files without a language and lead to those
    of the language of the page, or to the default one's; all other addresses count from where the page is built."""
    own, exists = own_language(page.source.name, docs), page.site.exists
    if not target.raw and not _is_folder(target):
        named_language = language_of(place.path, docs)
        known = next(filter(exists, names(place.path, own, docs)), None)
        if known and named_language not in ("", own) and (docs.suffixes or own == docs.languages[0]):
            return place._replace(apart="language")
        if known:
            return place._replace(path=known)
        if place.path.endswith(PAGES):
            return _page(page, place, docs)
    url = _written(target)
    address = posixpath.normpath(posixpath.join(address_of(page.source.name, docs), url))
    if address.startswith("..") or not url:
        return place
    if found := _found(page, address, docs, target):
        return place._replace(path=found)
    if _made_elsewhere(page, place.path, posixpath.join(docs.folder, address), docs):
        return None
    if _is_counted_from_elsewhere(page, target, docs):
        return None
    missing = posixpath.join(docs.folder, address)
    return place._replace(path=missing, apart="folder") if exists(missing) else place


def _found(page: Page, address: str, docs: Docs, target: Target) -> str:
    """The file that stands at an address of the built site in one of its languages."""
    sources = _pages_of if _is_folder(target) else _sources
    return source_at("" if address == "." else address, docs, sources, page.site.exists)


def _is_folder(target: Target) -> bool:
    return _written(target).endswith(("/", "/.", "/..")) or target.url in (".", "..")


def _written(target: Target) -> str:
    """The path of an address as its page has it, decoded."""
    return unquote(target.url.partition("#")[0].partition("?")[0])


def _pages_of(folder: str) -> tuple[str, ...]:
    """The files of a docs folder that may be the page of a folder of the built site."""
    return (*_sources(folder)[:-1], f"{folder}/index.html")


def _page(page: Page, place: Place, docs: Docs) -> Place | None:
    """A page that is not there by its name: one that the build makes. A redirect is none, for links to files."""
    if docs.views and not re.fullmatch(docs.views, posixpath.relpath(*_absolute_paths(place.path, docs.folder))):
        return place
    return None if _made_elsewhere(page, place.path, place.path, docs._replace(pages=frozenset())) else place


def _made_elsewhere(page: Page, path: str, built: str, docs: Docs) -> bool:
    """Whether the build may put something at a path that is no file of the docs folder. `built` is where a browser
    looks for it."""
    there, shown = (posixpath.relpath(one, *_absolute_paths(docs.folder)) for one in _absolute_paths(path, built))
    made = {address(one) for one in docs.pages}
    return (
        not _is_known(shown, docs)
        or any(address(one) in made or one in docs.pages or one.partition("/")[0] in MADE for one in (there, shown))
        or any(_of_theme(page, one, docs) for one in (there, shown))
    )


def _is_known(path: str, docs: Docs) -> bool:
    """Whether no plugin adds anything to a site, or no file that is no page by its ending, as this one."""
    return docs.complete or docs.only_pages and posixpath.splitext(path)[1] not in ("", ".html", ".htm", *PAGES)


def _of_theme(page: Page, path: str, docs: Docs) -> bool:
    """Whether the theme, or a plugin among its files, serves something at a path of the site."""
    if path.startswith(_SERVED):
        return True
    own = dialect.folder_of_theme(docs.theme)
    if docs.theme and not own and path.startswith("assets/"):
        return True
    return any(page.site.exists(posixpath.join(folder, path)) for folder in (own, docs.custom) if folder)


def address(path: str) -> str:
    """Where a file of the docs folder, or its page, stands on the site: without its ending."""
    stem = posixpath.splitext(path)[0] if path.endswith((*PAGES, ".html")) else path.rstrip("/")
    folder, name = posixpath.split(stem)
    return folder if name in ("index", "README") else stem


def _absolute_paths(*paths: str) -> list[str]:
    return [posixpath.abspath(path) if not posixpath.isabs(path) else path for path in paths]


def _absolute(page: Page, target: Target) -> Place | None:
    """An address that counts from the root of the host, where the page's `mkdocs.yml` tells what is there."""
    docs = page.site.docs(page.source.name)
    path, _, anchor = target.url.partition("#")
    path = unquote(path.partition("?")[0])
    if docs is None:
        return None
    start = posixpath.join(docs.folder, path.strip("/"))
    if docs.absolute and path.endswith(PAGES):
        place = Place(start, unquote(anchor), False)
        return place if page.site.exists(start) else _page(page, place, docs)
    if not path.startswith(docs.prefix):
        # What a converted page names beside the site stood on the host of the original; what this site has by that
        # very path was meant to be that.
        named = page.is_converted or not docs.root_is_docs and _is_here(page, path.strip("/"), start, docs, target)
        return Place(start, unquote(anchor), False, "beside") if named else None
    below = path[len(docs.prefix) :].strip("/")
    start = posixpath.join(docs.folder, below) if below else docs.folder
    if below.endswith(PAGES) and not docs.root_is_docs and page.site.exists(start):
        return Place(start, unquote(anchor), False, "source")
    found = (
        _found(page, below, docs, target)
        if docs.languages
        else next((one for one in _sources(start) if page.site.exists(one)), "")
    )
    # Some versions of the plugin build the default language in a folder of its own besides.
    first = below.partition("/")[0]
    if not found and (
        not _is_known(below, docs) or first in MADE or first in docs.languages[:1] or _of_theme(page, below, docs)
    ):
        return None
    return Place(found or start, unquote(anchor), False)


def _is_here(page: Page, below: str, start: str, docs: Docs, target: Target) -> bool:
    """Whether a path from the root of the site is that of a file or a page of it."""
    if not below:
        return False
    if posixpath.splitext(below)[1] and page.site.exists(start):
        return True
    if docs.languages:
        return bool(_found(page, below, docs, target))
    return any(map(page.site.exists, _pages_of(start) if _is_folder(target) else _sources(start)[:-1]))


def _sources(path: str, flat: bool = False) -> tuple[str, ...]:
    """The files of a docs folder that may be what stands at a path of the built site, pages first; on a `flat` one no
    page has a folder of its own."""
    stem = path.removesuffix("/index.html").removesuffix(".html")
    pages = () if flat and not path.endswith(".html") else PAGES
    return (*(f"{stem}{end}" for end in pages), *(f"{stem}/{name}" for name in ("index.md", "README.md")), path)


MADE = frozenset(
    (
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
_SERVED = (
    *("assets/external/", "assets/images/social/", "assets/javascripts/", "assets/proofpress/", "assets/stylesheets/"),
    "assets/_mkdocstrings.css",
)
"""Where themes and plugins put scripts, and what they draw or fetch while the site is built."""

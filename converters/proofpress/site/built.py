"""The built site as a browser walks it: what an article's HTML points to, and whether that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from proofpress import urls
from proofpress.regex import regex

_SKIPPED = regex(r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_SIGNS = ("<!--", "<script", "<style", "<template", "<textarea")
_VALUE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))"
_ADDRESS = regex(r"<(?!base\s|link\s)[a-z][^<>]*?\s(href|src)" + _VALUE, re.I)
_ID = regex(r"\sid" + _VALUE, re.I)
_NAME = regex(r"<a\s(?:[^<>]*?\s)?name" + _VALUE, re.I)
_REFRESH = regex(r"<meta\s[^<>]*http-equiv=[\"']?refresh", re.I)
_ANCHOR = regex(
    _SKIPPED.pattern + r"|<a\s(?P<attributes>(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>(?P<words>(?:(?!</?a\b).)*+)</a\s*>",
    re.S | re.I,
)
_HREF = regex(r"(?<![^\s\"'])href" + _VALUE, re.I)
_HEAD = 4096
_AS_IT_IS = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"<>`')
"""What a browser does not write in percents in a fragment."""


class Link(NamedTuple):
    """An address as HTML has it, unescaped. `image` is True for what the page itself shows or loads."""

    url: str
    image: bool


class Missing(NamedTuple):
    """Where an address leads to nothing: a `file` of the site by its path, or an `anchor` on one."""

    kind: Literal["file", "anchor"]
    path: str
    anchor: str


def links(html: str) -> Iterator[Link]:
    """The addresses in a piece of HTML, in order."""
    for found in _ADDRESS.finditer(_visible(html)):
        yield Link(unescape(found[2] or found[3] or found[4] or "").strip(), found[1].lower() == "src")


def unlinked(html: str, dead: Callable[[str], bool], *, named: bool = False) -> str:
    """A piece of HTML where links whose address is `dead` are their words alone, or with the address behind them where
    it is to be `named`."""

    def words(found: re.Match[str]) -> str:
        href = _HREF.search(found["attributes"] or "")
        url = unescape(href[1] or href[2] or href[3] or "").strip() if href else ""
        if not href or not dead(url):
            return found[0]
        told = f" <small>({escape(url, quote=False)})</small>" if named and url not in unescape(found["words"]) else ""
        return f"<span>{found['words']}{told}</span>"

    return _ANCHOR.sub(words, html)


def ids(html: str) -> frozenset[str]:
    """The places of a page that a browser goes to by a fragment."""
    html = _visible(html)
    found = (*_ID.finditer(html), *_NAME.finditer(html))
    return frozenset(unescape(one[1] or one[2] or one[3] or "") for one in found)


def _visible(html: str) -> str:
    """Without what looks like tags and is none."""
    return _SKIPPED.sub("", html) if any(sign in html for sign in _SIGNS) else html


class Built:
    """A folder that a build wrote, served below `prefix` (with `/` at both ends)."""

    def __init__(self, root: Path, prefix: str) -> None:
        self._root = root
        self._prefix = prefix
        self._folders: dict[Path, frozenset[str]] = {}
        self._places: dict[Path, frozenset[str] | None] = {}

    def missing(self, page: str, url: str, *, converted: bool = False) -> Missing | None:
        """What an address on a page (its path in the site, as `guide/` or `guide.html`) wants and does not find; None
        where it leads out of the site, or to something that only a program could tell. What a `converted` page names
        beside the site stood on the host of the original."""
        if ":" in url.partition("#")[0].partition("/")[0] or url.startswith("//"):
            return None
        here = urls.split(urls.join(f"http://site{self._prefix}{page}", url))
        if here.scheme != "http" or here.netloc != "site":
            return None
        if not here.path.startswith(self._prefix):
            return Missing("file", here.path, here.fragment) if converted else None
        path = unquote(here.path[len(self._prefix) :])
        file = self._file(path)
        if file is None:
            return Missing("file", path, here.fragment)
        anchor = here.fragment
        if not anchor or anchor.lower() == "top" or not _is_place(anchor) or file.suffix not in (".html", ".htm"):
            return None
        places = self._of(file)
        if places is None or not places.isdisjoint((anchor, quote(anchor, safe=_AS_IT_IS), unquote(anchor))):
            return None
        return Missing("anchor", path, unquote(anchor))

    def text(self, path: str) -> str:
        """What stands at a path of the site; "" for nothing."""
        file = self._file(path)
        return file.read_text("utf-8", "replace") if file is not None else ""

    def put(self, path: str, text: str) -> None:
        """Write a page of the site anew."""
        if (file := self._file(path)) is not None:
            file.write_bytes(text.encode("utf-8", "replace"))

    def anchors(self, path: str) -> frozenset[str]:
        """The places of a page by its path in the site."""
        file = self._file(path)
        return (self._of(file) if file is not None else None) or frozenset()

    def _file(self, path: str) -> Path | None:
        """The file that hosts give for a path: some leave `.html` out, and all look for a folder's `index.html`."""
        whole = self._root / path.strip("/")
        options = (
            (whole / "index.html", whole.with_name(f"{whole.name}.html"))
            if whole != self._root
            else (whole / "index.html",)
        )
        if not path.endswith("/") and path:
            options = (whole, *options)
        return next((one for one in options if self._has(one)), None)

    def _has(self, file: Path) -> bool:
        folder = file.parent
        if folder not in self._folders:
            try:
                self._folders[folder] = frozenset(one.name for one in folder.iterdir() if one.is_file())
            except OSError:
                self._folders[folder] = frozenset()
        return file.name in self._folders[folder]

    def _of(self, file: Path) -> frozenset[str] | None:
        """The places of a page; None for one that only sends its reader on."""
        if file not in self._places:
            html = file.read_text("utf-8", "replace")
            self._places[file] = None if _REFRESH.search(html, 0, _HEAD) else ids(html)
        return self._places[file]


def _is_place(fragment: str) -> bool:
    """Whether a fragment names a place: not a stretch of text, not what a program on the page reads."""
    return not fragment.startswith((":~:", "/", "!", "?")) and not any(sign in fragment for sign in "=&")

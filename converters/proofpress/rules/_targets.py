"""Which file a target of a page means."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

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

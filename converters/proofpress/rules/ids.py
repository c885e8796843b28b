"""The ids of a page as the site's own parser makes them: its slugs, attribute lists in every spelling, raw HTML."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from markdown import Markdown

from proofpress import dialect

_LATER = re.compile(r"^[ \t]*(?:;?-+8<-+|::: ?[\w.]+|\{!)|\{[%{]", re.M)
"""What is filled in while the site is built."""
_HEADER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ID = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")


def ids(text: str, config: str) -> frozenset[str] | None:
    """The ids of a page under a `mkdocs.yml`; None where other pages, macros or code fill it, or an extension is not there."""
    body = text[found.end() :] if (found := _HEADER.match(text)) else text
    if _LATER.search(body):
        return None
    try:
        html = _parser(config).reset().convert(body)
    except Exception:  # noqa: BLE001 - what another extension does with a page is its own affair
        return None
    return frozenset(unescape(m[1] or m[2] or m[3] or "") for m in _ID.finditer(html))


@cache
def _parser(config: str) -> Markdown:
    return dialect.markdown(config, without=("proofpress.typeset",))

"""What a theme prints as it is: titles and front matter as HTML text, so that nothing in them is markup.

Themes of MkDocs mark no text as plain or as HTML. `Markup` is a `str` that every template prints once escaped: as it
is, through `| e`, and where a template escapes by itself.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Protocol

from markupsafe import Markup, escape


def as_html(value: object) -> object:
    """Plain text as HTML text, also inside lists and mappings; other values, and what is HTML text already,
    as they are."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {key: as_html(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [as_html(entry) for entry in value]
    return value


def rendered(text: str) -> Markup:
    """The text of a heading that Python-Markdown made, as HTML text: its references stand,
    while `\\<` is a bare sign there."""
    return Markup(text.translate(_SIGNS))  # noqa: S704 - no sign of markup is left


_SIGNS = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


class Titled(Protocol):
    """A page of MkDocs."""

    title: Any
    meta: Any
    _title_from_render: str | None


def is_rendered(page: Titled) -> bool:
    """Whether a page's title is the text of its heading, which Python-Markdown hands out as HTML text."""
    return "title" not in page.meta and bool(page.title) and page.title == page._title_from_render


def plain_title(page: Titled) -> str:
    """A page's title as plain text, for everything that escapes by itself."""
    title = str(page.title or "")
    return html.unescape(title) if is_rendered(page) or isinstance(page.title, Markup) else title

"""Articles kept as JSON: exports of Ghost and Hashnode, JSON Feed, answers of blogs' interfaces, records of a crawler.

All of them are objects with a title and the article's text under a key whose name says what it is written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any, NamedTuple

from proofpress import json_text
from proofpress.finding import Words, first_of
from proofpress.formats import json_data
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page, under
from proofpress.formats.lexical import html_of
from proofpress.origins.page_metadata import settled
from proofpress.regex import regex

_MARKDOWN = (
    "contentMarkdown",
    "content_markdown",
    "body_markdown",
    "bodyMarkdown",
    "markdown",
    "mark_content",
    "markdowncontent",
    "md",
)
_HTML = ("html", "content_html", "contentHtml", "body_html", "bodyHtml", "content_rendered")
_EITHER = ("content", "body", "text", "article", "article_content", "description_html")
_TITLES = ("title", "headline", "name", "subject")
_PLAIN = ("content_text", "plaintext")
_TREES = ("lexical", "mobiledoc")
_TEXTS = (*_MARKDOWN, *_HTML, *_TREES, *_PLAIN, *_EITHER)
_LISTS = ("posts", "articles", "items", "publications", "data", "results", "entries", "docs", "db")
_FEED = "jsonfeed.org/version"
"""What the version of a JSON Feed holds; its authors are those of its items that name none."""
_DEEPEST = 6
_SHORTEST = 40
"""Letters under which a text is a label and no article."""
_IS_HTML = regex(r"\s*<(?:!--|[a-zA-Z][\w-]*[\s/>])")


def knows(glance: Glance) -> bool:
    """JSON that holds an article, or a list of them."""
    return any(
        item.body and _text(item.one, *_TITLES) and not json_data.is_tiddler(item.one) for item in _items(glance.json)
    )


def opens(name: str, data: bytes) -> Opened:
    """An article each; drafts are left out."""
    del name
    value = Glance(data).json
    tags, authors = _ghost(value)
    of_feed = (
        _names(value, "authors", "author") if isinstance(value, Mapping) and _FEED in str(value.get("version")) else []
    )
    names = Names()
    parts: list[Part] = []
    drafts: list[str] = []
    unread: list[str] = []
    escaped: list[str] = []
    for one, kind, body in _items(value):
        title = settled(_text(one, *_TITLES))
        if not body:
            kind, body = _body(one, least=1)
        if _is_escaped(body):
            # What held the text has escaped its HTML once more, and the title with it.
            kind, body, title = "html", unescape(body), settled(unescape(title))
            escaped.append(title)
        if not body:
            unread.append(title or _text(one, "slug", "url", "id") or "?")
            continue
        if _is_draft(one):
            drafts.append(title)
            continue
        link = _text(one, "url", "canonical_url", "canonicalUrl", "link", "external_url", "id")
        ident = str(one.get("id") or "")
        meta: dict[str, object] = {
            "title": title,
            "date": _date(
                one,
                "published_at",
                "publishedAt",
                "dateAdded",
                "date_published",
                "datePublished",
                "pubDate",
                "published",
                "publish_date",
                "publishDate",
                "date",
                "created_at",
                "createdAt",
            ),
            "updated": _date(one, "updated_at", "updatedAt", "dateUpdated", "date_modified", "dateModified"),
            "authors": authors.get(ident) or _names(one, "authors", "author", "byline", "primary_author") or of_feed,
            "tags": tags.get(ident) or _names(one, "tags", "keywords", "categories", "tag_list"),
            "description": _text(one, "custom_excerpt", "brief", "summary", "subtitle", "description"),
            "source": {"url": link} if link.startswith("http") else {},
        }
        target = names.add(_text(one, "slug"), title, ident)
        if kind == "html":
            parts.append(Part(f"{target}.html", page(meta, body.replace("__GHOST_URL__", "")), target, "export"))
        else:
            parts.append(Part(f"{target}.md", under(meta, body + "\n"), target, "plain"))
    notes: list[Words] = []
    if escaped:
        said = first_of(escaped)
        notes.append(
            Words(f"HTML that was escaped once more is read as HTML: {said}", f"多转义一次的 HTML 已还原：{said}")
        )
    if drafts:
        said = first_of(drafts)
        notes.append(Words(f"drafts were left out: {said}", f"草稿未转换：{said}"))
    if unread:
        said = first_of(unread)
        notes.append(
            Words(
                f"articles without a text that can be read were left out: {said}",
                f"没有可读取正文的文章未转换：{said}",
            )
        )
    return Opened(tuple(parts), notes=tuple(notes))


class _Item(NamedTuple):
    """An object that is an article, what it is written in, and its text; "" where that cannot be read."""

    one: Mapping[str, Any]
    kind: str
    body: str


def _items(value: object, depth: int = 0, *, listed: bool = False) -> Iterator[_Item]:
    """The objects that are articles, in their order; those of a list also where they have no title, or a text that
    cannot be read."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _items(one, depth + 1, listed=True)
    elif isinstance(value, Mapping):
        kind, body = _body(value)
        titled = bool(_text(value, *_TITLES))
        untitled = listed and (kind == "html" or "content_text" in value)
        is_article = (titled or untitled) if body else (titled and listed and _holds(value))
        if is_article:
            yield _Item(value, kind, body)
            return
        for key in _LISTS:
            if isinstance(held := value.get(key), list | Mapping):
                yield from _items(held, depth + 1)


def _holds(one: Mapping[str, Any]) -> bool:
    """Whether it has a place for an article's text, whatever stands there."""
    return any(key in one for key in _TEXTS)


def _is_escaped(text: str) -> bool:
    """Whether a text is HTML all of whose tags are written as text."""
    return _ESCAPED.match(text) is not None and "&lt;/" in text and _TAG.search(text) is None


_ESCAPED = regex(r"\s*&lt;(?:!--|[a-zA-Z][\w-]*(?:\s|/?>|/?&gt;))")
_TAG = regex(r"</?[a-zA-Z]")


def _body(one: Mapping[str, Any], least: int = _SHORTEST) -> tuple[str, str]:
    """What the article is written in, and its text; "" where there is none, or a shorter one than a label may be."""
    for key in _MARKDOWN:
        if len(held := json_text.said(one.get(key))) >= least:
            return "markdown", held
    for key in _HTML:
        if (held := json_text.said(one.get(key))).strip():
            return "html", held
    for key in _TREES:
        if html := html_of(one.get(key)):
            return "html", html
    for key in _PLAIN:
        if (held := json_text.said(one.get(key))).strip():
            return "markdown", held
    for key in _EITHER:
        value = one.get(key)
        if isinstance(value, Mapping):
            found = value.get("markdown") or value.get("html") or value.get("rendered") or value.get("text")
            if len(inner := json_text.said(found)) >= least:
                return ("markdown" if value.get("markdown") else "html" if _IS_HTML.match(inner) else "markdown"), inner
        if len(text := json_text.said(value)) >= least:
            return ("html" if _IS_HTML.match(text) and ("</" in text or "/>" in text) else "markdown"), text
    return "", ""


def _is_draft(one: Mapping[str, Any]) -> bool:
    status = str(one.get("status") or "").lower()
    return (
        status in ("draft", "scheduled", "trash", "sent")
        and status != "sent"
        or one.get("draft") is True
        or one.get("isDraft") is True
        or (
            one.get("isActive") is False
            or one.get("published") is False
            and "published_at" in one
            and not one["published_at"]
        )
    )


def _ghost(value: object) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Tags and authors by post, which Ghost keeps in tables of their own."""
    tables: Any = value
    if isinstance(tables, Mapping) and isinstance(tables.get("db"), list) and tables["db"]:
        tables = tables["db"][0]
    tables = tables.get("data", tables) if isinstance(tables, Mapping) else {}
    if not isinstance(tables, Mapping):
        return {}, {}

    def joined(pairs: str, key: str, names: str) -> dict[str, list[str]]:
        named = {str(one.get("id")): str(one.get("name") or "") for one in _dicts(tables.get(names))}
        found: dict[str, list[str]] = {}
        for pair in sorted(_dicts(tables.get(pairs)), key=lambda pair: json_text.said(pair.get("sort_order")).zfill(9)):
            if name := named.get(str(pair.get(key))):
                found.setdefault(str(pair.get("post_id")), []).append(name)
        return found

    return joined("posts_tags", "tag_id", "tags"), joined("posts_authors", "author_id", "users")


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(one: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        value = one.get(key)
        if isinstance(value, Mapping):
            value = value.get("rendered")
        if words := " ".join(json_text.said(value).split()):
            return words
    return ""


def _names(one: Mapping[str, Any], *keys: str) -> list[str]:
    for key in keys:
        held = one.get(key)
        if not isinstance(held, list) and (words := json_text.said(held).strip()):
            return [part.strip() for part in re.split(r"[,，、;；]", words) if part.strip()]
        if isinstance(held, Mapping):
            held = [held]
        if isinstance(held, list):
            found = [
                _text(item, "name", "title", "slug") if isinstance(item, Mapping) else json_text.said(item)
                for item in held
            ]
            if any(found):
                return [name for name in found if name]
    return []


def _date(one: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        value = one.get(key)
        if isinstance(value, str) and re.match(r"\d{4}-\d", value):
            return value
        if isinstance(value, int | float) and 1e8 < value < 1e14:
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return ""


FORMAT = Format(
    "articles",
    Words("articles as JSON", " JSON 格式的文章"),
    knows,
    opens,
    made_by=Words("Ghost, Hashnode, JSON Feed, dev.to, crawlers", "Ghost、Hashnode、JSON Feed、dev.to、爬虫记录"),
)

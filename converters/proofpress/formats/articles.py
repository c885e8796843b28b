"""Articles kept as JSON: exports of Ghost and Hashnode, JSON Feed, answers of blogs' interfaces, records of a crawler.

All of them are objects with a title and the article's text under a key whose name says what it is written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page, under
from proofpress.formats.lexical import html_of

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
_LISTS = ("posts", "articles", "items", "publications", "data", "results", "entries", "docs", "db")
_DEEPEST = 6
_SHORTEST = 40
"""Letters under which a text is a label and no article."""
_IS_HTML = re.compile(r"\s*<(?:!--|[a-zA-Z][\w-]*[\s/>])")


def knows(glance: Glance) -> bool:
    """JSON that holds an article, or a list of them."""
    return glance.json is not None and next(_articles(glance.json), None) is not None


def opens(name: str, data: bytes) -> Opened:
    """An article each; drafts are left out."""
    del name
    value = Glance(data).json
    tags, authors = _ghost(value)
    names = Names()
    parts: list[Part] = []
    drafts: list[str] = []
    for one in _articles(value):
        title = _text(one, *_TITLES)
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
                "date",
                "created_at",
                "createdAt",
            ),
            "updated": _date(one, "updated_at", "updatedAt", "dateUpdated", "date_modified", "dateModified"),
            "authors": authors.get(ident) or _names(one, "authors", "author", "byline", "primary_author"),
            "tags": tags.get(ident) or _names(one, "tags", "keywords", "categories", "tag_list"),
            "description": _text(one, "custom_excerpt", "brief", "summary", "subtitle", "description"),
            "source": {"url": link} if link.startswith("http") else {},
        }
        target = names.add(_text(one, "slug"), title, ident)
        kind, body = _body(one)
        if kind == "html":
            body = body.replace("__GHOST_URL__", "")
            parts.append(Part(f"{target}.html", page(meta, body), target, "export"))
        else:
            parts.append(Part(f"{target}.md", under(meta, body + "\n"), target, "plain"))
    notes: tuple[Words, ...] = ()
    if drafts:
        said = "; ".join(drafts[:10]) + (" …" if len(drafts) > 10 else "")
        notes = (Words(f"drafts were left out: {said}", f"草稿未转换：{said}"),)
    return Opened(tuple(parts), notes=notes)


def _articles(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects that are articles, in their order."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, Mapping):
        if _text(value, *_TITLES) and _body(value)[1]:
            yield value
            return
        for key in _LISTS:
            if isinstance(held := value.get(key), list | Mapping):
                yield from _articles(held, depth + 1)


def _body(one: Mapping[str, Any]) -> tuple[str, str]:
    """What the article is written in, and its text; "" where there is none."""
    for key in _MARKDOWN:
        if isinstance(held := one.get(key), str) and len(held) >= _SHORTEST:
            return "markdown", held
    for key in _HTML:
        if isinstance(held := one.get(key), str) and held.strip():
            return "html", held
    for key in ("lexical", "mobiledoc"):
        if isinstance(held := one.get(key), str) and (html := html_of(held)):
            return "html", html
    for key in _EITHER:
        held = one.get(key)
        if isinstance(held, Mapping):
            inner = held.get("markdown") or held.get("html") or held.get("rendered") or held.get("text")
            if isinstance(inner, str) and len(inner) >= _SHORTEST:
                return ("markdown" if held.get("markdown") else "html" if _IS_HTML.match(inner) else "markdown"), inner
        if isinstance(held, str) and len(held) >= _SHORTEST:
            return ("html" if _IS_HTML.match(held) and ("</" in held or "/>" in held) else "markdown"), held
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
        for pair in sorted(_dicts(tables.get(pairs)), key=lambda pair: pair.get("sort_order") or 0):
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
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _names(one: Mapping[str, Any], *keys: str) -> list[str]:
    for key in keys:
        held = one.get(key)
        if isinstance(held, str) and held.strip():
            return [part.strip() for part in re.split(r"[,，、;；]", held) if part.strip()]
        if isinstance(held, Mapping):
            held = [held]
        if isinstance(held, list):
            found = [
                str(item.get("name") or item.get("title") or item.get("slug") or "")
                if isinstance(item, Mapping)
                else str(item)
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
        if isinstance(value, int | float) and value > 1e8:
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return ""


FORMAT = Format(
    "articles",
    Words("articles as JSON", " JSON 格式的文章"),
    knows,
    opens,
    made_by=Words("Ghost, Hashnode, JSON Feed, dev.to, crawlers", "Ghost、Hashnode、JSON Feed、dev.to、爬虫记录"),
)

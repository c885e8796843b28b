"""Exports of services as zip archives: Notion (Markdown or HTML), Medium, Substack, conversations."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator

from proofpress.finding import Words, first_of
from proofpress.formats import chats
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page, slug
from proofpress.formats.pages import decoded, ending
from proofpress.formats.zipped import Zipped
from proofpress.origins.page_metadata import settled
from proofpress.regex import regex

_NOTION = regex(r"[ -]([0-9a-f]{32})(?=\.|/|$)|_([0-9a-f]{32})(?=\.|/|$)")
_INNER = regex(r"(?:^|/)(?:Export|ExportBlock|Part)[\w-]*\.zip$", re.I)
_PAGES = (".md", ".html", ".htm")
_TEXT_LIMIT = 32_000_000


def is_conversations(glance: Glance) -> bool:
    return any(posixpath.basename(name) == "conversations.json" for name in glance.members)


def opens_conversations(name: str, data: bytes) -> Opened:
    """What the export's list of conversations holds."""
    archive = Zipped(data)
    inner = next(one for one in archive.names if posixpath.basename(one) == "conversations.json")
    held = archive.read(inner)
    if chats.are_several(Glance(held)):
        return chats.opens(name, held)
    return Opened((Part("conversations.json", held, "conversations"),))


def is_substack(glance: Glance) -> bool:
    return any(posixpath.basename(name) == "posts.csv" for name in glance.members) and any(
        name.endswith(".html") for name in glance.members
    )


def opens_substack(name: str, data: bytes) -> Opened:
    """A post each, with the title and date that the table has for it."""
    del name
    archive = Zipped(data)
    table = next(one for one in archive.names if posixpath.basename(one) == "posts.csv")
    rows = {row.get("post_id", ""): row for row in csv.DictReader(io.StringIO(decoded(archive.read(table))))}
    names = Names()
    parts: list[Part] = []
    notes: list[Words] = []
    drafts: list[str] = []
    for path in archive.names:
        if not path.endswith(".html"):
            continue
        stem = posixpath.basename(path).removesuffix(".html")
        html = archive.get(path)
        row = rows.get(stem) or next(
            (one for ident, one in rows.items() if ident.split(".")[0] == stem.split(".")[0]), {}
        )
        title = settled(row.get("title") or "")
        if html is None:
            continue
        if row.get("is_published", "true").lower() == "false":
            drafts.append(title or stem)
            continue
        meta = {"title": title, "date": row.get("post_date", ""), "description": row.get("subtitle", "")}
        target = names.add(stem.partition(".")[2], title, stem)
        parts.append(Part(f"{target}.html", page(meta, decoded(html, "", path, notes)), target, "export"))
    return Opened(tuple(parts), notes=(*_left_out(drafts), *notes), faults=archive.faults)


def is_medium(glance: Glance) -> bool:
    return sum(bool(re.search(r"(?:^|/)posts/[^/]+\.html$", name)) for name in glance.members) > 0


def opens_medium(name: str, data: bytes) -> Opened:
    """A post each; drafts and answers to others' posts are told by their names and sizes."""
    del name
    archive = Zipped(data)
    names = Names()
    parts: list[Part] = []
    drafts: list[str] = []
    for path in archive.names:
        stem = posixpath.basename(path)
        if not re.search(r"(?:^|/)posts/[^/]+\.html$", path):
            continue
        if stem.startswith("draft_"):
            drafts.append(stem.removeprefix("draft_").removesuffix(".html"))
            continue
        target = names.add(re.sub(r"-{1,2}[0-9a-f]{8,12}$", "", stem.removesuffix(".html")))
        if (content := archive.get(path)) is not None:
            parts.append(Part(f"{target}.html", content, target))
    return Opened(tuple(parts), notes=_left_out(drafts), faults=archive.faults)


def is_notion(glance: Glance) -> bool:
    names = glance.members
    return any(_INNER.search(name) for name in names) or any(
        _NOTION.search(name) and name.endswith(_PAGES) for name in names
    )


def opens_notion(name: str, data: bytes) -> Opened:
    """A page each, in its folder; databases are tables of their pages, and are named."""
    del name
    parts: list[Part] = []
    files: dict[str, bytes] = {}
    tables: list[str] = []
    taken: set[str] = set()
    notes: list[Words] = []
    faults: list[Words] = []
    for path, content in _notion(Zipped(data), faults):
        if path.endswith(_PAGES):
            if posixpath.basename(path) == "index.html" and "/" not in path:
                continue
            target = _named(path.rsplit(".", 1)[0])
            while target.casefold() in taken:
                target += "-2"
            taken.add(target.casefold())
            parts.append(Part(path, content, target))
        elif path.endswith(".csv"):
            if not path.endswith("_all.csv"):
                tables.append(_NOTION.sub("", posixpath.basename(path)))
        elif ending(content, path):
            files[path] = content
    if tables:
        notes.append(
            Words(
                f"tables of databases were left out: {first_of(tables)}",
                f"数据库表格未转换：{first_of(tables, between='；')}",
            )
        )
    return Opened(tuple(parts), files, tuple(notes), tuple(faults))


def _notion(archive: Zipped, faults: list[Words]) -> Iterator[tuple[str, bytes]]:
    """The files of an export, those in the archives inside it among them; `faults` is told what is damaged."""
    for path in archive.names:
        content = archive.get(path)
        if content is None:
            continue
        if _INNER.search(path) and content.startswith(b"PK"):
            try:
                inner = Zipped(content)
            except Unopened as error:
                faults.append(Words(f"{path}: {error.words.en}", f"{path}：{error.words.zh}"))
                continue
            yield from ((one, data) for one in inner.names if (data := inner.get(one)) is not None)
            faults += inner.faults
        else:
            yield path, content
    faults += archive.faults


def _named(path: str) -> str:
    """A page's place without the numbers that Notion gives to pages."""
    return "/".join(slug(_NOTION.sub("", part)) or "page" for part in path.split("/"))


def _left_out(drafts: list[str]) -> tuple[Words, ...]:
    if not drafts:
        return ()
    said = first_of(drafts)
    return (Words(f"drafts were left out: {said}", f"草稿未转换：{said}"),)


CONVERSATIONS = Format(
    "chat-archive",
    Words("an export of conversations as an archive", "对话记录导出压缩包"),
    is_conversations,
    opens_conversations,
    made_by=Words("ChatGPT, Claude", "ChatGPT、Claude"),
)
SUBSTACK = Format(
    "substack",
    Words("an export of Substack", " Substack 导出文件"),
    is_substack,
    opens_substack,
    made_by=Words("Substack: Settings → Export", "Substack：Settings → Export"),
)
MEDIUM = Format(
    "medium",
    Words("an export of Medium", " Medium 导出文件"),
    is_medium,
    opens_medium,
    made_by=Words("Medium: Settings → Download your information", "Medium：Settings → Download your information"),
)
NOTION = Format(
    "notion",
    Words("an export of Notion", " Notion 导出文件"),
    is_notion,
    opens_notion,
    made_by=Words("Notion: Export as Markdown & CSV, or HTML", "Notion：导出为 Markdown & CSV 或 HTML"),
)

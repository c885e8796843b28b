"""Blogs as XML: exports of WordPress (WXR) and Blogger, and feeds in RSS or Atom that hold whole articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from html import escape, unescape
from xml.etree import ElementTree as ET

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.finding import Words, first_of
from proofpress.formats.classic import paragraphs
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page
from proofpress.formats.xml import XHTML, children, local, markup, parse, space, text
from proofpress.origins.page_metadata import settled
from proofpress.regex import regex

_CONTENT = "http://purl.org/rss/1.0/modules/content/"


def is_wordpress(glance: Glance) -> bool:
    """RSS with the names of WordPress's export."""
    return glance.root == "rss" and "wordpress.org/export/" in glance.attributes


def is_feed(glance: Glance) -> bool:
    """The root elements of RSS 2.0, RSS 1.0 and Atom."""
    return (
        glance.root in ("rss", "feed", "atom:feed")
        or glance.root == "rdf:RDF"
        and "purl.org/rss/1.0" in glance.attributes
    )


def opens_wordpress(name: str, data: bytes) -> Opened:
    """An article for each post and page that is published; menus, pictures and revisions are none."""
    del name
    channel = next(children(parse(data), "channel"), None)
    if channel is None:
        return Opened(())
    authors = {text(one, "author_login"): text(one, "author_display_name") for one in children(channel, "author")}
    items = list(children(channel, "item"))
    pictures = {
        text(one, "post_id"): text(one, "attachment_url") for one in items if text(one, "post_type") == "attachment"
    }
    names = Names()
    parts: list[Part] = []
    drafts: list[str] = []
    for item in items:
        if text(item, "post_type") not in ("post", "page", ""):
            continue
        title = settled(unescape(text(item, "title")))
        content = next(("".join(c.itertext()) for c in children(item, "encoded") if space(c) == _CONTENT), "")
        if text(item, "status") not in ("publish", "private", ""):
            drafts.append(title or text(item, "post_id"))
            continue
        link = text(item, "link")
        creator = text(item, "creator")
        meta: dict[str, object] = {
            "title": title,
            "date": _wordpress_date(text(item, "post_date")) or _date(text(item, "pubDate")),
            "updated": _wordpress_date(text(item, "post_modified")),
            "authors": [authors.get(creator) or creator] if creator else [],
            "tags": _categories(item),
            "description": _plain(
                next(("".join(c.itertext()) for c in children(item, "encoded") if space(c) != _CONTENT), "")
            ),
            "source": {"url": link} if link.startswith("http") else {},
        }
        target = names.add(text(item, "post_name"), title, text(item, "post_id"))
        html = _galleries(paragraphs(content), pictures)
        if html.strip():
            parts.append(Part(f"{target}.html", page(meta, html), target, "export"))
        else:
            drafts.append(title)
    return Opened(
        tuple(parts),
        notes=(*_left_out(drafts), *_comments(sum(1 for item in items for _ in children(item, "comment")))),
    )


def _comments(count: int) -> tuple[Words, ...]:
    """That readers' comments, which an export holds beside the articles, are no part of them."""
    if not count:
        return ()
    return (Words(f"{count} comments of readers were left out", f"{count} 条读者评论未转换"),)


def opens_feed(name: str, data: bytes) -> Opened:
    """An article an entry; comments, pages' templates and settings of Blogger's export are none."""
    del name
    root = parse(data)
    names = Names()
    parts: list[Part] = []
    drafts: list[str] = []
    attached: list[str] = []
    short = comments = 0
    for entry in _entries(root):
        if not _is_post(entry):
            comments += _kind(entry) == "comment"
            continue
        title = _title(entry)
        if _is_draft(entry):
            drafts.append(title)
            continue
        html, whole = _content(entry)
        if not html.strip():
            continue
        short += not whole
        link = _link(entry)
        meta: dict[str, object] = {
            "title": title,
            "date": _date(text(entry, "published", "pubDate", "date", "created") or text(entry, "updated")),
            "updated": _date(text(entry, "updated", "modified")),
            "authors": _authors(entry) or _authors_around(root, entry),
            "tags": _categories(entry),
            "description": _summary(entry, html) if whole else "",
            "source": {"url": link} if link else {},
        }
        if meta["updated"] == meta["date"]:
            del meta["updated"]
        attached += [
            there
            for one in _enclosures(entry)
            if (there := one.get("url") or one.get("href", "")) and there not in html
        ]
        target = names.add(urls.split(link).path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html"), title)
        parts.append(Part(f"{target}.html", page(meta, html), target, "export"))
    notes = (*_left_out(drafts), *_comments(comments), *_attached(attached))
    if short:
        notes += (
            Words(
                f"{short} entries have a summary only, and no article; fetch their pages",
                f"{short} 个条目只有摘要而没有全文；请抓取其网页",
            ),
        )
    return Opened(tuple(parts), notes=notes)


def _entries(root: ET.Element) -> Iterator[ET.Element]:
    for holder in (root, *children(root, "channel")):
        for child in holder:
            if local(child) in ("item", "entry"):
                yield child


def _is_post(entry: ET.Element) -> bool:
    """Blogger's export has settings, templates and comments among its entries."""
    return _kind(entry) in ("post", "page")


def _kind(entry: ET.Element) -> str:
    kinds = [
        c.get("term", "").rsplit("#", 1)[-1]
        for c in children(entry, "category")
        if c.get("scheme", "").endswith("#kind")
    ]
    return (
        kinds[0]
        if kinds
        else text(entry, "type").lower()
        if any("blogger" in space(c) for c in children(entry, "type"))
        else "post"
    )


def _is_draft(entry: ET.Element) -> bool:
    return any(text(control, "draft") == "yes" for control in children(entry, "control")) or (
        any(
            "blogger" in space(c) and (c.text or "").strip().upper() in ("DRAFT", "SOFT_TRASHED")
            for c in children(entry, "status")
        )
    )


def _content(entry: ET.Element) -> tuple[str, bool]:
    """An entry's HTML, and whether it is the article or a summary of it."""
    for child in entry:
        name = local(child)
        if name == "encoded" and space(child) == _CONTENT or name == "content" and child.get("src") is None:
            if child.get("type") == "xhtml" or _holds_xhtml(child):
                return markup(child), True
            held = "".join(child.itertext())
            return (f"<p>{escape(held)}</p>" if child.get("type") == "text" else held), True
    for child in (*children(entry, "body"), *children(entry, "summary")):
        if space(child) == XHTML or _holds_xhtml(child):
            held = markup(child)
            return held, local(child) == "body" or _is_long(held)
    summary = text(entry, "description", "summary")
    return summary, _is_long(summary)


def _summary(entry: ET.Element, html: str) -> str:
    """What is said of an entry beside its text, where it is no excerpt of it."""
    content = letters(_plain(html))
    for one in entry:
        if local(one) in _SUMMARIES:
            said = _plain(markup(one) if _holds_xhtml(one) else "".join(one.itertext()))
            want = letters(_CUT.split(said, maxsplit=1)[0])
            if want and want[: max(_BEGINS, len(want) - _ENDS)] not in content:
                return said
    return ""


_SUMMARIES = frozenset(("summary", "description", "subtitle", "abstract"))
_CUT = regex(r"\[(?:\.{3}|…)\]|…\s")
_BEGINS, _ENDS = 60, 80
"""By so many letters an excerpt is known, and so many at its end may be the feed's own ("read more at …")."""


def _enclosures(entry: ET.Element) -> Iterator[ET.Element]:
    """Files that go with an entry: the sound of a podcast, pictures."""
    yield from children(entry, "enclosure")
    yield from (one for one in children(entry, "link") if one.get("rel") == "enclosure")


def _attached(addresses: list[str]) -> tuple[Words, ...]:
    """That the files of a feed's entries are no part of their text; pictures stand in it as well."""
    if not addresses:
        return ()
    named = first_of(addresses)
    return (Words(f"files that go with the entries were left out: {named}", f"条目所附的文件未转换：{named}"),)


def _holds_xhtml(element: ET.Element) -> bool:
    return any(space(inner) == XHTML for inner in element)


def _is_long(summary: str) -> bool:
    """RSS has had whole articles in its descriptions for long."""
    return len(summary) > 1500 or summary.count("<p") > 2


def _link(entry: ET.Element) -> str:
    links = list(children(entry, "link"))
    chosen = next(
        (one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate" and one.get("href")), ""
    )
    found = (
        chosen
        or text(entry, "link", "origLink")
        or next((g for c in children(entry, "guid") if (g := (c.text or "").strip())), "")
    )
    return found if found.startswith("http") else ""


def _authors(entry: ET.Element) -> list[str]:
    found = [text(one, "name") or (one.text or "").strip() for one in children(entry, "author")]
    found += [(one.text or "").strip() for one in children(entry, "creator")]
    names = [re.sub(r"^[^\s@]++@\S++ \((.+)\)$", r"\1", one) for one in found]
    return list(dict.fromkeys(one for one in names if one and "@" not in one))


def _authors_around(root: ET.Element, entry: ET.Element) -> list[str]:
    """The authors of an entry of Atom that names none: those of the feed that it was taken from, or of this one."""
    if local(entry) != "entry":
        return []
    source = next(children(entry, "source"), None)
    return _authors(root if source is None else source)


def _categories(entry: ET.Element) -> list[str]:
    found: list[str] = []
    for one in children(entry, "category"):
        if (
            one.get("scheme", "").endswith("#kind")
            or one.get("domain", "category") not in ("category", "post_tag", "tag")
            and one.get("nicename")
        ):
            continue
        found.append(unescape(one.get("term") or (one.text or "")).strip())
    return list(dict.fromkeys(tag for tag in found if tag and not tag.startswith("http")))


def _date(said: str) -> str:
    """A date as front matter has it: ISO 8601 as it is, RFC 822 turned into it."""
    if not said or re.match(r"\d{4}-", said):
        return said
    try:
        return parsedate_to_datetime(said).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, TypeError, IndexError):
        return said


def _wordpress_date(said: str) -> str:
    return "" if said.startswith("0000") else said


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())


_STYLING = regex(
    r"</?(?:a|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u)"
    r"(?:\s[^<>]*+)?/?>",
    re.I,
)


def _title(entry: ET.Element) -> str:
    """An entry's title as text. Atom says whether it is HTML; RSS does not, and there markup is what styles text in a
    line, and any other tag is what the title speaks of."""
    title = next(children(entry, "title"), None)
    said = text(entry, "title")
    kind = title.get("type") if title is not None else None
    if kind in ("text", "xhtml") or kind is None and local(entry) == "entry":
        return settled(" ".join(said.split()))
    return settled(_plain(said) if kind else " ".join(unescape(_STYLING.sub("", said)).split()))


def _galleries(html: str, pictures: Mapping[str, str]) -> str:
    """`[gallery ids="1,2"]` as the pictures that the export knows by these numbers."""

    def shown(found: re.Match[str]) -> str:
        urls = [pictures.get(one.strip(), "") for one in found[1].split(",")]
        return "".join(f'<p><img src="{escape(url)}"></p>' for url in urls) if all(urls) else found[0]

    return re.sub(r"\[gallery\b[^\]\n]{0,200}?\bids=[\"']?([\d, ]{1,2000})[\"']?[^\]\n]{0,200}\]", shown, html)


def _left_out(drafts: list[str]) -> tuple[Words, ...]:
    if not drafts:
        return ()
    named = first_of(drafts)
    return (Words(f"drafts and empty posts were left out: {named}", f"草稿与空文章未转换：{named}"),)


WORDPRESS = Format(
    "wordpress",
    Words("an export of WordPress (WXR)", " WordPress 导出文件（WXR）"),
    is_wordpress,
    opens_wordpress,
    made_by=Words("WordPress: Tools → Export", "WordPress：工具 → 导出"),
)
FEED = Format(
    "feed",
    Words("a feed or an export of Blogger", "订阅源或 Blogger 导出文件"),
    is_feed,
    opens_feed,
    made_by=Words("RSS, Atom, Blogger (also from Takeout)", "RSS、Atom、Blogger（含 Takeout）"),
)

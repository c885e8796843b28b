"""CSDN posts, both editors: whole pages, and the archives that keep the article under a YAML header."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.readers.html.dom import Element
from proofpress.readers.html.select import selection
from proofpress.tree import Document

_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_RANDOM = re.compile(r"/api/bing|bing\.ee123|/img/rand|[?&]rand=")

SITE = Site(
    name="csdn",
    title="CSDN",
    hosts=("blog.csdn.net",),
    marks=("#content_views", ".blog-content-box #article_content", "#article_content.article_content.clearfix"),
    roots=("#content_views", "#article_content", ".article_content"),
    titles=("#articleContentId", ".title-article"),
    dates=(".time", ".article-info-box .time"),
    authors=(".follow-nickName", "#uid", ".profile-intro-name-boxTop a"),
    tags=(".tag-link", ".artic-tag-box a"),
    drop=(
        "#blogExtensionBox", ".hide-article-box", ".recommend-box", ".more-toolbox-new", "#toolBarBox", ".article-copyright", "#asideProfile", ".blog-tags-box",
        ".hljs-button", ".hide-preCode-box", ".pre-numbering", ".opt-box", ".note-meta-time", ".article-bar-top", ".csdn-tracking-statistics", ".link-desc", ".link-link", ".link-link-icon",
        "div.toc", "p[id=main-toc]", "p[id$=-toc]", "hr[id=hr-toc]",
    ),
)


def recognises(given: Input) -> bool:
    """True for a page that holds an article where CSDN has it."""
    if given.header is not None and "artid" in given.header.values:
        return given.is_html
    return given.is_html and ("content_views" in given.body.text or "article_content" in given.body.text) and SITE.recognises(given)


def hidden_address(page: Element) -> str:
    """The article's address from an archive's hidden paragraph, whose `alt` or text spells it in hex with other signs in between."""
    for element in selection("p[class_=artid]", ".artid").find(page):
        digits = re.sub(r"[^0-9a-fA-F]", "", element.attr("alt") or element.words())
        try:
            text = bytes.fromhex(digits).decode("utf-8")
        except ValueError:
            continue
        if _ADDRESS.fullmatch(text):
            return text
    return ""


def _metadata(given: Input, ledger: Ledger, found: dict[str, object]) -> dict[str, object]:
    source = found.get("source")
    source = dict(source) if isinstance(source, Mapping) else {}
    if address := hidden_address(given.page.root):
        source["url"] = address
    source["site"] = "CSDN"
    original = dict(kept) if isinstance(kept := found.get("original"), Mapping) else {}
    if ident := original.pop("artid", None):
        source["id"] = str(ident)
    for key in [key for key, value in original.items() if _RANDOM.search(str(value))]:
        text = f"{key}: {original.pop(key)}"
        if given.header is not None:
            ledger.removed(given.header.span, "a decoration image of the archive", "归档文件的装饰图片", text=text)
    if given.header is not None and "artid" in given.header.values:
        # The archive makes them up: sentences of the article glued together, and its title once more.
        values = given.header.values
        for key in ("description", "keywords", "categories"):
            if values.get(key):
                original[key] = values[key]
        found.pop("description", None)
        found["tags"] = values.get("tags") or []
    made = {**found, "source": source}
    made.pop("original", None)
    if original:
        made["original"] = original
    return made


def read(given: Input, ledger: Ledger) -> Document:
    """The article; see `Site.read`."""
    return SITE.read(given, ledger, _metadata)


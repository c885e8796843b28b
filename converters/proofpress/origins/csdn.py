"""CSDN posts, both editors: whole pages, and the archives that keep the article under a YAML header."""

from __future__ import annotations

from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.origins import archive
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.readers.html.dom import Element
from proofpress.readers.html.select import selection
from proofpress.regex import regex
from proofpress.tree import NOWHERE, Document

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
        "#blogExtensionBox",
        ".hide-article-box",
        ".recommend-box",
        ".more-toolbox-new",
        "#toolBarBox",
        ".article-copyright",
        "#asideProfile",
        ".blog-tags-box",
        ".hljs-button",
        ".hide-preCode-box",
        ".pre-numbering",
        ".opt-box",
        ".note-meta-time",
        ".article-bar-top",
        ".csdn-tracking-statistics",
        ".link-desc",
        ".link-link",
        ".link-link-icon",
        "div.toc",
        "hr[id=hr-toc]",
    ),
)


def recognises(given: Input) -> bool:
    """True for a page that holds an article where CSDN has it."""
    if given.header is not None and "artid" in given.header.values:
        return given.is_html
    return (
        given.is_html
        and ("content_views" in given.body.text or "article_content" in given.body.text)
        and SITE.recognises(given)
    )


def hidden_address(page: Element) -> str:
    """The article's address from an archive's hidden paragraph, whose `alt` or text spells it in hex with other signs
    in between."""
    found = (
        archive.address(element.attr("alt") or element.words())
        for element in selection("p[class_=artid]", ".artid").find(page)
    )
    return next((address for address in found if address), "")


def _metadata(given: Input, ledger: Ledger, found: dict[str, object]) -> dict[str, object]:
    header = given.header
    made = archive.amended(header.values if header else {}, found, header.span if header else NOWHERE, ledger)
    if address := hidden_address(given.page.root):
        made["source"] = {**(source if isinstance(source := made.get("source"), Mapping) else {}), "url": address}
    if isinstance(said := made.get("description"), str):
        made["description"] = _excerpt(
            said,
            {
                element.attr("content").strip()
                for element in given.page.tagged("meta")
                if element.attr("name") == "keywords"
            },
        )
    return {key: value for key, value in made.items() if value != ""}


_COUNTS = regex(r"^文章浏览阅读\s?[\d.]+[kw万]?次(?:[，,](?:点赞|收藏|评论)\s?[\d.]+[kw万]?次)*[。.]\s*")


def _excerpt(said: str, keywords: set[str]) -> str:
    """The beginning of the article as the site excerpts it: without how often it was read,
    and without the search word behind it."""
    said, counted = _COUNTS.subn("", said)
    text, _, word = said.rpartition("_")
    return text if counted and word in keywords else said


def read(given: Input, ledger: Ledger) -> Document:
    """The article; see `Site.read`."""
    return SITE.read(given, ledger, _metadata)

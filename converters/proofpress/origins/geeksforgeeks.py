"""GeeksforGeeks."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.tree import Document

SITE = Site(
    name="geeksforgeeks",
    title="GeeksforGeeks",
    hosts=("geeksforgeeks.org",),
    marks=(".article--viewer_content .text", ".article--viewer article .text"),
    roots=(
        ".article--viewer_content .text",
        "article .text",
        "article .entry-content",
        ".article--viewer_content",
        "[class*=MainArticleContent_articleMainContent]",
        "article",
    ),
    titles=(".article-title h1", "article h1", "h1"),
    authors=(".article--viewer_author", ".author_handle"),
    tags=(".improved a[href*=/tag/]", ".improved a[href*=/category/]"),
    drop=(
        ".article_bottom_text",
        ".article_bottom_suggestion_wrapper",
        ".article-meta-author-details",
        ".article-pgnavi",
        ".article--viewer_Gnews",
        ".article--viewer_improve",
        ".code-gutter",
        ".editor-buttons-container",
        ".article-buttons",
        ".code-output-container",
        "#personalNoteDiv",
        ".responsive-tabs__list",
        ".three_dot_dropdown_content",
        ".bottom-wrap",
        ".improved",
        ".author-badge",
    ),
)

_OF_THE_SITE = "A Computer Science portal for geeks"


def read(given: Input, ledger: Ledger) -> Document:
    """The article; see `Site.read`."""
    return SITE.read(given, ledger, _metadata)


def _metadata(given: Input, ledger: Ledger, found: dict[str, object]) -> dict[str, object]:
    """Without the description that stands on every page of the site."""
    return {
        key: value for key, value in found.items() if key != "description" or not str(value).startswith(_OF_THE_SITE)
    }

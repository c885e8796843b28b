"""Nothing of an article's text runs: an allow-list for each page's body, and titles and front matter as text.

`extra: proofpress: trusted: [about.md, "tools/*.md"]` lets pages of the site's owner through as they are.
"""

from __future__ import annotations

import logging
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.plugins import CombinedEvent, event_priority
from proofpress_mkdocs.proofs import options
from proofpress_mkdocs.tongues import language_of

from proofpress.finding import Words
from proofpress.site.printed import as_html, is_rendered, rendered
from proofpress.site.sanitise import sanitised

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

log = logging.getLogger("mkdocs.hooks.proofpress")


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    """A page that is read again under `mkdocs serve` has the title of its new text."""
    if hasattr(page, "pp_title"):
        vars(page).pop("title", None)
        if page.pp_title is not None:
            page.title = page.pp_title
    return page


@event_priority(110)
def _clean(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before any other step has the page, and before it is kept for the next build."""
    trusted = options(config).get("trusted", ())
    if getattr(page, "pp_from_cache", False) or any(fnmatch(page.file.src_uri, pattern) for pattern in trusted):
        return content
    made, gone = sanitised(content)
    if gone:
        said = Words(
            f"not published, since it is not on the list of what an article may hold: {', '.join(gone)}",
            f"未发布，文章中不允许有：{'、'.join(gone)}",
        )
        log.warning("%s: %s", page.file.src_uri, said.of(language_of(config)))
    return made


@event_priority(-90)
def _as_text(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """When the other steps have read them: what themes print of a page as it is."""
    if not isinstance(page.title, Markup):
        page.pp_title = vars(page).get("title")  # type: ignore[attr-defined]
        page.title = rendered(page.title) if is_rendered(page) else as_html(page.title)
    page.meta = as_html(page.meta)
    for link in page.toc:
        _plain(link)


def _plain(link: AnchorLink) -> None:
    link.title = rendered(link.title)
    for child in link.children:
        _plain(child)


on_page_content = CombinedEvent(_clean, _as_text)

"""After rendering: does the page hold what the Document holds? What was checked is what is published."""

from __future__ import annotations

import logging
import posixpath
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError

from proofpress import skeleton
from proofpress.site.documents import document
from proofpress.site.drawings import without_drawings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
_disagreements: list[str] = []
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking at a preview."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Compare one page's bones with its Document's. A page from the cache was compared before it was kept."""
    if page.file.generated_by is not None or getattr(page, "pp_from_cache", False):
        return
    page.pp_disagrees = False  # type: ignore[attr-defined]
    wanted = _placed(skeleton.of_document(document(page.file.content_string)), posixpath.dirname(page.file.src_uri))
    shown = _placed(skeleton.of_html(without_drawings(content)), posixpath.dirname(page.file.dest_uri))
    for bone, expected, found in wanted.differences(shown):
        message = f"{page.file.src_uri}: the page and the article differ in {bone}: the article has {expected!r}, the page {found!r}"
        page.pp_disagrees = True
        log.error(message)
        _disagreements.append(message)


def _placed(bones: skeleton.Skeleton, folder: str) -> skeleton.Skeleton:
    """With the addresses of pictures as paths from the site's root, since MkDocs moves a page into a folder of its own."""

    def place(url: str) -> str:
        return (
            url if "://" in url or url.startswith(("/", "data:")) else posixpath.normpath(posixpath.join(folder, url))
        )

    return bones._replace(images=tuple(map(place, bones.images)))


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Stop the build, once all pages have been looked at, if one disagrees."""
    count = len(_disagreements)
    _disagreements.clear()
    if count and not _serving:
        raise PluginError(
            f"proofpress: {count} {'page disagrees' if count == 1 else 'disagreements'} with what was checked; nothing was built"
        )

"""After rendering: does the page hold what the Document holds? What was checked is what is published."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError

from proofpress import skeleton
from proofpress.readers.markdown import read
from proofpress.source import Source

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
    """Compare one page's bones with its Document's."""
    text = page.file.content_string
    wanted = skeleton.of_document(read(Source(page.file.src_uri, text)))
    for bone, expected, shown in wanted.differences(skeleton.of_html(content)):
        message = f"{page.file.src_uri}: the page and the article differ in {bone}: the article has {expected!r}, the page {shown!r}"
        log.error(message)
        _disagreements.append(message)


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Stop the build, once all pages have been looked at, if one disagrees."""
    count = len(_disagreements)
    _disagreements.clear()
    if count and not _serving:
        raise PluginError(f"proofpress: {count} {'page disagrees' if count == 1 else 'disagreements'} with what was checked; nothing was built")

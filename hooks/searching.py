"""Search with an index of our own: no page carries it, and a reader fetches only the pieces that a query needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from proofpress_mkdocs.proofs import options, state
from proofpress_mkdocs.tongues import OURS

from proofpress.bulk.manifest import build_key
from proofpress.site.article import authors, iso, topics
from proofpress.site.printed import plain_title
from proofpress.site.search.index import files as files_of
from proofpress.site.search.index import recorded, text_script, write
from proofpress.site.tags import Tags

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_pages: dict[str, tuple[str, bytes]] = {}
_made: dict[str, bytes] = {}
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A preview answers searches with the index of its first build."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Forget the pages of the build before; another language's belong to this one."""
    if not state.inside_another:
        _pages.clear()


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take down what the page says; pages that only list others say nothing."""
    if page.file.generated_by != OURS and not (page.meta.get("search") or {}).get("exclude"):
        settings = options(config)
        tags = Tags.of(settings.get("tag_aliases") or {}, settings.get("hidden_tags") or ())
        names = (*authors(page.meta), *tags.distinct(topics(page.meta)))
        made = recorded(page.url, plain_title(page), content, build_key(), names)
        _pages[page.url] = (iso(page.meta.get("date")), made)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the index beside the pages, the newest last: of pages that answer alike, `search-index.js` takes it first."""
    pages = [made for _, (_, made) in sorted(_pages.items(), key=lambda entry: (entry[1][0], entry[0]))]
    if not _made or not _serving:
        _made.clear()
        _made.update(files_of(pages, build_key()))
    write(_made, Path(config.site_dir, "search-index"))
    if _offline(config):
        Path(config.site_dir, "search-text.js").write_text(text_script(pages), "utf-8")


def _offline(config: MkDocsConfig) -> bool:
    return bool(options(config).get("offline"))

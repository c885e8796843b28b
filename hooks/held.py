"""`on_error: hold`: pages with errors stay out of the site, and a page of their own says what is wrong with them."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Collection, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from proofpress_mkdocs.proofs import held, options, state
from proofpress_mkdocs.tongues import below, language_of

from proofpress.finding import Words
from proofpress.site.built import unlinked

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.proofpress")
PAGE = "proof.md"
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """A preview shows these pages, with what is wrong on them."""
    global _serving  # noqa: PLW0603 - MkDocs hands hooks no object to keep state in
    _serving = command == "serve"


def _held(config: MkDocsConfig) -> Mapping[str, int]:
    """The pages that stay out, each with the number of its errors."""
    return {} if _serving else held(config)


@event_priority(-190)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take the pages that have errors out, and say how many."""
    failing = _held(config)
    if not failing:
        return files
    for uri in failing:
        if (file := files.get_file_from_path(uri)) is not None:
            files.remove(file)
    config.nav = _without(config.nav, failing)
    # A warning: `--strict` is for those who want no site at all then.
    log.warning("proofpress: %s", _said(failing).of(language_of(config)))
    if not options(config).get("proof_page") and files.get_file_from_path(PAGE) is None:
        from proofpress.site.held import report

        language = language_of(config)
        found = {uri: state.findings[uri] for uri in failing}
        file = File.generated(config, PAGE, content=report(found, language), inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(below(file, config))
    return files


def _said(failing: Collection[str]) -> Words:
    count, names = len(failing), ", ".join(failing)
    have = "is held, since it has" if count == 1 else "are held, since they have"
    return Words(
        f"{count} of the site's pages {have} errors: {names}",
        f"{count} 个页面有错误，暂不发布：{names}",
    )


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A link to a page that is held keeps its words alone; in a preview, such a page says that it is one."""
    if _serving and page.file.src_uri in held(config):
        return _marked(html, page, config)
    left_out = _held(config)
    if not left_out:
        return html
    here = posixpath.dirname(page.file.src_uri)

    def is_held(url: str) -> bool:
        target = unquote(url.partition("#")[0])
        return bool(target) and posixpath.normpath(posixpath.join(here, target)) in left_out

    return unlinked(html, is_held)


_DRAFT = Words(
    "Held back: a build leaves this page out until its errors are mended.",
    "暂未发布：改正错误之前，构建时不包含本页。",
)


def _marked(html: str, page: Page, config: MkDocsConfig) -> str:
    from proofpress.site.article import language
    from proofpress.site.documents import document

    said = _DRAFT.of(language(page.meta, document(page.file.content_string), language_of(config)))
    mark = f'<div class="pp-finding pp-tone-error" data-search-exclude><p><b>{escape(said)}</b></p></div>'
    return html.replace("</h1>", "</h1>" + mark, 1) if "</h1>" in html else mark + html


def _without(nav: Any, uris: Collection[str]) -> Any:
    """A navigation without some pages, and without the sections that held nothing else."""
    if isinstance(nav, list):
        left = [(_without(entry, uris), entry) for entry in nav]
        return [new for new, old in left if new or not old]
    if isinstance(nav, dict):
        left_of = {title: _without(entry, uris) for title, entry in nav.items()}
        return {title: new for title, new in left_of.items() if new or not nav[title]}
    return None if nav in uris else nav

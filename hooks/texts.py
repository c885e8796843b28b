"""`texts`: beside each page its Markdown, and for programs that read a site, `llms.txt` and `llms-full.txt` at its
root."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.plugins import event_priority
from proofpress_mkdocs.proofs import state
from proofpress_mkdocs.tongues import OURS

from proofpress.site import texts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_pages: dict[str, texts.Text] = {}
_places: dict[str, str] = {}
"""Where each source went first: another language may show it once more, for want of its own."""


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Forget what an earlier build of a preview wrote; another language's pages belong to this one."""
    if not state.inside_another:
        _pages.clear()
        _places.clear()


@event_priority(100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: object) -> str:
    """Remember a page as its author has it, before other plugins change it."""
    file = page.file
    if file.generated_by == OURS or _places.setdefault(file.src_uri, file.dest_uri) != file.dest_uri:
        return markdown
    _pages[file.dest_uri] = texts.Text(
        title=str(page.title or file.name),
        place=posixpath.splitext(file.dest_uri)[0] + ".md",
        description=str(page.meta.get("description") or ""),
        markdown=markdown.strip() + "\n",
        section=file.src_uri.split("/", 1)[0] if "/" in file.src_uri else "",
    )
    return markdown


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """A page says where its Markdown is."""
    made = _pages.get(page.file.dest_uri)
    if made is None or "</head>" not in output:
        return output
    name = quote(posixpath.basename(made.place))
    # Material's script takes each `link[rel=alternate]` for the site in another language and asks for its sitemap; the
    # space, which means nothing in a list of types, keeps this one out.
    return output.replace("</head>", f'<link rel="alternate " type="text/markdown" href="{name}"></head>', 1)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the files."""
    root = Path(config.site_dir)
    pages = list(_pages.values())
    for page in pages:
        place = root / page.place
        if place.parent.is_dir() and not place.exists():
            place.write_text(page.markdown, "utf-8")
    base = (config.site_url or "").rstrip("/")
    name, about = config.site_name, config.site_description or ""
    (root / "llms.txt").write_text(texts.index(name, about, pages, base), "utf-8")
    (root / "llms-full.txt").write_text(texts.full(name, about, pages, base), "utf-8")

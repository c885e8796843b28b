"""What a conversion wrote is text and no template: plugins that read a page's Markdown as one (macros,
include-markdown, table-reader) find nothing in it to run. Its words are a stranger's, and a template may read files.

The signs that open one are parted while other plugins have the page. A page that is `trusted`, or that no conversion
wrote, is not touched.
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

from mkdocs.plugins import CombinedEvent, event_priority
from proofpress_mkdocs.proofs import is_converted, options

from proofpress.regex import regex

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_SIGN = regex(r"\{(?=[{%#!])")
_PARTED = "\ufdd0"
"""No character (Unicode 23.7), so that no text holds it."""


@event_priority(200)
def _part(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Before every other plugin."""
    if not _is_strangers(page, config):
        return None
    page.meta["render_macros"] = False  # For mkdocs-macros, which reads the title too.
    return _SIGN.sub(rf"\g<0>{_PARTED}", markdown)


@event_priority(-95)
def _join(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Once they have had it."""
    return markdown.replace(_PARTED, "") if _PARTED in markdown else None


on_page_markdown = CombinedEvent(_part, _join)


def _is_strangers(page: Page, config: MkDocsConfig) -> bool:
    return is_converted(page) and not any(fnmatch(page.file.src_uri, one) for one in options(config).get("trusted", ()))

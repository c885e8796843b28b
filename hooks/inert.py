"""Front matter that themes print as it is holds nothing that runs: a value with active markup becomes text.

A page without such values is not touched; `trusted` pages are published as they were written.
"""

from __future__ import annotations

import logging
import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.plugins import event_priority
from proofpress_mkdocs.proofs import options
from proofpress_mkdocs.tongues import language_of

from proofpress import active
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.site.printed import as_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_ENDS = regex(r"(<|&lt;)/(?=title)", re.I)
log = logging.getLogger("mkdocs.hooks.proofpress")


@event_priority(110)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Before a plugin collects tags or anything else of the front matter."""
    trusted = options(config).get("trusted", ())
    if any(fnmatch(page.file.src_uri, pattern) for pattern in trusted):
        return
    for key, value in page.meta.items():
        if found := active.found_in(value):
            page.meta[key] = as_html(value)
            if key not in active.UNPRINTED:
                said = Words(
                    f"published as text: {', '.join(found)} in `{key}` of the front matter",
                    f"元数据 `{key}` 中的 {'、'.join(found)} 按文本发布",
                )
                log.warning("%s: %s", page.file.src_uri, said.of(language_of(config)))


@event_priority(-85)
def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A title of the front matter, for the page and its neighbours; and no title ends the element that says it:
    Material takes tags out of it and reads its references then."""
    if isinstance(title := page.meta.get("title"), Markup):
        page.title = title
    if isinstance(page.title, str) and _ENDS.search(page.title):
        page.title = type(page.title)(_ENDS.sub(r"\1 /", page.title))

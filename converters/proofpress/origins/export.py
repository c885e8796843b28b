"""An article out of an export: its metadata in front matter, and HTML that is the article, with no frame around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.origins import page_metadata, plain, shortcodes, title_heading
from proofpress.origins.input import Input
from proofpress.origins.markup import is_markdown
from proofpress.origins.metadata import canonical, in_its_language
from proofpress.origins.typed import settled
from proofpress.readers.html import read as read_html
from proofpress.regex import regex
from proofpress.tree import Document, Heading, text_of

_ELEMENT = regex(r"\s*(?:<(?:p|div|h[1-6]|ul|ol|figure|blockquote|img|a|strong|em|table|!--)\b|<!--|\[caption\b)", re.I)


def recognises(given: Input) -> bool:
    """A post as WordPress keeps it: HTML without a page around it, and shortcodes.
    What opens another export says so."""
    text = given.body.text
    if given.is_page or "[" not in text or not _ELEMENT.match(text) or is_markdown(text):
        return False
    return shortcodes.found(text)


def read(given: Input, ledger: Ledger) -> Document:
    """All of the HTML, under the metadata of the export."""
    given.amend(shortcodes.expand(given.body, ledger))
    page = given.page
    values, _ = plain.header(given.source, ledger)
    meta = canonical(values)
    source = meta.get("source")
    base = str(source.get("url") or "") if isinstance(source, Mapping) else ""
    blocks = settled(read_html(page, ledger, roots=(page.root,), base=base), given.source, ledger)
    title = str(meta.get("title") or "")
    if not title and blocks and isinstance(first := blocks[0], Heading) and first.depth == 1:
        meta["title"] = title = text_of(first)
    blocks = title_heading.without_title(blocks, title, base, ledger)
    meta = in_its_language(meta, text_of(blocks))
    return Document(blocks, page_metadata.beside_title(meta), span=given.source.span(0, len(given.source.text)))

"""Text at the head of a page that the site takes for metadata, so that no reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.prose import Prose, is_prose
from proofpress.finding import Words
from proofpress.markdown.metadata import Field, fields
from proofpress.markdown.trouble import FrontTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, replace

_READ = frozenset(
    (
        "title description date updated author authors tags category categories lang language locale license template "
        "icon hide search status subtitle draft comments social image links slug pin readtime robots source "
        "revision_date glightbox render_macros ignore_macros"
    ).split()
)
"""Keys that MkDocs, its themes and plugins read."""
_USUAL = frozenset(
    (
        "keywords layout copyright nav_title nav_order alias aliases redirect_from email affiliation css stylesheet "
        "translation summary abstract excerpt version revision modified"
    ).split()
)
"""Those that headers of articles have elsewhere."""
_MARKED = regex(r"\*\*|`|\]\(|\]\[|^//")
"""Marks of running text; the rest of an address, whose scheme is the key."""


_MEND = {
    True: (
        "Put a blank line above it; metadata stands between two lines of ---.",
        "在上面空一行；元数据应放在两行 --- 之间。",
    ),
    False: ("Put the word before the colon into bold.", "把冒号前的词加粗。"),
}


def lost_text(page: Page, trouble: FrontTrouble) -> Iterator[Remark]:
    """One remark where no key among the lines is one that anything may read."""
    lines = page.scan.lines[trouble.lines.start : trouble.lines.stop]
    found = tuple(fields(lines))
    docs = page.site.docs(page.source.name)
    if any(_is_read(page, key, docs.keys if docs else frozenset()) for key, _ in found):
        return
    # A word with nothing behind it leads in what follows.
    prose = len(found) == 1 and not found[0].value or any(map(_is_text, found))
    usual = any(key in _USUAL for key, _ in found)
    if usual and not prose:
        return
    sure = prose and not usual and not (docs and docs.rewritten)
    key = lines[0].partition(":")[0].strip()
    again = page.dialect.metadata or trouble.lines.start
    edits = () if again else replace(0, 0, "\n")
    yield Remark(
        trouble.span,
        Words(
            f"Unexpected {key + ':'!r} at the top of the page, where it is metadata that the page does not show",
            f"页面开头的“{key}:”会被站点当作元数据，这几行不会显示",
        ),
        Words(*_MEND[bool(edits)]),
        edits,
        severity=None if sure else WARNING,
    )


def _is_text(field: Field) -> bool:
    """Whether a value is words for readers."""
    said = field.value
    ends = said.endswith(("。", "！", "？", "；", "：")) or said.endswith((".", "!", "?")) and " " in said
    return ends or is_prose(said, Prose.PHRASE) or _MARKED.search(said) is not None


def _is_read(page: Page, key: str, keys: frozenset[str]) -> bool:
    """Whether a key is known, or the page names it in a template."""
    if key in _READ or key in keys or key.startswith(("og-", "og_", "twitter")):
        return True
    return bool(page.dialect.templates) and f"{{{{ {key}" in page.text.lower()

"""What a site's own programs put into Markdown: a value of the front matter, the mark of the table of contents."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers import front_matter
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_CONTENTS = regex(r"^[ \t]*(?:\[\[toc\]\]|\[toc\]|\$\{toc\}|@\[toc\][^\n]{0,80})[ \t]*$", re.I | re.M)
LISTED = regex(
    r"^[ \t]*+(?:[*+-]|\d{1,9}\.)[ \t]++(?:\S[^\n]*+\n[ \t]*+|[^\s{][^\n{]*+)"
    r"\{:[ \t]*+toc(?![\w=-])[^}\n]*+\}[ \t]*+$",
    re.I | re.M,
)
"""The list that kramdown fills with the table of contents, whatever its item says."""
_VALUE = regex(
    r"\{\{\s*(?:\$?frontmatter|\$page\.frontmatter|page)\.(?P<key>\w+)\s*\}\}"
    r"|\{%[ \t]*+\$(?:(?:markdoc\.)?frontmatter\.(?P<own>\w+)|[\w.$\[\]]++)[ \t]*+%\}"
)
"""A value of the front matter, as VitePress and Markdoc write it; Markdoc has others, which its site alone knows."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what these show."""
    text = source.text
    if not any(sign in text for sign in ("toc", "TOC", "{{", "{%")):
        return source
    seen = lex_source(source, ANYBODYS).prose
    changes: list[Change] = []
    for found in (*_CONTENTS.finditer(seen), *LISTED.finditer(seen)):
        changes.append(Change(found.start(), found.end(), ""))
        ledger.removed(source.span(found.start(), found.end()), "the mark of a table of contents", "目录标记")
    values: dict[str, object] | None = None
    for found in _VALUE.finditer(seen):
        if values is None:
            header, _ = front_matter.split(source.root)
            values = dict(header.values) if header is not None else {}
        span = source.span(found.start(), found.end())
        if isinstance(value := values.get(found["key"] or found["own"]), str | int | float):
            changes.append(Change(found.start(), found.end(), str(value)))
            ledger.repaired(span, "a value of the front matter", "文件头中的值")
        elif found["key"] is None:
            changes.append(Change(found.start(), found.end(), f"`{text[found.start() : found.end()]}`"))
            ledger.doubted(span, "a value that only the site's generator knows", "只有站点生成器知道的值")
    return rewrite(source, changes)

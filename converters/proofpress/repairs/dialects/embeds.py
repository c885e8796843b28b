"""What a blog's editor writes of pictures and of other people's pages: sizes behind a picture's address, `%[address]`
for a page that is shown in the article, `%%[name]` for a widget of the blog."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_PICTURE = regex(
    r"!\[[^\[\]\n]*+\]\([^\s()<>\"]++(?P<attributes>(?:[ \t]++[a-z]++=(?:\"[^\"\n]*+\"|'[^'\n]*+'))++)[ \t]*+\)"
)
_EMBED = regex(r"^[ \t]*+%\[(?P<address>https?://[^\s\[\]<>]++)\][ \t]*+$", re.M)
_WIDGET = regex(r"^[ \t]*+%%\[[\w-]++\][ \t]*+$", re.M)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with pictures and links in everybody's form; widgets, which hold nothing of the author's, in the
    ledger."""
    text = source.text
    if "%[" not in text and '="' not in text and "='" not in text:
        return source
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for found in _PICTURE.finditer(seen):
        start, end = found.span("attributes")
        changes.append(Change(start, end, ""))
        ledger.removed(source.span(start, end), "how a picture is placed", "图片的排布方式")
    for found in _EMBED.finditer(seen):
        changes.append(Change(found.start(), found.end(), f"<{found['address']}>"))
        ledger.repaired(source.span(*found.span()), "a page that the article shows is a link", "嵌入的页面改为链接")
    for found in _WIDGET.finditer(seen):
        changes.append(Change(found.start(), found.end(), ""))
        ledger.removed(source.span(*found.span()), "a widget of a blog", "博客的小部件")
    return rewrite(source, changes)

"""Places where a site brings another file into the page: `<<< @/file` of VitePress and VuePress,
`<include>file</include>` of Fumadocs, `@[code](file)`. The file is not here, so the reader is told; a film that is
shown so (`@[youtube](id)`) is a link."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_FILE = regex(
    r"^(?P<lead>[ \t>]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?)(?:"
    r"<<<[ \t]*+(?P<snippet>[@.~]{0,2}/\S[^\n]*+)"
    r"|<include(?:[ \t][^<>\n]*+)?>[ \t]*+(?P<whole>[^\s<>]++)[ \t]*+</include>"
    r"|@\[code[^\[\]\n]*+\]\((?P<code>[^\s()]++)\)"
    r"|@\[(?P<kind>youtube|bilibili|vimeo)[^\[\]\n]*+\]\((?P<film>[\w:/.?=&-]++)[^()\n]*+\)"
    r")[ \t]*+$",
    re.M,
)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "vimeo": "https://vimeo.com/{}",
}


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without such lines; each stands in the ledger with the name of the file that belongs there."""
    text = source.text
    if not any(sign in text for sign in ("<<<", "<include", "@[")):
        return source
    changes: list[Change] = []
    for found in _FILE.finditer(lex_source(source, ANYBODYS).codeless):
        start, end = found.end("lead"), found.end()
        span = source.span(start, end)
        if film := found["film"]:
            changes.append(Change(start, end, f"<{film if ':' in film else _FILMS[found['kind']].format(film)}>"))
            ledger.repaired(span, "a film that the article shows is a link", "嵌入的视频改为链接")
            continue
        file = next(part for part in found.group("snippet", "whole", "code") if part)
        changes.append(Change(start, end, ""))
        ledger.removed(span, "what the site fetches or makes here", "网站在此处引入或生成的内容")
        ledger.doubted(span, f"the file {file} belongs here", f"此处应引入文件 {file}", text="")
    return rewrite(source, changes)

"""Places where a site brings another file into the page: `<<< @/file` of VitePress and VuePress,
`<include>file</include>` of Fumadocs, `@[code](file)`, `{{#include file}}` of mdBook, there in code as well. The file
is not here, so the reader is told; a film that is shown so (`@[youtube](id)`) is a link."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_OF_A_BOOK = r"\{\{#(?:include|rustdoc_include|playground)[ \t]++(?P<book>[^\s{}]++)[^{}\n]*+\}\}"
_IN_CODE = regex(rf"^[ \t]*+{_OF_A_BOOK}[ \t]*+$", re.M)
_FILE = regex(
    r"^(?P<lead>[ \t>]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?)(?:"
    r"<<<[ \t]*+(?P<snippet>[@.~]{0,2}/\S[^\n]*+)"
    r"|<include(?:[ \t][^<>\n]*+)?>[ \t]*+(?P<whole>[^\s<>]++)[ \t]*+</include>"
    r"|@\[code[^\[\]\n]*+\]\((?P<code>[^\s()]++)\)"
    rf"|{_OF_A_BOOK}"
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
    if not any(sign in text for sign in ("<<<", "<include", "@[", "{{#")):
        return source
    changes: list[Change] = []
    shown = lex_source(source, ANYBODYS).codeless
    for found in _IN_CODE.finditer(text) if "{{#" in text else ():
        if shown[found.start("book")] != found["book"][0]:
            ledger.doubted(source.span(*found.span()), *_belongs(found["book"]), text="")
    for found in _FILE.finditer(shown):
        start, end = found.end("lead"), found.end()
        span = source.span(start, end)
        if film := found["film"]:
            changes.append(Change(start, end, f"<{film if ':' in film else _FILMS[found['kind']].format(film)}>"))
            ledger.repaired(span, "a film that the article shows is a link", "嵌入的视频改为链接")
            continue
        file = next(part for part in found.group("snippet", "whole", "code", "book") if part)
        changes.append(Change(start, end, ""))
        ledger.removed(span, "what the site fetches or makes here", "网站在此处引入或生成的内容")
        ledger.doubted(span, *_belongs(file), text="")
    return rewrite(source, changes)


def _belongs(file: str) -> tuple[str, str]:
    return f"the file {file} belongs here", f"此处应引入文件 {file}"

"""The Markdown of shared documents (Feishu, Lark, Notion) as their programs fetch it: elements of its own for tables,
boxes, columns, mentions and files, words about looks in braces, and a line for each paragraph.

It is read so only where an element stands that nobody else writes.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lark import children, elements, fetched, paragraphs, tables
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_SURE = regex(
    r"<lark-table\b|<quote-container>|<mention-(?:user id|doc token)=\"|\{folded=\"true\"\}"
    r"|<(?:image|file|whiteboard|sheet|bitable) (?:token|url|source)=\"|<grid cols=\"|<(?:source|reference)-synced\b"
    r"|<callout (?:[\w-]+=\"[^\"\n]*+\" )*+(?:emoji|background-color|border-color|comment-refs|bgc)=\""
    r"|<text (?:color|bgcolor|background-color)=\""
    r"|<mention-(?:date start|page url|user url|database url)=\"|<synced_block\b"
    r"|<(?P<page>page|database) url=\"[^\"<>\n]++\"[^<>\n]*+>[^<>\n]*+</(?P=page)>"
    r"|<table (?:[a-z]+-[a-z-]+=\"[a-z]+\" )*+header-(?:row|column)=\""
    r"|<column_list>|<columns>\n\t++<column\b|<link_preview url=\"|<unknown url=\""
    r"|^<(?P<file>audio|file|pdf) src=\"[^\"<>\n]++\">[^<>\n]*+</(?P=file)>[ \t]*+$|^\t*+▶#{1,6} "
    r"|^#++ [^\n{}]++\{color=\"[a-z_]+\"\}[ \t]*+$"
    r"|<(?:table_of_contents|empty-block)(?:[ \t][^<>\n]*+)?/>|^#++[^\n{}]*+\{(?:color=\"[a-z_]+\" )?toggle=\"true\""
    r"|^<callout (?:icon|color)=\"[^\"\n]*+\"(?: color=\"[a-z_]+\")?>[ \t]*+\n\t",
    re.M,
)
_TITLE = regex(r"\s*+<title>[ \t]*+(?P<title>[^<>\n]*[^<>\s])[ \t]*</title>[ \t]*+(?=\n|\Z)")
_HTML = regex(r"<(?:!doctype|html|head|body|meta|script|style)\b", re.I)
_LOOKS = regex(
    r"(?<![ \t])[ \t]*+\{(?:(?:align|color|background-color|folded|seq|toggle)=\"[^\"\n{}]*+\"[ \t]*+)++\}"
    r"(?=[ \t]*+#*+[ \t]*+$)",
    re.M,
)
_QUOTED = regex(r"(?<=\]\()(?:https?|mailto)%3A[^()\s]++(?=\))", re.I)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what such elements show, in the Markdown that every parser reads."""
    if not any(sign in source.text for sign in ("<", "folded", "toggle", "color=", "▶")):
        return source
    inner = fetched.apply(source, ledger)
    if inner is source and not _is_sure(source):
        return _titled(source, ledger)
    source = inner
    source = tables.apply(source, ledger)
    source = children.apply(source, ledger)
    source = _looks(source, ledger)
    source = elements.apply(source, ledger)
    return _titled(paragraphs.apply(source), ledger)


def _is_sure(source: Source) -> bool:
    return bool(_SURE.search(source.text) and _SURE.search(lex_source(source, ANYBODYS).codeless))


def _titled(source: Source, ledger: Ledger) -> Source:
    """The source with the title at its head as a heading; a page of HTML has its own place for one."""
    if (found := _TITLE.match(source.text)) is None or _HTML.search(source.text) is not None:
        return source
    ledger.repaired(source.span(*found.span()), "the title of a document as its heading", "文档的标题改为一级标题")
    start, end = found.span("title")
    return rewrite(source, [Change(0, start, "# "), Change(end, found.end(), "\n")])


def _looks(source: Source, ledger: Ledger) -> Source:
    """The source without what is said in braces of how a line looks, and with addresses as addresses."""
    seen = lex_source(source, ANYBODYS).codeless
    changes: list[Change] = []
    for found in _LOOKS.finditer(seen):
        changes.append(Change(*found.span(), ""))
        ledger.removed(source.span(*found.span()), "how a line looks", "行的样式")
    changes += [Change(*found.span(), unquote(found[0])) for found in _QUOTED.finditer(seen)]
    return rewrite(source, changes)

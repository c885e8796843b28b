"""Documents in XML that other programs read, told by their root element and what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.finding import Words
from proofpress.formats.format import Format
from proofpress.formats.glance import Glance
from proofpress.regex import regex


class _Documents(NamedTuple):
    """A word that names them, their root elements, what must stand in their first lines beside one, and what reads
    them."""

    name: str
    roots: frozenset[str]
    sign: re.Pattern[str] | None
    title: Words
    reader: Words

    def knows(self, glance: Glance) -> bool:
        """Whether a file is one of these."""
        if glance.root.rpartition(":")[2] not in self.roots:
            return False
        return self.sign is None or self.sign.search(glance.head) is not None


def _made_by(program: str) -> Words:
    return Words(f"{program} makes a page that is", f"可用 {program} 转为网页")


_XML: tuple[_Documents, ...] = (
    _Documents(
        "en-export",
        frozenset(("en-export",)),
        None,
        Words("an export of Evernote (ENEX)", " Evernote 导出文件（ENEX）"),
        Words("Joplin or yarle makes Markdown of it", "可用 Joplin 或 yarle 转为 Markdown"),
    ),
    _Documents(
        "opml",
        frozenset(("opml",)),
        None,
        Words("an outline (OPML)", "大纲文件（OPML）"),
        _made_by("pandoc -f opml -t html"),
    ),
    _Documents(
        "freemind",
        frozenset(("map",)),
        regex(r"<node\b[^<>]*\bTEXT="),
        Words("a mind map (FreeMind)", "思维导图（FreeMind）"),
        Words("export it there as HTML or Markdown, which is", "请在原软件中导出为 HTML 或 Markdown"),
    ),
    _Documents(
        "plist",
        frozenset(("plist",)),
        regex(r"<plist\b"),
        Words("a property list", "属性列表（plist）"),
        Words("no text stands in it", "其中没有正文"),
    ),
    _Documents(
        "fictionbook",
        frozenset(("FictionBook",)),
        None,
        Words("a FictionBook (FB2)", " FictionBook 电子书（FB2）"),
        _made_by("pandoc -f fb2 -t html"),
    ),
    _Documents(
        "tei",
        frozenset(("TEI", "TEI.2")),
        None,
        Words("a TEI document", " TEI 文档"),
        Words("its own stylesheets (teitohtml) make a page that is", "可用 TEI 的样式表（teitohtml）转为网页"),
    ),
    _Documents(
        "jats",
        frozenset(("article",)),
        regex(r"//DTD (?:JATS|Journal)|\barticle-type=|\bdtd-version=|<front>\s*<(?:journal|article)-meta"),
        Words("an article in JATS", " JATS 文章"),
        _made_by("pandoc -f jats -t html"),
    ),
    _Documents(
        "docbook",
        frozenset("article book chapter section part refentry set".split()),
        regex(r"docbook\.org/|//DTD DocBook|<para>"),
        Words("a DocBook document", " DocBook 文档"),
        _made_by("pandoc -f docbook -t html"),
    ),
    _Documents(
        "dita",
        frozenset("topic concept task reference dita map bookmap".split()),
        regex(r"//DTD DITA|\bditaarch:|\bxmlns:dita"),
        Words("a DITA topic", " DITA 主题"),
        _made_by("dita --format=html5"),
    ),
)


def formats() -> Iterator[Format]:
    """A row for each kind."""
    for one in _XML:
        yield Format(one.name, one.title, one.knows, instead=one.reader)

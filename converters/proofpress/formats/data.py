"""Data that is no article: tables of values, JSON, YAML, settings and XML of no shape that is known here."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.formats import documents, json_data, talk
from proofpress.formats.format import Format, Kind
from proofpress.formats.glance import Glance
from proofpress.origins.markup import is_wrapped
from proofpress.regex import regex

_ROWS = 60
_PAGES = ("html", "lake")
"""Types of documents that are pages whatever their first element is."""
_KEY = regex(r"([a-z_$][\w.$/-]{0,60}|\"[^\"\n]{1,60}\"):(?:[ \t]+\S.*|[ \t]*)$")
_OF_AN_ARTICLE = regex(
    r"^(?:title|date|tags|categor(?:y|ies)|layout|authors?|description|permalink|aliases|keywords|slug|draft):", re.M
)
_SECTION = regex(r"\[\[?[\w.\"' :-]{1,80}\]?\][ \t]*(?:[#;].*)?$")
_SETTING = regex(r"[\w.\"'-]{1,80}[ \t]*=[ \t]*\S?")
_SENTENCE = regex(r"[.。！？!?;；：:]$")


def is_table(glance: Glance) -> bool:
    """Three rows or more of as many values each, cut by tabs, semicolons or commas, and none of them a sentence."""
    lines = glance.head.rstrip("\n").split("\n")
    if len(lines) < 3 or any(not line.strip() for line in lines[:_ROWS]) or glance.root or glance.is_markdown:
        return False
    return any(_cut(lines, mark) for mark in "\t,;")


def _cut(lines: list[str], mark: str) -> bool:
    try:
        rows = [row for row in csv.reader(lines[:_ROWS], delimiter=mark, strict=True) if row]
    except csv.Error:
        return False
    if len(rows) < 3 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows[:-1]):
        return False
    values = [value for row in rows for value in row]
    spaced = sum(value.startswith(" ") for value in values)
    return (
        all(len(value) < 400 for value in values)
        and sum(len(value) for value in values) < 60 * len(values)
        and (mark == "\t" or spaced * 10 <= len(values))
        and sum(bool(_SENTENCE.search(row[-1])) for row in rows) * 3 <= len(rows)
        and len({len(value) for value in rows[0]} | {0}) > 0
        and all(re.match(r"[\w\"'(]", value.strip() or "x") for value in rows[0])
    )


def is_yaml(glance: Glance) -> bool:
    """Nothing but keys, their values and what is indented below them, and no header above an article."""
    if _heads_an_article(glance):
        return False
    lines = [line for line in glance.head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if glance.head.startswith("---\n") and lines[:1] == ["---"]:
        lines = lines[1:]
    if _is_yaml_list(lines):
        return glance.head.startswith("---\n")
    if len(lines) < 4 or glance.root:
        return False
    keys = sum(_KEY.match(line) is not None for line in lines)
    inner = sum(line.startswith((" ", "\t", "- ")) for line in lines)
    return (
        keys >= 2
        and inner >= 1
        and keys + inner + sum(line in ("---", "...") for line in lines) == len(lines)
        and all(len(line) < 500 for line in lines)
        and _KEY.match(lines[0]) is not None
    )


def _is_yaml_list(lines: list[str]) -> bool:
    """Whether lines are items that begin with a key (`- hosts: all`), with keys below them and nothing at the margin
    but further items: those of a list in Markdown have sentences below them."""
    items = [line for line in lines if not line.startswith(" ")]
    below = [line.strip().removeprefix("- ") for line in lines if line.startswith(" ")]
    keys = sum(_KEY.match(line) is not None for line in below)
    return (
        bool(items)
        and all(line.startswith("- ") and _KEY.match(line[2:].strip()) for line in items)
        and keys > 0
        and 2 * keys >= len(below)
    )


def _heads_an_article(glance: Glance) -> bool:
    """Whether a header stands above anything that has no keys of its own, or speaks of an article by its keys."""
    begins = glance.header.count("\n") + 2
    below = [line for line in glance.head.split("\n")[begins:] if line.strip()] if glance.header else []
    return bool(below) and (_OF_AN_ARTICLE.search(glance.header) is not None or not any(map(_KEY.match, glance.lines)))


def is_settings(glance: Glance) -> bool:
    """Nothing but sections in brackets and `key = value` (TOML, INI)."""
    lines = [line for line in glance.head.split("\n") if line.strip() and not line.lstrip().startswith(("#", ";"))]
    sections = sum(_SECTION.match(line) is not None for line in lines)
    values = sum(_SETTING.match(line) is not None for line in lines)
    inner = sum(line.startswith((" ", "\t", "]", "}")) for line in lines)
    return (
        sections >= 1
        and values >= 2
        and sections + values + inner >= len(lines)
        and _SECTION.match(lines[0]) is not None
    )


def is_xml(glance: Glance) -> bool:
    """A declaration of XML above a root that is no page's."""
    return (
        glance.head.lstrip().startswith(("<?xml", "<!DOCTYPE"))
        and glance.doctype not in _PAGES
        and glance.root.lower()
        not in (
            "",
            "html",
            "head",
            "body",
            "div",
            "article",
        )
        and not is_wrapped(glance.text)
    )


def is_svg(glance: Glance) -> bool:
    """A drawing that is a file of its own."""
    return (
        glance.root in ("svg", "svg:svg")
        and glance.head.rstrip().endswith("</svg>")
        or glance.root == "svg"
        and len(glance.text) > len(glance.head)
    )


_FIELD = regex(r"([A-Za-z][\w-]{1,40}):[ \t]*+(.*+)$")
_ADDRESS = regex(r"[^\s@<>]@[^\s@<>]")
_MOMENT = regex(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d")
_TRAVELLED = {"received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"}
_BY_PROGRAMS = {"message-id", "mime-version", "content-type", "content-transfer-encoding"}


def is_mail(glance: Glance) -> bool:
    """The header of a message as it travelled, or as a program keeps it: nothing but fields, among them an address that
    it is from. One above what only Markdown has is an author's list, unless a program has left its own fields in it."""
    lines = glance.head.lstrip("\n").split("\n\n", 1)[0].split("\n")
    fields = [_FIELD.match(line) for line in lines if not line.startswith((" ", "\t"))]
    said = {found[1].lower(): found[2] for found in fields if found}
    if len(said.keys() & _TRAVELLED) >= 2:
        return True
    if not all(fields[lines[0].startswith("From ") :]) or not _ADDRESS.search(said.get("from", "")):
        return False
    programs = len(said.keys() & _BY_PROGRAMS)
    signs = (
        _ADDRESS.search(said.get("to", "")) is not None,
        _MOMENT.match(said.get("date", "")) is not None,
        bool(said.get("subject")),
    )
    return sum(signs) + programs >= 2 and (programs > 0 or not glance.is_markdown)


def is_lines_of_records(glance: Glance) -> bool:
    """A calendar, a card, keys and certificates."""
    return re.match(r"BEGIN:V(?:CALENDAR|CARD)|-----BEGIN [A-Z ]+-----|dn: |%YAML ", glance.head.lstrip()) is not None


def formats() -> Iterator[Format]:
    """A row for each kind of data, the special ones first."""
    data = Kind.DATA
    yield Format(
        "svg",
        Words("a drawing (SVG)", "图形（SVG）"),
        is_svg,
        kind=Kind.PICTURE,
        instead=Words("a picture is copied where an article shows it", "图片会随引用它的文章一起复制"),
    )
    yield Format(
        "mail",
        Words("an e-mail message", "电子邮件"),
        is_mail,
        instead=Words("save it from the mail program as HTML", "请在邮件程序中另存为 HTML"),
    )
    yield from talk.formats()
    yield json_data.BACKUP
    yield json_data.TIDDLERS
    yield json_data.FORMAT
    yield json_data.BROKEN
    yield from documents.formats()
    yield Format(
        "bookmarks",
        Words("a file of a browser's bookmarks", "浏览器书签文件"),
        lambda glance: glance.doctype.lower().startswith("netscape-bookmark"),
        instead=Words("save the pages themselves", "请保存网页本身"),
    )
    yield Format(
        "xml",
        Words("XML of no shape that is known", "未知结构的 XML"),
        is_xml,
        kind=data,
        instead=Words(
            "feeds and exports of WordPress and Blogger are read", "可读取的 XML：订阅源与 WordPress、Blogger 的导出"
        ),
    )
    yield Format("table", Words("a table of values (CSV, TSV)", "数据表（CSV、TSV）"), is_table, kind=data)
    yield Format(
        "records", Words("a calendar, a card or a certificate", "日历、名片或证书文件"), is_lines_of_records, kind=data
    )
    yield Format("settings", Words("a file of settings (TOML, INI)", "设置文件（TOML、INI）"), is_settings, kind=data)
    yield Format("yaml", Words("YAML without an article", "不含文章的 YAML"), is_yaml, kind=data)

"""Callback records: what a generating service hands back for one article, as text.

A title line over a rule, lines of `key: value` with a time or a UUID among them, then labelled parts: an outline, the
article, and a line that says it is over.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.origins.input import Input
from proofpress.origins.metadata import date_of
from proofpress.origins.plain import read_body
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Document

_RULE = regex(r"^[=*#_~-]{8,}[ \t]*$")
_PAIR = regex(r"^[ \t]*(?P<key>\w[\w .-]{0,20}?)[ \t]*[:：][ \t]*(?P<value>\S.*)$")
_LABEL = regex(r"^[ \t]*(?P<name>\w[\w ]{0,11})[ \t]*[:：][ \t]*$")
_UUID = regex(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$", re.I)
_TITLES = frozenset("主题 标题 题目 文章标题 title topic subject".split())
_BODIES = frozenset(
    "内容 正文 文章 全文 文章内容 回答 输出 结果 content body article output result answer response text".split()
)
_END = regex(
    r"^[ \t]*+(?:[=*_~-]{4,}|[-—=*<\[【( ]*+(?:对话|会话|记录|回调|数据|生成|任务|文章|内容|全文)?(?:结束"
    r"|完毕)[-—=*>\]】) ]*+|[-=* ]*+end of (?:record|conversation|dialogue|content|file)[-=* ]*+)[ \t]*+[。.]?$",
    re.I,
)


class _Record(NamedTuple):
    """The pairs of the header with the offset behind it, and where the article begins."""

    pairs: dict[str, str]
    header_end: int
    body: int


def recognises(given: Input) -> bool:
    """A rule under the first line, and under it pairs with a time or a UUID, then a labelled part."""
    return _parse(given.source.text) is not None


def read(given: Input, ledger: Ledger) -> Document:
    """Title and date from the header, the rest of it in `original`; the outline and the frame go to the ledger."""
    source = given.source
    record = _parse(source.text) or _Record({}, 0, 0)
    meta: dict[str, object] = {}
    rest: dict[str, object] = {}
    for key, value in record.pairs.items():
        if key.lower() in _TITLES and "title" not in meta:
            meta["title"] = value
        elif "date" not in meta and (date := date_of(value)):
            meta["date"] = date
        else:
            rest[key] = value
    if rest:
        meta["original"] = rest
    ledger.removed(
        source.span(0, record.header_end),
        "the record's header; its data are in the front matter",
        "记录头，其数据已进入文件头",
    )
    if source.text[record.header_end : record.body].strip():
        ledger.removed(
            source.span(record.header_end, record.body),
            "the record's parts before the article (outline)",
            "正文之前的部分（大纲）",
        )
    return read_body(_without_end(source.slice(record.body, len(source.text)), ledger), meta, ledger)


def _parse(text: str) -> _Record | None:
    lines = text.split("\n", 400)[:400]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or len(lines[first].strip()) > 60 or lines[first].lstrip().startswith("#"):
        return None
    rule = next((number for number in range(first, min(first + 4, len(lines))) if _RULE.match(lines[number])), None)
    if rule is None:
        return None
    pairs: dict[str, str] = {}
    number = rule + 1
    while number < len(lines) and (
        (found := _PAIR.match(lines[number])) or not lines[number].strip() or _RULE.match(lines[number])
    ):
        if found:
            pairs.setdefault(found["key"].strip(), found["value"].strip())
        number += 1
    stamped = any(date_of(value) or _UUID.match(value) for value in pairs.values())
    if len(pairs) < 2 or not stamped:
        return None
    header_end = sum(len(line) + 1 for line in lines[:number])
    return _Record(pairs, header_end, _body(text, header_end))


def _body(text: str, start: int) -> int:
    """Behind the first label that names the article; right behind the header where none does."""
    at = start
    for line in text[start:].split("\n"):
        end = at + len(line) + 1
        if (found := _LABEL.match(line)) and found["name"].strip().lower() in _BODIES:
            return min(end, len(text))
        at = end
    return start


def _without_end(body: Source, ledger: Ledger) -> Source:
    """The article without the last lines of the frame."""
    end = len(body.text.rstrip())
    while end:
        start = body.text.rfind("\n", 0, end) + 1
        if not _END.match(body.text[start:end]):
            break
        ledger.removed(body.span(start, end), "the record's end", "记录尾")
        end = len(body.text[:start].rstrip())
    return body.slice(0, end)

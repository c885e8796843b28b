"""JSON that holds no article: whole, a value a line, or broken, which is known by its signs and never by its words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from proofpress import json_text
from proofpress.finding import Words
from proofpress.formats.format import Format, Kind
from proofpress.formats.glance import Glance
from proofpress.regex import regex

_BEGINS = regex(r"[\[{]\s*+(?:[\"'{\[\]}\d-]|//|/\*|true\b|false\b|null\b|[\w$]+\s*:)")
_TOKEN = regex(
    r"(?P<key>(?:\"(?:[^\"\\\n]|\\.){1,200}+\"|'(?:[^'\\\n]|\\.){1,200}+'|[\w$]{1,80}+)\s*+:(?!//))"
    r"|\"(?:[^\"\\]|\\.)*+(?:\"|\Z)|'(?:[^'\\\n]|\\.)*+'|[{}\[\],;()=\s]++"
    r"|-?\d[\d.eE+-]*+|\b(?:true|false|null|undefined|None|True|False|NaN|Infinity)\b"
    r"|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/",
    re.S,
)
_WRITTEN = 0.9
"""How much of a text are tokens of JSON where it is JSON with a fault in it."""


def is_json(glance: Glance) -> bool:
    """One value, or one a line."""
    return bool(glance.json) or isinstance(glance.json, Mapping)


def is_broken(glance: Glance) -> bool:
    """A text that begins as JSON, has keys, and is nothing else but for a fault or a missing end."""
    text = json_text.relaxed(glance.head).strip()
    if glance.json is not None or not _BEGINS.match(text):
        return False
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (RecursionError, ValueError):
        pass
    else:
        if not text[end:].lstrip(" \t\r\n,;").startswith(("{", "[")):
            return False  # A value, and behind it a text: front matter as JSON.
    tokens = list(_TOKEN.finditer(text))
    written = sum(found.end() - found.start() for found in tokens)
    return any(found["key"] for found in tokens) and written >= _WRITTEN * len(text)


def is_backup(glance: Glance) -> bool:
    """What a program keeps in a browser's stores, all of it."""
    return isinstance(glance.json, Mapping) and {"localStorage", "indexedDB"} <= glance.json.keys()


_MOMENT = regex(r"\d{17}")
_WIKITEXT = "text/vnd.tiddlywiki"


def is_tiddler(value: object) -> bool:
    """A page of TiddlyWiki in its own markup, which has no type: it is created at a moment of seventeen digits."""
    if not isinstance(value, Mapping) or "text" not in value or "title" not in value:
        return False
    if kind := value.get("type"):
        return bool(kind == _WIKITEXT)
    return _MOMENT.fullmatch(str(value.get("created"))) is not None


def _are_tiddlers(glance: Glance) -> bool:
    return isinstance(glance.json, list) and any(map(is_tiddler, glance.json))


TIDDLERS = Format(
    "tiddlers",
    Words("an export of TiddlyWiki", " TiddlyWiki 导出文件"),
    _are_tiddlers,
    instead=Words("TiddlyWiki itself exports static HTML, which is", "可在 TiddlyWiki 中导出静态 HTML"),
)
BACKUP = Format(
    "chat-backup",
    Words("a backup of a chat program (Cherry Studio)", "对话软件的备份（Cherry Studio）"),
    is_backup,
    instead=Words("no conversation stands in it", "其中没有对话"),
)
_INSTEAD = Words("conversations, notebooks and exports of blogs are read", "可读取的 JSON：对话记录、笔记本与博客导出")
FORMAT = Format(
    "json", Words("JSON of no shape that is known", "未知结构的 JSON"), is_json, kind=Kind.DATA, instead=_INSTEAD
)
BROKEN = Format(
    "broken-json",
    Words("JSON that does not parse", "无法解析的 JSON"),
    is_broken,
    instead=Words("it is cut off or has a fault in it; export it again", "文件不完整或有语法错误；请重新导出"),
)

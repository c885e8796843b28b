"""CSL-JSON, which reference managers export beside BibTeX."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from proofpress import json_text
from proofpress.readers.bibliography.entry import Entry, Name
from proofpress.regex import regex

_KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
_TAG = regex(r"</?(?:i|b|sc|sup|sub|span)\b[^<>]*>")


def read(text: str) -> Mapping[str, Entry]:
    """The entries by key; empty for JSON of another kind."""
    try:
        value = json_text.loads(text.lstrip("\ufeff"))
    except ValueError:
        return {}
    items = value.get("items", [value]) if isinstance(value, dict) else value
    found: dict[str, Entry] = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and (key := _said(item, "citation-key", "id")) and "title" in item:
            found.setdefault(key, _entry(key, item))
    return found


def _entry(key: str, item: Mapping[str, Any]) -> Entry:
    kind = _said(item, "type")
    authors = item.get("author") or item.get("editor") or ()
    return Entry(
        key,
        _KINDS.get(kind, kind),
        _said(item, "title"),
        tuple(name for one in authors if isinstance(one, dict) and (name := _name(one)).family),
        _year(item.get("issued")),
        _said(item, "container-title", "event-title"),
        _said(item, "volume"),
        _said(item, "issue"),
        _said(item, "page").replace("-", "–"),
        _said(item, "publisher"),
        _said(item, "DOI"),
        _said(item, "URL"),
    )


def _said(item: Mapping[str, Any], *names: str) -> str:
    value = next((item[name] for name in names if item.get(name)), "")
    return " ".join(html.unescape(_TAG.sub("", str(value))).split()) if isinstance(value, str | int | float) else ""


def _name(one: Mapping[str, Any]) -> Name:
    family = " ".join(part for part in (_said(one, "non-dropping-particle"), _said(one, "family")) if part)
    return Name(family, _said(one, "given")) if family else Name(_said(one, "literal"))


def _year(issued: Any) -> str:
    if not isinstance(issued, dict):
        return ""
    parts: Any = issued.get("date-parts")
    try:
        return str(parts[0][0])
    except (TypeError, IndexError, KeyError):
        found = re.search(r"\d{4}", str(issued.get("raw") or issued.get("literal") or ""))
        return found[0] if found else ""

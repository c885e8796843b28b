"""What a program says around a page of Notion that it fetched: which page it is, where that stands, the values of its
properties, and elements around its Markdown."""

from __future__ import annotations

from proofpress import json_text
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.components.shown import plain
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_HEAD = regex(
    r"\s*+(?:(?P<says>[^\n<]++)(?<=[:：])\n\s*+)?"
    r"<(?:page|database)\b[^<>\n]*?\burl=\"(?P<url>[^\"<>\n]++)\"[^<>\n]*+>\s*+"
    r"(?P<told>(?:<ancestor-path>(?:[^<]|<(?!/ancestor-path>))*+</ancestor-path>\s*+)?+)"
    r"(?:<properties>\s*+(?P<values>\{(?:[^<]|<(?!/properties>))*+)</properties>\s*+)?+"
    r"(?:<(?P<other>(?!content>)\w{1,40})>[^<>]*+</(?P=other)>\s*+)*+(?P<content><content>[ \t]*+(?:\n|\Z))?+"
)
_TAIL = regex(r"(?:</content>)?+\s*+</(?:page|database)>\s*+\Z")
_DATE = regex(r"date:(?P<name>.+):start")
_HIDDEN = regex(r"(?:date:.+:(?:end|is_datetime)|userDefined:)")
_TITLES = ("title", "Name", "名称", "标题")
"""How the property is called that holds the title; in a table of pages its author may name it."""
_SAID = "what a program says around a page that it fetched", "程序取回页面时写在正文之外的内容"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the page's Markdown alone, under its title and a line for each of its properties."""
    found = _HEAD.match(source.text)
    if found is None or found["content"] is None and not (found["values"] and found["told"]):
        return source
    start = 0 if found["says"] is None or found["url"] in found["says"] else found.start("url")
    start = source.text.rfind("<", 0, start) if start else 0
    changes = [Change(start, found.end(), _titled(found["values"] or ""))]
    ledger.removed(source.span(start, found.end()), *_SAID)
    close = source.text.rfind("<", found.end(), source.text.rfind("</", found.end()))
    for at in (close, source.text.rfind("</", found.end())):
        if at >= 0 and _TAIL.match(source.text, at):
            changes.append(Change(at, len(source.text), "\n"))
            ledger.removed(source.span(at, len(source.text)), *_SAID)
            break
    return rewrite(source, changes)


def _titled(values: str) -> str:
    """The title among the values of properties as a heading, and a line for each of the others that a reader saw."""
    try:
        told = json_text.loads(values)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return ""
    key = next((name for name in _TITLES if name in told), "")
    title = " ".join(json_text.said(told.pop(key, "")).split())
    made = [f"# {plain(title)}\n"] if title else []
    lines = [f"{plain(name)}: {plain(said)}" for key, value in told.items() for name, said in _line(told, key, value)]
    return "\n".join((*made, *lines, "")) + ("\n" if lines else "")


def _line(told: dict[str, object], key: str, value: object) -> list[tuple[str, str]]:
    """The name of a property with its value in a line; nothing for what its page shows elsewhere."""
    said = ", ".join(map(json_text.said, value)) if isinstance(value, list) else json_text.said(value)
    said = " ".join(said.split())
    if not said or _HIDDEN.match(key) or key == "url":
        return []
    if (date := _DATE.fullmatch(key)) is not None:
        end = json_text.said(told.get(f"date:{date['name']}:end"))
        return [(date["name"], f"{said} – {end}" if end else said)]
    return [(key, said)]

"""What a program says around a page of Notion that it fetched: which page it is, where that stands, the values of its
properties, and elements around its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress import json_text
from proofpress.evidence import chinese
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
_TAIL = regex(
    r"(?:</content>)?+\s*+(?P<notes>(?:<(?P<name>[a-z]+(?:-[a-z]+)*+)\b[^<>\n]*+>(?:[^<]|<(?!/(?P=name)>))*+</"
    r"(?P=name)>\s*+)*+)"
    r"</(?:page|database)>\s*+\Z"
)
_DATE = regex(r"date:(?P<name>.+):start")
_HIDDEN = regex(r"(?:date:.+:(?:end|is_datetime)|userDefined:)")
_TICKED = regex(r"\A__(YES|NO)__\Z")
"""Whether a box is ticked."""
_TITLES = ("title", "Name", "名称", "标题")
"""How the property is called that holds the title; in a table of pages its author may name it."""
_MOST = 100
_A_TITLE = regex(
    rf"(?!https?:|\d{{4}}-)(?=\S++\s\S|(?:[^{chinese.LETTERS}]*[{chinese.LETTERS}]){{4}}).{{1,{_MOST}}}"
    r"(?<![.。！!;；,，])"
)
"""What a title may be: several words, and no sentence."""
_HEADING = regex(r"^# \S", re.M)
_SAID = "what a program says around a page that it fetched", "程序取回页面时写在正文之外的内容"
_NOTES = "what readers remarked on a page, which its program wrote below it", "程序写在页面之后的读者评论"
_GUESSED = "the first property of a page; taken for its title", "页面的第一个属性，当作标题"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the page's Markdown alone, under its title and a line for each of its properties."""
    found = _HEAD.match(source.text)
    if found is None or found["content"] is None and not (found["values"] and found["told"]):
        return source
    start = 0 if found["says"] is None or found["url"] in found["says"] else found.start("url")
    start = source.text.rfind("<", 0, start) if start else 0
    told = _told(found["values"] or "")
    key = _title(told, source.text[found.end() :])
    changes = [Change(start, found.end(), _written(told, key))]
    ledger.removed(source.span(start, found.end()), *_SAID)
    if key and key not in _TITLES:
        ledger.doubted(source.span(*found.span("values")), *_GUESSED, text=json_text.said(told[key]))
    for at in _ends(source.text, found.end()):
        if (tail := _TAIL.match(source.text, at)) is not None:
            changes.append(Change(at, len(source.text), "\n"))
            if tail["notes"]:
                ledger.removed(source.span(*tail.span("notes")), *_NOTES)
            ledger.removed(source.span(at, len(source.text)), *_SAID)
            break
    return rewrite(source, changes)


def _ends(text: str, start: int) -> Iterator[int]:
    """Where the end of what a program says may begin, the longest first."""
    last = text.rfind("</", start)
    yield from (at for at in (text.rfind("</content>", start), text.rfind("<", start, last), last) if at >= 0)


def _told(values: str) -> dict[str, object]:
    """The values of the properties by their names."""
    try:
        told = json_text.loads(values)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _title(told: dict[str, object], content: str) -> str:
    """The property that holds the title: one that is called so, or else the first, where what it says may be one and
    the page has no other."""
    first = next(iter(told), "")
    if named := next((name for name in _TITLES if name in told), ""):
        return named
    said = told.get(first)
    is_one = isinstance(said, str) and not first.startswith("date:") and _A_TITLE.fullmatch(said.strip())
    return first if is_one and _HEADING.search(content) is None else ""


def _written(told: dict[str, object], key: str) -> str:
    """The title as a heading, and a line for each of the other properties that a reader saw."""
    title = " ".join(json_text.said(told.get(key, "")).split())
    made = [f"# {plain(title)}\n"] if title else []
    others = {name: value for name, value in told.items() if name != key}
    lines = [f"{plain(name)}: {plain(said)}" for at, value in others.items() for name, said in _line(told, at, value)]
    return "\n".join((*made, *lines, "")) + ("\n" if lines else "")


def _line(told: dict[str, object], key: str, value: object) -> list[tuple[str, str]]:
    """The name of a property with its value in a line; nothing for what its page shows elsewhere."""
    said = ", ".join(map(json_text.said, value)) if isinstance(value, list) else json_text.said(value)
    said = _TICKED.sub(r"\1", " ".join(said.split()))
    if not said or _HIDDEN.match(key) or key == "url":
        return []
    if (date := _DATE.fullmatch(key)) is not None:
        end = json_text.said(told.get(f"date:{date['name']}:end"))
        return [(date["name"], f"{said} – {end}" if end else said)]
    return [(key, said)]

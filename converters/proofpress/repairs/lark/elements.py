"""The elements of shared documents: boxes and columns as components, mentions, files and formulas as what they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers.html.boxes import kind_of_sign
from proofpress.repairs.components.grammar import Head, head
from proofpress.repairs.components.shown import plain
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TAG = re.compile(r"(?<!\\)<(?P<end>/?)(?P<name>[a-z]+(?:[-_][a-z]+)*+)(?=[\s/>])")
_AS_COMPONENT = {"callout": "Callout", "grid": "Columns", "columns": "Columns", "column": "Column"}
_GROUPS = frozenset(
    "text view source-synced reference-synced agenda agenda-item agenda-title agenda-content okr objective kr task"
    " mention-doc synced_block synced_block_reference".split()
)
"""Elements that show what they hold and nothing else."""
_NOT_HELD = frozenset(
    "image file whiteboard sheet bitable mindnote diagram board add-ons isv chat-card sub-page-list ai-template"
    " jira-issue mention-user".split()
)
"""Elements of what the document shows from elsewhere."""
_LINKS = frozenset(("link-preview", "iframe", "image", "file"))
_TITLED = frozenset("page database mention-page mention-database mention-data-source".split())
"""Elements that lead to another page, whose title they hold."""
_EMPTY = frozenset(("table_of_contents", "empty-block"))
_KINDS = {
    **dict.fromkeys(("bulb", "sparkles", "rocket"), "tip"),
    **dict.fromkeys(("warning", "construction"), "warning"),
    **dict.fromkeys(("exclamation", "bangbang", "fire", "star", "loudspeaker", "mega"), "important"),
    **dict.fromkeys(("x", "no_entry", "no_entry_sign", "rotating_light", "octagonal_sign", "error"), "danger"),
    **dict.fromkeys(("white_check_mark", "check", "heavy_check_mark"), "success"),
    **dict.fromkeys(("question", "grey_question", "thinking_face"), "question"),
}
"""What the name of a box's picture says of its kind; any other says that it is a note."""
_NAMED = frozenset("tip warning important danger success question note info caution".split())
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")


@dataclass(slots=True)
class _Work:
    source: Source
    seen: str
    ledger: Ledger
    changes: list[Change] = field(default_factory=list)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without them; what the document showed from elsewhere is named in the ledger."""
    if "<" not in source.text:
        return source
    work = _Work(source, lex_source(source, ANYBODYS).codeless, ledger)
    for found in _TAG.finditer(work.seen):
        name = found["name"]
        if name in _AS_COMPONENT:
            _as_component(work, found)
        elif name == "equation":
            _tag(work, found, "$")
        elif name in _GROUPS or found["end"] and name in _NOT_HELD | _LINKS:
            _tag(work, found, "")
        elif name in _TITLED and not found["end"]:
            _titled(work, found)
        elif name in _EMPTY:
            _dropped(work, found)
        elif name in ("reminder", "mention-date") or name in _NOT_HELD or name in _LINKS:
            _leaf(work, found)
    return rewrite(source, work.changes)


def _end(work: _Work, found: re.Match[str]) -> tuple[int, Head | None]:
    told = head(work.source.text, found.end())
    return (told.end if told is not None else found.end()), told


def _as_component(work: _Work, found: re.Match[str]) -> None:
    name = _AS_COMPONENT[found["name"]]
    end, told = _end(work, found)
    if told is None:
        return
    kind = ""
    if name == "Callout" and not found["end"]:
        signs = [told.attributes[key].value for key in ("emoji", "icon") if key in told.attributes]
        sign = signs[0] if signs else ""
        kind = _KINDS.get(sign) or kind_of_sign(sign) or (sign if sign in _NAMED else "note")
    said = f' type="{kind}"' if kind else ""
    work.changes.append(Change(found.start(), end, f"<{found['end']}{name}{said}>"))


def _tag(work: _Work, found: re.Match[str], sign: str) -> None:
    """Put a sign in the place of a tag, or nothing; the line that it had for itself parts what stands around it."""
    end, told = _end(work, found)
    if told is None:
        return
    work.changes.append(Change(found.start(), end, sign))
    if not found["end"]:
        work.ledger.repaired(
            work.source.span(found.start(), end),
            "an element of a shared document as what it shows",
            "共享文档的元素改为它所显示的内容",
        )


def _titled(work: _Work, found: re.Match[str]) -> None:
    """Make a link of an element that leads to a page, with the title that it holds."""
    end, told = _end(work, found)
    url = told.attributes.get("url") if told is not None else None
    if told is None or url is None:
        return
    address = re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", url.value.strip())
    close = -1 if told.alone else work.seen.find(f"</{found['name']}>", end, end + _FAR)
    title = " ".join(work.source.text[end:close].split()) if close >= 0 else ""
    end = close + len(f"</{found['name']}>") if close >= 0 else end
    shown = f"[{plain(title)}]({address})" if title else f"<{address}>"
    work.changes.append(Change(found.start(), end, shown))
    work.ledger.repaired(
        work.source.span(found.start(), end),
        "an element of a shared document as what it shows",
        "共享文档的元素改为它所显示的内容",
    )


def _dropped(work: _Work, found: re.Match[str]) -> None:
    end, told = _end(work, found)
    if told is not None:
        work.changes.append(Change(found.start(), end, ""))
        work.ledger.removed(
            work.source.span(found.start(), end), "an element that shows nothing of its own", "自身没有内容的元素"
        )


def _leaf(work: _Work, found: re.Match[str]) -> None:
    """Put what an element says itself into its place; what it shows from elsewhere is not here."""
    end, told = _end(work, found)
    if told is None:
        return
    name = found["name"]
    if not told.alone:
        close = work.seen.find(f"</{name}>", end, end + _FAR)
        told = Head(told.attributes, end, not work.seen[end:close].strip()) if close >= 0 else told

    def said(*keys: str) -> str:
        return next((one.value.strip() for key in keys if (one := told.attributes.get(key)) and one.value.strip()), "")

    span = work.source.span(found.start(), end)
    shown = _shown(name, said)
    if not told.alone and name == "mention-user":
        shown = "@"  # Its name follows.
    work.changes.append(Change(found.start(), end, shown))
    if shown:
        work.ledger.repaired(
            span, "an element of a shared document as what it shows", "共享文档的元素改为它所显示的内容"
        )
    else:
        work.ledger.doubted(
            span, "what a document shows from elsewhere, which is not here", "文档从别处引入的内容，此处没有"
        )


_FAR = 400


def _shown(name: str, said: Callable[..., str]) -> str:
    address = re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", _unquoted(said("url", "href", "src")))
    words = plain(said("name", "caption", "alt", "title", "key"))
    if name == "reminder":
        return _day(said("date"))
    if name == "mention-date":
        start, end = (" ".join(filter(None, (_day(said(edge)), said(f"{edge}Time")))) for edge in ("start", "end"))
        return f"{start} – {end}" if start and end else start or end
    if name == "image" and address:
        return f"![{words}]({address})"
    if name in _LINKS and address:
        return f"[{words}]({address})" if words else f"<{address}>"
    return words


def _day(said: str) -> str:
    found = _DAY.match(said)
    return " ".join(filter(None, found.groups())) if found is not None else ""


def _unquoted(address: str) -> str:
    return unquote(address) if re.match(r"https?%3A", address, re.I) else address

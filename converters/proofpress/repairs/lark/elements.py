"""The elements of shared documents: boxes and columns as components, mentions, files and formulas as what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers.html.boxes import kind_of_sign
from proofpress.regex import regex
from proofpress.repairs.components.grammar import Attribute, Head, head
from proofpress.repairs.components.shown import plain
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TAG = regex(r"(?<!\\)<(?P<end>/?)(?P<name>[a-z]+(?:[-_][a-z]+)*+)(?=[\s/>])")
_AS_COMPONENT = {
    "callout": "Callout",
    **dict.fromkeys(("grid", "columns", "column_list"), "Columns"),
    "column": "Column",
}
_GROUPS = frozenset(
    "text view source-synced reference-synced agenda agenda-item agenda-title agenda-content okr objective kr task"
    " mention-doc synced_block synced_block_reference meeting-notes notes transcript".split()
)
"""Elements that show what they hold and nothing else."""
_NOT_HELD = frozenset(
    "image file whiteboard sheet bitable mindnote diagram board add-ons isv chat-card sub-page-list ai-template"
    " jira-issue mention-user".split()
)
"""Elements of what the document shows from elsewhere."""
_LINKS = frozenset("link-preview link_preview iframe image file unknown".split())
_TITLED = frozenset("page database mention-page mention-database mention-data-source".split())
"""Elements that lead to another page, whose title they hold."""
_FILES = frozenset("audio video pdf".split())
"""Elements that show a file, whose caption they hold, as `file` may."""
_EMPTY = frozenset(("table_of_contents", "empty-block", "breadcrumb"))
_DATES = frozenset(("reminder", "mention-date"))
_LEAVES = _NOT_HELD | _LINKS | _DATES
_KNOWN = frozenset(("equation", *_AS_COMPONENT, *_GROUPS, *_TITLED, *_EMPTY, *_LEAVES, *_FILES))
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
_CITED = regex(r"(?P<glued>(?<=[!-~]))?+\[\^(?P<url>https?://[^\s\[\]]++)\](?!:)")
"""The mark of a work that the document names by its address."""
_DAY = regex(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")
_FAR = 400
"""How long what such an element holds may be."""


@dataclass(slots=True)
class _Work:
    source: Source
    seen: str
    ledger: Ledger
    changes: list[Change] = field(default_factory=list)

    def put(self, start: int, end: int, shown: str) -> None:
        """Put what an element shows into its place."""
        self.changes.append(Change(start, end, shown))
        self.ledger.repaired(
            self.source.span(start, end),
            "an element of a shared document as what it shows",
            "共享文档的元素改为它所显示的内容",
        )


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without them; what the document showed from elsewhere is named in the ledger."""
    work = _Work(source, lex_source(source, ANYBODYS).codeless, ledger)
    for found in _TAG.finditer(work.seen):
        name, closes = found["name"], bool(found["end"])
        if name not in _KNOWN or (told := head(source.text, found.end())) is None:
            continue
        start = found.start()
        if name in _AS_COMPONENT:
            work.changes.append(Change(start, told.end, _component(_AS_COMPONENT[name], closes, told)))
        elif name in _EMPTY:
            work.changes.append(Change(start, told.end, ""))
            ledger.removed(
                source.span(start, told.end), "an element that shows nothing of its own", "自身没有内容的元素"
            )
        elif name in _TITLED and not closes:
            _titled(work, start, name, told)
        elif (name in _FILES or name == "file" and not closes) and "src" in told.attributes:
            _titled(work, start, name, told, "src")
        elif name in _LEAVES and not closes:
            _leaf(work, start, name, told)
        elif name not in _TITLED | _FILES:
            sign = "$" if name == "equation" else ""
            if closes:
                work.changes.append(Change(start, told.end, sign))
            else:
                work.put(start, told.end, sign)
    for found in _CITED.finditer(work.seen):
        work.put(*found.span(), f"{'' if found['glued'] is None else ' '}<{found['url']}>")
    return rewrite(source, work.changes)


def _component(name: str, closes: bool, told: Head) -> str:
    """The tag of a component; a box with the kind that its picture says."""
    if name != "Callout" or closes:
        return f"<{'/' if closes else ''}{name}>"
    sign = next((told.attributes[key].value for key in ("emoji", "icon") if key in told.attributes), "")
    kind = _KINDS.get(sign) or kind_of_sign(sign) or (sign if sign in _NAMED else "note")
    return f'<{name} type="{kind}">'


def _close(work: _Work, name: str, told: Head) -> int:
    """Where the tag stands that closes an element; -1 where none does nearby."""
    return -1 if told.alone else work.seen.find(f"</{name}>", told.end, told.end + _FAR)


def _titled(work: _Work, start: int, name: str, told: Head, key: str = "url") -> None:
    """Make a link of an element that leads to a page or a file, with the title that it holds."""
    if (url := told.attributes.get(key)) is None:
        return
    address = urls.as_target(url.value.strip("{} "))
    end, title = told.end, ""
    if (close := _close(work, name, told)) >= 0:
        title = " ".join(work.source.text[told.end : close].split())
        end = close + len(f"</{name}>")
    work.put(start, end, f"[{plain(title)}]({address})" if title else f"<{address}>")


def _leaf(work: _Work, start: int, name: str, told: Head) -> None:
    """Put what an element says itself into its place; what it shows from elsewhere is not here."""
    close = _close(work, name, told)
    is_empty = not work.seen[told.end : close].strip() if close >= 0 else told.alone
    # The name of a person follows as what the element holds.
    is_captioned = name == "image" and not is_empty
    held = " ".join(work.source.text[told.end : close].split()) if is_captioned else ""
    shown = "@" if name == "mention-user" and not is_empty else _shown(name, told.attributes, held)
    if shown.startswith("!") and is_captioned:
        work.put(start, close + len(f"</{name}>"), shown)
    elif shown:
        work.put(start, told.end, shown)
    else:
        work.changes.append(Change(start, told.end, ""))
        work.ledger.doubted(
            work.source.span(start, told.end),
            "what a document shows from elsewhere, which is not here",
            "文档从别处引入的内容，此处没有",
        )


def _shown(name: str, attributes: Mapping[str, Attribute], held: str) -> str:
    def said(*keys: str) -> str:
        return next((text for key in keys if key in attributes and (text := attributes[key].value.strip())), "")

    address = urls.as_target(_unquoted(said("url", "href", "src", "source")))
    words = plain(said("name", "caption", "alt", "title", "key"))
    if name == "reminder":
        return _day(said("date"))
    if name == "mention-date":
        start, end = (" ".join(filter(None, (_day(said(edge)), said(f"{edge}Time")))) for edge in ("start", "end"))
        return f"{start} – {end}" if start and end else start or end
    if name == "image" and address:
        return f"![{plain(held) or words}]({address})"
    if name in _LINKS and address:
        return f"[{words}]({address})" if words else f"<{address}>"
    return words


def _day(said: str) -> str:
    found = _DAY.match(said)
    return " ".join(filter(None, found.groups())) if found is not None else ""


def _unquoted(address: str) -> str:
    return unquote(address) if re.match(r"https?%3A", address, re.I) else address

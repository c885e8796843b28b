"""Lines that begin with a box to tick typed as HTML, `- <input type="checkbox" checked> …`, as tasks."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_BOX = regex(
    r"[ \t>]*+(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t]++)?"
    r"(?P<box>(?:<label\b[^<>\n]*+>[ \t]*+)?<input\b(?P<said>[^<>\n]*+)>)[ \t]*+"
    r"(?!\s*(?:标签|元素|控件|(?:tag|element|input)s?\b))(?P<text>\S)",
    re.I,
)
_TYPE = regex(r"\stype\s*+=\s*+[\"']?checkbox\b", re.I)
_TICKED = regex(r"\schecked\b", re.I)


def is_one(attributes: str) -> bool:
    """Whether these are the attributes of a box to tick."""
    return _TYPE.search(attributes) is not None


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such items as tasks; a label that was opened around one is closed as HTML is."""
    if "<input" not in source.text.lower():
        return source
    lines, changes = lines_of(source), []
    for number, line in lines.prose():
        found = _BOX.match(line) if "<" in line else None
        if found is not None and is_one(found["said"]) and not lines.shown[number]:
            start, at = lines.starts[number] + found.start("box"), lines.starts[number] + found.start("text")
            item = "" if found["item"] else "- "
            changes.append(Change(start, at, f"{item}[x] " if _TICKED.search(found["said"]) else f"{item}[ ] "))
            ledger.repaired(source.span(start, at), "a box to tick; written as a task", "复选框，写作任务项")
    return rewrite(source, changes)

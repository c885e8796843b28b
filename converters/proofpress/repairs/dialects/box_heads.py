"""What stands on the first line of a box of MyST: its title, or the beginning of its text; and what folds it."""

from __future__ import annotations

from html import escape

from proofpress.evidence.wraps import columns, stops
from proofpress.readers.markdown import read_body
from proofpress.source import Source
from proofpress.tree import text_of

FOLDED = frozenset(("spoiler", "collapse", "dropdown", "toggle"))
"""What others call a disclosure, and the classes that make one of a box."""
UNNAMED = frozenset(("topic", "sidebar", "margin"))
"""Boxes that stand under their own title, if any."""
_UNTITLED = frozenset("attention caution danger error hint important note seealso tip todo warning".split())
"""Boxes that have no title by docutils, which reads the first line as text; other parsers take it for a title."""
_ENDS = frozenset(".。;；…")
_WIDE = 60
"""Columns of a line that an editor wraps, and no title fills."""
_MARKS = frozenset("*_`")


def begins_text(kind: str, words: str, below: str) -> bool:
    """Whether the words behind the name of a box begin its text: they end a sentence, or one goes on in the line below
    them (`below`)."""
    if kind not in _UNTITLED or not words:
        return False
    if words.rstrip('*_)）"”')[-1:] in _ENDS:
        return True
    return bool(below.strip()) and (
        stops(words)
        or below.lstrip('*_`(["“ \t>')[:1].islower()
        or columns(words) >= _WIDE
        or any(words.count(sign) % 2 for sign in ("**", "`"))
    )


def disclosure(around: str, title: str) -> tuple[list[str], str]:
    """The lines that open a disclosure behind `around`, and what closes it; a summary holds plain text."""
    if not _MARKS.isdisjoint(title):
        title = escape(text_of(read_body(Source("", title), {})), quote=False)
    head = [f"{around}<details>", f"{around}<summary>{title or 'Details'}</summary>", around.rstrip()]
    return head, f"{around.rstrip()}\n{around}</details>\n{around.rstrip()}"

"""Notes that stand right behind their marks, hidden until somebody asks: the mark names its note as its description."""

from __future__ import annotations

from proofpress.readers.html import note_entries, notes
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader

_HOLDERS = frozenset(("span", "small", "aside", "div"))


def note(reader: Reader, mark: Element) -> bool:
    """Write a raised mark and the note right behind it; False for any other element."""
    beside = next(mark.behind, None)
    if beside is None or beside.name not in _HOLDERS or not (ident := beside.attr("id")):
        return False
    words = mark.words()
    if not note_entries.MARK.fullmatch(words) or not any(
        ident in one.attr("aria-describedby").split() for one in (mark, *mark.all("a", "button", "span"))
    ):
        return False
    blocks = reader.inside(beside)
    if not blocks:
        return False
    reader.spoken.add(id(beside))
    notes.aside(reader, mark, words, blocks)
    return True

"""Notes that stand right behind their marks: hidden until somebody asks, where the mark names its note as its
description, or in one element with it."""

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


def with_mark(reader: Reader, element: Element) -> bool:
    """Write a note that stands in one element with its mark, which it may begin with once more (LyX); False for any
    other element."""
    if element.classes.isdisjoint(_WITH_MARKS):
        return False
    marks = [one for one in element.all("span", "sup", "a") if any(name.endswith(_MARK) for name in one.classes)]
    if not marks or id(marks[0]) in reader.spoken or not note_entries.MARK.fullmatch(words := marks[0].words().strip()):
        return False
    reader.spoken.update(map(id, marks))
    blocks = reader.inside(element)
    if blocks:
        notes.aside(reader, element, words, blocks)
    else:
        reader.spoken.difference_update(map(id, marks))
    return bool(blocks)


_WITH_MARKS = frozenset(("FootOuter", "Foot"))
_MARK = "FootMarker"

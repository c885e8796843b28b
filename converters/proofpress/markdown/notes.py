"""Later blocks of a note that stand too little in, so that they are text of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.lists import Entry, ListRun
from proofpress.markdown.signs import opening
from proofpress.markdown.trouble import EntryTrouble, Trouble

if TYPE_CHECKING:
    from proofpress.markdown.lexed import Lexed

_NOTE = opening(frozenset({"note"}))


def notes(lexed: Lexed) -> Iterator[Trouble]:
    """One trouble a note, at the first block that leaves it; none where paragraphs begin with spaces anyway."""
    lines = lexed.scan
    found = [number for number in lines.openings if _is_note(lines, number)] if lexed.dialect.notes else []
    if not found:
        return
    listed = {entry.line for run in lexed.list_runs for entry in run.entries}
    first = min(found)
    for block in lexed.blocks:
        if block.first >= first:
            break
        inside = lines.lead(block.first) - lines.boxed[block.first]
        if block.first not in listed and not lines.quotes[block.first] and 2 <= inside < 4:
            return
    for number in sorted(found):
        run = _run(lexed, number)
        # Of fences others speak.
        later = (entry for entry in run.entries[1:] if lines.kinds[entry.line] != Kind.FENCE)
        wrong = next((entry for entry in later if entry.column - entry.parent < 4), None)
        if wrong is not None:
            yield EntryTrouble("note", lines.span(wrong.line, wrong.line), run, wrong)


def _is_note(lines: Lines, number: int) -> bool:
    apart = lines.kinds[number] == Kind.TEXT and not lines.quotes[number]
    return apart and lines.indents[number] == lines.boxed[number] and _NOTE.match(lines.body(number)) is not None


def _run(lexed: Lexed, note: int) -> ListRun:
    """A note as a list of one item, with all that stands two columns in under it or further."""
    lines, column = lexed.scan, lexed.scan.indents[note]
    run = ListRun(note, note, [Entry(note, "item", 0, column, -1, column + 4)])
    ends = {fence.first: fence.last for fence in lines.fences}
    number, blank = note + 1, False
    while number < len(lines.kinds):
        kind, lead = lines.kinds[number], lines.lead(number)
        if kind == Kind.BLANK:
            blank = True
        elif kind in (Kind.FRONT, Kind.RAW) or number in lines.openings and _is_note(lines, number):
            break
        elif blank and lead < column + 2:
            break
        else:
            if blank:
                run.entries.append(Entry(number, "part", 0, lead, column, column + 4))
            blank = False
            number = ends.get(number, number)
            run.last = number
        number += 1
    return run

"""Boxes of HTML around Markdown, `<div class="alert alert-info">`, whose lines are all indented as code of the page
would be: a blank line in them ends the HTML, and what follows would be code, the closing tag with it.
"""

from __future__ import annotations

import re

from proofpress.evidence.prose import is_prose
from proofpress.ledger import Ledger
from proofpress.readers.html import boxes
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_OPENS = regex(r" {0,3}<(?P<name>div|section|aside)\b[^<>\n]*\bclass\s*=[^<>\n]*>", re.I)
_TAG = regex(r"<(?P<closes>/?)(?P<name>div|section|aside)\b", re.I)
_CODE = 4


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the lines of such boxes at the margin, and a blank line before their ends."""
    if "class" not in source.text or "</" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    ends: dict[tuple[int, int], int] = {}
    end = -1
    for number, line in enumerate(lines.all):
        if number <= end or "<" not in line or lines.code[number] or (found := _OPENS.match(line)) is None:
            continue
        if not boxes.is_named_by(found[0]):
            continue
        ends = ends or _ends(lines)
        end = ends.get((number, found.start("name") - 1), number)
        if any(not lines[at].strip() for at in range(number + 1, end)):
            changes += _at_the_margin(source, lines, number, end, ledger)
    return rewrite(source, changes)


def _ends(lines: Lines) -> dict[tuple[int, int], int]:
    """The line that closes each element that is closed, by the line and the column of its opening tag."""
    waiting: dict[str, list[tuple[int, int]]] = {}
    ends: dict[tuple[int, int], int] = {}
    for number, line in enumerate(lines.all):
        for found in _TAG.finditer(line) if "<" in line else ():
            stack = waiting.setdefault(found["name"].lower(), [])
            if not found["closes"]:
                stack.append((number, found.start()))
            elif stack:
                ends[stack.pop()] = number
    return ends


def _at_the_margin(source: Source, lines: Lines, first: int, last: int, ledger: Ledger) -> list[Change]:
    inside = [number for number in range(first + 1, last) if lines[number].strip()]
    depth = min((_indent(lines[number]) for number in inside), default=0)
    if depth < _CODE:
        depth, inside = _CODE, [number for number in inside if _is_sentence(lines, number)]
    changes = [Change(lines.starts[number], lines.starts[number] + depth, "") for number in inside]
    if changes:
        ledger.repaired(
            source.span(lines.starts[first], lines.end(last)),
            "Unexpected indentation in a box of HTML, which would be code behind a blank line; taken off",
            "HTML 提示框内的缩进会变成代码，已去掉",
            text=lines[first].strip(),
        )
    if lines[last].lstrip().startswith("</"):
        at = lines.starts[last]
        changes.append(Change(at, at + _indent(lines[last]), "" if lines.blank(last - 1) else "\n"))
    return changes


def _is_sentence(lines: Lines, number: int) -> bool:
    """Whether a line that is code says a sentence, below a line whose spaces an editor's indentation left."""
    above, line = lines[number - 1], lines[number]
    return not above.strip() and min(_indent(above), _indent(line)) >= _CODE and is_prose(line.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

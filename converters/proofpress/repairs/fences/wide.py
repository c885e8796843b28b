"""Fences behind the wide spaces that Chinese paragraphs are indented by: `　　```java` opens nothing to Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown.signs import ITEM_OR_EMPTY
from proofpress.markdown.ticks import FenceLine, fence_line
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_WIDE = regex(r"[ \t]*+\u3000[ \t\u3000]*+")
_LANGUAGE = regex(r"[\w+#.-]*+")

_BLANK = regex(r"[ \t\u3000]*+")


def narrowed(source: Source, ledger: Ledger) -> Source:
    """The source with such fences at the margin, or as deep as the item above, and their code moved with them."""
    if "\u3000" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last, wide in _blocks(lines):
        margin = " " * _item(lines, first)
        code = [number for number in range(first + 1, last) if lines[number].strip()]
        taken = {number: _shared(lines[number], wide) for number in code}
        whole = all(columns >= _columns(wide) for _, columns in taken.values())
        for number in (first, *code, last):
            size = taken[number][0] if number in taken else len(_BLANK.match(lines[number])[0])  # type: ignore[index]
            at = lines.starts[number]
            changes.append(Change(at, at + (size if whole or number not in taken else 0), margin))
        ledger.repaired(
            source.span(lines.starts[first], lines.end(last)),
            "a fence behind wide spaces, which Markdown does not see",
            "围栏前有全角空格，Markdown 不识别",
            text="",
        )
    return rewrite(source, changes)


def _blocks(lines: Lines) -> Iterator[tuple[int, int, str]]:
    """The first and last lines of blocks with such a fence, and what stands before the first."""
    ticks: list[tuple[FenceLine, str]] = []
    for number, line in enumerate(lines.all):
        found = _WIDE.match(line)
        tick = fence_line(number, line[found.end() :] if found else line)
        if tick and (not found or not tick.prefix and _LANGUAGE.fullmatch(tick.info.strip())):
            ticks.append((tick, found[0] if found else ""))
    opened: tuple[FenceLine, str] | None = None
    for place, (tick, wide) in enumerate(ticks):
        if opened is None:
            opened = (tick, wide)
        elif tick.closes(opened[0]):
            after = ticks[place + 1][0] if place + 1 < len(ticks) else None
            if wide and not opened[1] and after is not None and after.bare:
                continue
            if wide or opened[1]:
                yield opened[0].number, tick.number, opened[1]
            opened = None


def _shared(line: str, wide: str) -> tuple[int, int]:
    """How many characters of space a line begins with, and the columns they take, up to those of the fence's."""
    size = columns = 0
    for char in line:
        if columns >= _columns(wide) or not _BLANK.fullmatch(char):
            break
        size, columns = size + 1, columns + _columns(char)
    return size, columns


def _columns(space: str) -> int:
    return len(space) + space.count("\u3000") + 3 * space.count("\t")


def _item(lines: Lines, number: int) -> int:
    """The columns of the content of the item right above a line; 0 where none stands there."""
    above = lines[number - 1] if number else ""
    found = ITEM_OR_EMPTY.match(above, len(above) - len(above.lstrip(" ")))
    return found.end() if found else 0

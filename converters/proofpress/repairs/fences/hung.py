"""Fences that an item of an outline opens behind its marker while their code stands at the margin, as Roam exports
them: the last line of the code has the closing fence at its end."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown.signs import TICKS
from proofpress.markdown.ticks import FenceLine
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_MARKER = regex(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]++")
_LAST = regex(rf"(?P<code>.*[^\s`])(?P<mark>{TICKS})[ \t]*")


def hung(source: Source, ledger: Ledger) -> Source:
    """The source with the code of each such fence as deep as its fence, and the closing one on a line of its own."""
    lines = lines_of(source)
    fences = {fence.number: fence for fence in lines.fence_lines}
    changes: list[Change] = []
    opened: FenceLine | None = None
    after = 0
    for number, fence in fences.items():
        if number < after:
            continue
        if opened is not None:
            opened = None if fence.closes(opened) else opened
        elif _MARKER.fullmatch(fence.prefix) and (last := _last(lines, fences, fence)) is not None:
            changes += _moved(lines, fence, last)
            ledger.repaired(
                source.span(lines.starts[number], lines.end(last)),
                "code of an item that stood at the margin",
                "列表项中的代码原先顶格书写",
                text="",
            )
            after = last + 1
        else:
            opened = fence
    return rewrite(source, changes)


def _last(lines: Lines, fences: dict[int, FenceLine], opened: FenceLine) -> int | None:
    """The line that ends the code behind a fence, where a line of the code is not as deep as the fence."""
    shallow = False
    for number in range(opened.number + 1, len(lines)):
        line = lines[number]
        if (fence := fences.get(number)) is not None:
            return number if shallow and fence.closes(opened) and not fence.prefix.strip() else None
        shallow = shallow or bool(line.strip()) and _columns(line) < opened.indent
        if opened.mark in line:
            found = _LAST.fullmatch(line)
            whole = found and found["mark"] == opened.mark and opened.mark not in found["code"]
            return number if shallow and whole else None
    return None


def _moved(lines: Lines, opened: FenceLine, last: int) -> list[Change]:
    margin = re.sub(r"\S", " ", opened.prefix)
    made: list[Change] = []
    for number in range(opened.number + 1, last + 1):
        line, start = lines[number], lines.starts[number]
        if number == last and (found := _LAST.fullmatch(line)):
            at = start + found.start("mark")
            made += [Change(start, start, margin), Change(at, at, f"\n{margin}")]
        elif number == last:
            made.append(Change(start, start + len(line) - len(line.lstrip()), margin))
        elif line.strip():
            made.append(Change(start, start, margin))
    return made


def _columns(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))

"""Every block closed where it most likely ends, and outer fences longer than the ones inside."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from proofpress.languages import is_markdown, is_text, lexer
from proofpress.ledger import Ledger
from proofpress.markdown.info import listing_at
from proofpress.markdown.ticks import FenceLine
from proofpress.repairs.fences.prose import end_of_code, language
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source


@dataclass(slots=True)
class _Open:
    """A fenced block that is being read, and the longest mark of the fences inside it."""

    fence: FenceLine
    longest: int = 0


def paired(source: Source, ledger: Ledger) -> Source:
    """Every block closed where it most likely ends, and outer fences longer than the ones inside."""
    lines = lines_of(source)
    changes: list[Change] = []
    stack: list[_Open] = []
    fences = lines.fence_lines
    levels = _Levels(fences)
    for index, fence in enumerate(fences):
        top = stack[-1] if stack else None
        if top is None:
            stack.append(_Open(fence))
        elif fence.closes(top.fence):
            stack.pop()
            if stack:
                stack[-1].longest = max(stack[-1].longest, len(fence.mark), len(top.fence.mark))
            elif top.longest >= len(top.fence.mark):
                changes.extend(_longer(source, lines, top, fence, ledger))
        elif fence.bare or fence.mark[0] != top.fence.mark[0] or len(fence.mark) < len(top.fence.mark):
            continue
        elif not language(fence.info):
            continue
        elif is_markdown(top.fence.lang) and levels.closes_twice(index, fence.mark[0]):
            stack.append(_Open(fence))
        elif len(stack) == 1:
            if _looks_closed(lines, fences, index, top):
                continue
            changes.extend(_closed(source, lines, top.fence, fence.number - 1, ledger))
            stack = [_Open(fence)]
    if stack:
        changes.extend(_closed(source, lines, stack[0].fence, len(lines) - 1, ledger))
    return rewrite(source, changes)


class _Levels:
    """How many blocks would stand open behind each fence if every one with a language opened one and every bare one
    closed one."""

    def __init__(self, fences: list[FenceLine]) -> None:
        self._level: list[int] = []
        self._places: dict[tuple[str, int], list[int]] = {}
        levels = {"`": 0, "~": 0}
        for place, fence in enumerate(fences):
            char = fence.mark[0]
            step = -1 if fence.bare else 1 if language(fence.info) else 0
            levels[char] += step
            self._level.append(levels[char])
            if step:
                self._places.setdefault((char, levels[char]), []).append(place)

    def closes_twice(self, place: int, char: str) -> bool:
        """Whether the block that opens at a place, and the one around it,
        are both closed before another opens in it."""
        level = self._level[place]
        outer, deeper = self._next(place, char, level - 2), self._next(place, char, level + 1)
        return outer is not None and (deeper is None or outer < deeper)

    def _next(self, place: int, char: str, level: int) -> int | None:
        places = self._places.get((char, level), [])
        index = bisect_right(places, place)
        return places[index] if index < len(places) else None


_SHOW_FENCES = frozenset("bash console restructuredtext org html vue jsx tsx".split())
"""Languages beside Markdown in whose listings a fence may stand."""


def _looks_closed(lines: Lines, fences: list[FenceLine], index: int, top: _Open) -> bool:
    """Whether a fence with a language inside another block is part of its text (a listing of Markdown,
    a here-document)."""
    if not is_markdown(top.fence.lang) and not is_text(top.fence.lang) and lexer(top.fence.lang) not in _SHOW_FENCES:
        return False
    following = fences[index + 1 : index + 3]
    if not following or not following[0].bare:
        return False
    if is_markdown(top.fence.lang):
        return len(following) == 2 and following[1].bare
    return end_of_code(lines, top.fence, fences[index].number - 1) is None and len(following) == 2 and following[1].bare


def _longer(source: Source, lines: Lines, top: _Open, close: FenceLine, ledger: Ledger) -> list[Change]:
    """The outer fences of a block, one longer than the longest fence inside."""
    mark = top.fence.mark[0] * (max(top.longest, len(top.fence.mark)) + 1)
    made: list[Change] = []
    for fence in (top.fence, close):
        start = lines.starts[fence.number] + len(fence.prefix)
        made.append(Change(start, start + len(fence.mark), mark))
    span = source.span(lines.starts[top.fence.number], lines.end(close.number))
    ledger.repaired(
        span,
        "a code block inside a code block of the same fence: the outer fence is longer now",
        "代码块里套了同样长的围栏，外层已加长",
        text=top.fence.mark,
    )
    return made


def _closed(source: Source, lines: Lines, opened: FenceLine, last: int, ledger: Ledger) -> list[Change]:
    """A closing fence behind the line where an open block most likely ends; none where it holds nothing."""
    end = end_of_code(lines, opened, last)
    after = last if end is None else end
    while after > opened.number and lines.blank(after):
        after -= 1
    if after == opened.number:
        start, stop = lines.whole(opened.number, opened.number)
        if (at := listing_at(opened.info)) >= 0:
            start += len(opened.prefix)
            stop = start + len(opened.mark) + at
            ledger.removed(source.span(start, stop), "a code fence that opens nothing", "没有内容的代码围栏")
            return [Change(start, stop, "")]
        ledger.removed(source.span(start, stop), "a code fence that opens nothing", "没有内容的代码围栏")
        return [Change(start, stop, "\n")]
    at = lines.end(after)
    line = source.position(source.span(at, at).start).line
    ledger.doubted(
        source.span(lines.starts[opened.number], lines.end(opened.number)),
        f"this code block was never closed; it now ends behind line {line}",
        f"代码块没有结束围栏，现在在第 {line} 行之后结束",
    )
    prefix = re.sub(r"[-*+]|\d{1,9}+[.)]", lambda found: " " * len(found[0]), opened.prefix)
    return [Change(at, at, f"\n{prefix}{opened.mark}\n")]

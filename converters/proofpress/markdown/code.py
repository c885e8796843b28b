"""Inline code."""

from __future__ import annotations

from proofpress.regex import regex
from proofpress.source import Span

_TICKS = regex(r"`+")


def code_spans(text: str, flow: Span) -> list[Span]:
    """CommonMark's and Python-Markdown's code spans: a run of backticks up to the next run of the same length. A
    backslash takes the first sign of a run that would open one; in code it is a backslash."""
    runs: list[tuple[int, int, int]] = []
    for found in _TICKS.finditer(text, flow.start, flow.end):
        start = found.start()
        slashes = 0
        while start - slashes - 1 >= flow.start and text[start - slashes - 1] == "\\":
            slashes += 1
        escaped = slashes % 2
        runs.append((start, found.end() - start, escaped))
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1], []).append(index)
    made: list[Span] = []
    at = 0
    while at < len(runs):
        start, whole, escaped = runs[at]
        length = whole - escaped
        same = later.get(length, [])
        while same and same[-1] <= at:
            same.pop()
        if length and same:
            end = same[-1]
            made.append(Span(start + escaped, runs[end][0] + length))
            at = end + 1
        else:
            at += 1
    return made

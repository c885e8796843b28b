"""Flat items and how deep each stands → lists inside lists."""

from __future__ import annotations

from typing import NamedTuple

from proofpress.tree import Item, List


class Entry(NamedTuple):
    """An item, its level (0 for the outermost), and the number that its list begins with (None for a bullet)."""

    item: Item
    level: int
    number: int | None


def lists(entries: list[Entry]) -> list[List]:
    """Lists nested as the levels say; a level that is skipped counts for one, bullets and numbers part."""
    made: list[List] = []
    base = min(entry.level for entry in entries)
    open_ones: list[tuple[int, list[Entry]]] = [(base, [])]

    def close() -> None:
        _, inner = open_ones.pop()
        outer = open_ones[-1][1]
        nested = _parted(inner)
        last, level, number = outer[-1]
        span = last.span.cover(nested[-1].span)
        outer[-1] = Entry(Item((*last.children, *nested), last.checked, span=span), level, number)

    for entry in entries:
        while len(open_ones) > 1 and entry.level <= open_ones[-2][0]:
            close()
        if len(open_ones) > 1 and entry.level < open_ones[-1][0]:
            open_ones[-1] = (entry.level, open_ones[-1][1])
        if entry.level > open_ones[-1][0] and open_ones[-1][1]:
            open_ones.append((entry.level, []))
        open_ones[-1][1].append(entry)
    while len(open_ones) > 1:
        close()
    made.extend(_parted(open_ones[0][1]))
    return made


def _parted(entries: list[Entry]) -> list[List]:
    """One list for each run of bullets or of numbers that go on."""
    runs: list[list[Entry]] = []
    for entry in entries:
        if runs and runs[-1][-1].number == entry.number:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [
        List(tuple(entry.item for entry in run), run[0].number, span=run[0].item.span.cover(run[-1].item.span))
        for run in runs
    ]

"""Which tab names which panel, by the roles that a page's elements bear: a list of tabs stands somewhere before its
panels, each in frames of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from proofpress.readers.html import hidden
from proofpress.readers.html.dom import Element, Page, once

_FRAMES = 4
"""So many elements up from a list of tabs, one holds its panels too, unless the tabs say whose they are."""
_LONGEST_NAME = 60
_LEADS = (*hidden.TARGETS, "href")

Pairs = list[tuple[Element, Element]]
"""A panel and the tab that names it."""


@once
def sets(page: Page) -> dict[int, Pairs]:
    """The panels of each list of tabs, by its `id` and by that of each element that frames it and says nothing more."""
    found: dict[int, Pairs] = {}
    if "tabpanel" not in page.source.text or "tablist" not in page.source.text:
        return found
    parts = [one for one in page.root.all() if one.attr("role") in ("tablist", "tabpanel")]
    starts = [one.start for one in parts]
    by_ident = {ident: one for one in parts if one.attr("role") == "tabpanel" and (ident := one.attr("id"))}
    for row in parts:
        if row.attr("role") != "tablist":
            continue
        tabs = [one for one in row.all() if one.attr("role") == "tab"]
        if len(tabs) < 2 or not all(0 < len(tab.brief()) <= _LONGEST_NAME for tab in tabs) or _says_more(row, tabs):
            continue
        behind = _behind(parts, starts, row, len(tabs))
        named = [by_ident[ident] for tab in tabs if (ident := _leads_to(tab, by_ident))]
        panels = named if len(set(map(id, named))) == len(tabs) else _near(row, behind)
        if len(panels) != len(tabs) or any(panel.start < row.end for panel in panels):
            continue
        pairs = list(zip(panels, tabs, strict=True))
        frame: object = row
        while isinstance(frame, Element) and (frame is row or frame.words() == row.words()):
            found[id(frame)] = pairs
            frame = frame.parent if frame.end - frame.start < _WIDEST else None
    return found


_WIDEST = 20_000


def _says_more(row: Element, tabs: Iterable[Element]) -> bool:
    """Whether a list of tabs holds words that no tab says."""
    return "".join(row.words().split()) != "".join("".join(tab.words().split()) for tab in tabs)


def _leads_to(tab: Element, panels: dict[str, Element]) -> str:
    """The id of the panel that a tab says it shows."""
    idents = (one.attr(key).strip().removeprefix("#") for one in (tab, *islice(tab.all("a"), 1)) for key in _LEADS)
    return next((ident for ident in idents if ident in panels), "")


def _behind(parts: list[Element], starts: list[int], row: Element, most: int) -> list[Element]:
    """The panels behind a list of tabs and before the next one, not those inside of others; one more than `most` at
    the most."""
    found: list[Element] = []
    at = bisect_left(starts, row.end)
    while at < len(parts) and len(found) <= most and parts[at].attr("role") == "tabpanel":
        found.append(parts[at])
        at = bisect_left(starts, parts[at].end)
    return found


def _near(row: Element, panels: list[Element]) -> list[Element]:
    """Those of the panels that stand in the nearest element around the list of tabs that holds any."""
    for frame in islice(row.parents, _FRAMES):
        if isinstance(frame, Element) and (held := [panel for panel in panels if panel.end <= frame.end]):
            return held
    return []

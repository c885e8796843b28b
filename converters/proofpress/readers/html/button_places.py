"""Where a button is what a part of the text is about: alone in a heading or a term, or in its own cell of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import has_letters
from proofpress.words.controls import INTERFACE

_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
"""Elements that name what stands below them."""
_CELLS = frozenset(("td", "th"))
_CONTROLS = frozenset(("button", "select", "input", "textarea", "script", "style", "template"))
_MOST = 12
"""So many cells of a row, and elements of a cell, are looked at."""


def heads(element: Element, place: Element) -> bool:
    """Whether a button is all that a heading or a term says."""
    return place.name in _HEADS and is_name(said := place.words()) and said == element.words()


def is_name(label: str) -> bool:
    """Whether a label is none of the buttons that pages have."""
    return has_letters(label) and INTERFACE.regex.match(label.strip()) is None


def names_row(element: Element, cell: Element) -> bool:
    """Whether a button tells its row of a table from those beside it, and another cell says something of it."""
    row = cell.parent
    if cell.name not in _CELLS or not isinstance(row, Element) or row.name != "tr":
        return False
    cells = _cells(row)
    at = next((at for at, one in enumerate(cells) if one is cell), -1)
    if at < 0 or not any(has_letters(_said(one)) for one in cells if one is not cell):
        return False
    beside = [_cells(one) for one in (_row(row.previous_siblings), _row(row.next_siblings)) if one is not None]
    others = [set(_labels(one[at])) for one in beside if at < len(one)]
    return tells_apart(element.brief(), others, leads=at == 0)


def tells_apart(label: str, others: Collection[Collection[str]], *, leads: bool) -> bool:
    """Whether a label is no button of every row: the rows beside it have others, `others`, in its column, or it stands
    in the first column, which says what a row is about."""
    if not has_letters(label) or any(label in one for one in others):
        return False
    return any(others) or leads and (bool(others) or is_name(label))


def _cells(row: Element) -> list[Element]:
    return list(islice((one for one in row.elements if one.name in _CELLS), _MOST))


def _row(siblings: Iterator[object]) -> Element | None:
    near = (one for one in islice(siblings, _MOST) if isinstance(one, Element))
    return next((one for one in near if one.name == "tr"), None)


def _labels(cell: Element) -> Iterator[str]:
    return (one.brief() for one in islice(cell.all("button"), _MOST))


def _said(cell: Element) -> str:
    """The words of a cell that are in no control."""
    return "".join(
        node
        for node in islice(cell.descendants, 2 * _MOST)
        if isinstance(node, Chars) and (node.parent is None or node.parent.name not in _CONTROLS)
    )

"""Tables that a page draws with one block a cell and none a row: the first cells say that they are heads, and the
classes of all others repeat with each row."""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex

_HEAD = regex(r"(?:^|[-_])(?:header|head|heading|thead|th)(?:$|[-_])|[a-z]Head(?:er|ing)?(?:$|[-_A-Z])")
_COLUMNS = regex(r"grid-template-columns\s*:\s*(?:repeat\(\s*(\d{1,2})\s*,|([^;(]+))", re.I)
_CELLS = frozenset(("div", "span", "p"))
_WIDEST = 12
_TOO_MUCH = frozenset("h1 h2 h3 h4 h5 h6 table section article form".split())


def rows(element: Element) -> tuple[tuple[Element, ...], ...]:
    """The rows of such a table, its head first; none for any other element."""
    cells = _cells(element)
    wide = next((at for at, cell in enumerate(cells) if not _is_head(cell)), 0)
    if not 1 < wide <= _WIDEST or len(cells) % wide or len(cells) < 2 * wide:
        return ()
    body = cells[wide:]
    if any(_is_head(cell) for cell in body) or not (_repeat(body, wide) or _columns(element) == wide):
        return ()
    if any(one.name in _TOO_MUCH for one in element.all()):
        return ()
    return tuple(tuple(cells[at : at + wide]) for at in range(0, len(cells), wide))


def _cells(element: Element) -> list[Element]:
    """The children of an element, where the first is a head and all are blocks without text between them."""
    first = next(element.elements, None)
    if first is None or first.name not in _CELLS or not _is_head(first):
        return []
    if any(type(node) is Chars and not node.isspace() for node in element.contents):
        return []
    cells = list(element.elements)
    return cells if all(cell.name == first.name for cell in cells) else []


def _is_head(cell: Element) -> bool:
    return any(_HEAD.search(name) for name in cell.classes)


def _repeat(body: list[Element], wide: int) -> bool:
    """Whether every column has a class that all of its cells have, and no cell of another column."""
    columns = [body[at::wide] for at in range(wide)]
    common = [frozenset.intersection(*(cell.classes for cell in column)) for column in columns]
    given = [frozenset().union(*(cell.classes for cell in column)) for column in columns]
    return all(common[at] - frozenset().union(*(given[:at] + given[at + 1 :])) for at in range(wide))


def _columns(element: Element) -> int:
    """How many columns the style of an element gives it; 0 where it says nothing of them."""
    found = _COLUMNS.search(element.attr("style"))
    return 0 if found is None else int(found[1]) if found[1] else len(found[2].split())

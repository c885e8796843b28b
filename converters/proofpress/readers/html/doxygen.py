"""What Doxygen writes beside an author's text: listings of lines in folds, declarations as tables, boxes as lists of
definitions, and what is shown while the mouse is over a name."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.readers.html import boxes
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Code

TOOLTIP = frozenset(("ttc",))
PROTOTYPE = frozenset(("memname",))
"""The table that sets out a declaration."""


def tooltip(reader: Reader, element: Element) -> bool:
    """Leave out what is shown while the mouse is over a name in a listing."""
    reader.drop(element, "shown while the mouse is over a name", "鼠标悬停时才显示的说明")
    return True


def prototype(reader: Reader, element: Element) -> None:
    """Write the declaration that a table sets out, a parameter a row, as one line of code."""
    rows = (" ".join(words for cell in row.all("td") if (words := cell.words())) for row in element.all("tr"))
    said = " ".join(filter(None, rows)).replace("( ", "(").replace(" )", ")")
    if said:
        reader.out.block(Code(said, "", span=reader.span(element)))


def section(reader: Reader, element: Element) -> bool:
    """Write a `<dl class="section warning">` as the box that it is; False for any other list."""
    kind = " ".join(element.classes - {"section"})
    if "section" not in element.classes or not boxes.is_kind(kind):
        return False
    parts = list(element.elements)
    if [part.name for part in parts] != ["dt", "dd"]:
        return False
    if blocks := reader.inside(parts[1]):
        reader.out.block(boxes.boxed(parts[0].words(), kind, blocks, reader.span(element)))
    return True


def lines(element: Element) -> Iterator[Element | None]:
    """The lines of a listing, those in folds among them; None for anything else, and nothing for a tooltip."""
    for child in element.contents:
        if isinstance(child, Chars):
            if not child.isspace():
                yield None
        elif isinstance(child, Element) and TOOLTIP.isdisjoint(child.classes):
            if any(name.endswith("line") for name in child.classes):
                yield child
            elif child.name == "div" and child.contents and "foldopen" in child.classes:
                yield from lines(child)
            else:
                yield None

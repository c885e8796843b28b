"""Boxes that are set out as tables: DocBook's and AsciiDoctor's, a cell for the icon beside those of title and text."""

from __future__ import annotations

from proofpress.readers.html.dom import Chars, Element


def drawn(element: Element, title: Element | None) -> tuple[Element | None, Element | None, Element]:
    """The cell for the icon, the cell of the title and that of the text, where a box is no more than a table
    of these below its title; the whole element where it is anything else."""
    held = [node for node in _shown(element) if node is not title]
    while len(held) == 1 and isinstance(inner := held[0], Element) and inner.name in ("table", "tbody"):
        held = _shown(inner)
    cells: list[Element | Chars] = []
    for row in held:
        if not isinstance(row, Element) or row.name != "tr":
            return None, None, element
        cells += _shown(row)
    match cells:
        case [Element(name="td") as icon, Element(name="td") as text] if _is_icon(icon):
            return icon, None, text
        case [Element(name="td") as icon, Element(name="th") as heading, Element(name="td") as text] if _is_icon(icon):
            return icon, heading, text
        case _:
            return None, None, element


def _is_icon(cell: Element) -> bool:
    """Whether the cell is there for a sign: by its class, or since it holds a picture beside all rows of the box."""
    return "icon" in cell.classes or cell.is_wordless and "rowspan" in cell.attrs


def _shown(element: Element) -> list[Element | Chars]:
    """What an element holds, but for the widths of its columns."""
    return [node for node in element.shown if not isinstance(node, Element) or node.name != "colgroup"]

"""What Doxygen writes beside an author's text: listings of lines in folds, declarations as tables, boxes as lists of
definitions, and what is shown while the mouse is over a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.readers.html import boxes
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Code, Inline, InlineCode, Item, List, Paragraph, Text, text_of

TOOLTIP = frozenset(("ttc",))
PROTOTYPE = frozenset(("memname",))
"""The table that sets out a declaration."""
_MORE = regex(r"(?:more|更多|详细|詳細)\s*(?:\.{3}|…)", re.I)
_LEFT = frozenset(("memItemLeft", "memTemplItemLeft"))
_SAID = frozenset(("mdescRight",))


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


def members(reader: Reader, element: Element) -> bool:
    """Write the declarations of a `<table class="memberdecls">` as a list, with what is said of each below it and what
    stands over them as it is; False for any other table."""
    if "memberdecls" not in element.classes or next(element.all("table"), None) is not None:
        return False
    items: list[Item] = []
    template: tuple[Inline, ...] = ()
    for row in element.all("tr"):
        cells = [cell for cell in row.elements if cell.name in ("td", "th")]
        names = frozenset().union(*(cell.classes for cell in cells))
        span = reader.span(row)
        for arrow in row.all("img") if "inherit_header" in row.classes else ():
            reader.spoken.add(id(arrow))
            reader.ledger.removed(reader.span(arrow), "the arrow of a fold", "折叠处的箭头")
        if names & _LEFT:
            said = _joined(reader, cells, template)
            template = ()
            if said:
                items.append(Item((Paragraph(said, span=span),), span=span))
        elif names & _SAID and items:
            blocks = tuple(block for cell in cells for block in reader.inside(cell))
            last = items[-1]
            items[-1] = Item((*last.children, *blocks), span=last.span.cover(span))
        elif "memTemplParams" in names:
            template = _joined(reader, cells, ())
        elif blocks := tuple(block for cell in cells for block in reader.inside(cell)):
            _write(reader, items)
            for block in blocks:
                reader.out.block(block)
    _write(reader, items)
    return True


def parameters(reader: Reader, element: Element) -> bool:
    """Write a table of parameters as a list: which way each goes, its name, what it is; False for any other table."""
    if _PARAMETERS.isdisjoint(element.classes):
        return False
    rows = [list(row.elements) for row in element.all("tr")]
    if not rows or not all(row and any("paramname" in cell.classes for cell in row) for row in rows):
        return False
    items: list[Item] = []
    for row in rows:
        at = next(at for at, cell in enumerate(row) if "paramname" in cell.classes)
        name = row[at]
        span = reader.span(name)
        head = (*_joined(reader, row[:at], ()), Text(" ", span=span)) if row[:at] else ()
        head = (*head, InlineCode(name.words(), span=span))
        said = _joined(reader, row[at + 1 :], ())
        items.append(Item((Paragraph((*head, Text(": ", span=span), *said) if said else head, span=span),), span=span))
        reader.spoken.add(id(name))
    _write(reader, items)
    return True


_PARAMETERS = frozenset(("params", "retval", "tparams", "exception"))


def _joined(reader: Reader, cells: list[Element], before: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What stands before, and what cells hold, as one line."""
    parts = [part for part in (before, *map(reader.inlines, cells)) if text_of(part).strip()]
    made: list[Inline] = []
    for part in parts:
        if made:
            made.append(Text(" ", span=part[0].span))
        made.extend(part)
    return tuple(made)


def _write(reader: Reader, items: list[Item]) -> None:
    if items:
        reader.out.block(List(tuple(items), None, span=items[0].span.cover(items[-1].span)))
        items.clear()


def leads_below(reader: Reader, element: Element) -> bool:
    """Whether a link, the last of a short description, leads to the long one on the same page."""
    place = element.attr("href").rpartition("#")[2]
    parent = element.parent
    return (
        _MORE.fullmatch(element.words()) is not None
        and isinstance(parent, Element)
        and (place == "details" or not parent.classes.isdisjoint(_SAID))
        and f"#{place}" in reader.page.places
    )


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

"""Where a control is what a part of the text is about: alone in a heading or a term, in its own cell of a table,
behind its label in an item of a list, or below the sentence that leads to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from proofpress.evidence import chinese
from proofpress.readers.html.control_words import FIELDS, label_of
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import has_letters
from proofpress.regex import regex
from proofpress.words.controls import BAR, INTERFACE

_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
"""Elements that name what stands below them."""
_CELLS = frozenset(("td", "th"))
_LEADS_ON = regex(
    r"\b(?:the|an?|see|press|click|choose|select|use|on|with|of|for|to|by)\s+$|[点按击选用看到见的]\s*$", re.I
)
"""How a heading goes on with the name of a button."""
_CONTROLS = frozenset(("button", "select", "input", "textarea", "script", "style", "template"))
_LABELLED = regex(r"\w[)）\"”」']?\s*[:：]\s*$")
"""A label that names what stands behind it."""
_SHOWN = frozenset(
    "type value placeholder readonly disabled checked selected min max step size rows cols maxlength"
    " multiple class style width".split()
)
"""What a control has that is shown and not used: no name, no id, no script."""
_NOT_TEXT = frozenset(("form", "nav", "table"))
_LEADS = frozenset("p h2 h3 h4 h5 h6 label span b strong li dt".split())
_WRITTEN = frozenset(("p", "li", "dd"))
_OF_PAGE = regex(r"\b(?:share|follow|subscrib\w+|sign|log)\b|分享|转发|关注|订阅|点赞|登录|注册", re.I)
_SENTENCE, _FEWEST = 5, 3
"""So many signs of Chinese, or words, are more than a label."""
_NEAR = 6
_MOST = 12
"""So many cells of a row, and elements of a cell, are looked at."""


def heads(element: Element, place: Element) -> bool:
    """Whether a button is all that a heading or a term says."""
    return place.name in _HEADS and is_name(said := place.words()) and said == label_of(element)


def ends_heading(label: str, place: Element, before: str) -> bool:
    """Whether a button's label is the last word of a heading."""
    return place.name in _HEADS and is_name(label) and _LEADS_ON.search(before) is not None


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
    return tells_apart(label_of(element), others, leads=at == 0)


def is_shown(field: Element) -> bool:
    """Whether no script hears what is put into a field that shows words, and they are none that pages have."""
    label = label_of(field).strip()
    heard = any(key.startswith("on") for key in field.attrs)
    return label != "" and not heard and INTERFACE.regex.match(label) is None


def shows_value(field: Element, place: Element) -> bool:
    """Whether a field shows in its cell what a row of a table speaks of."""
    cell = place if place.name in _CELLS else place.parent
    row = cell.parent if isinstance(cell, Element) and cell.name == "td" else None
    return (
        isinstance(row, Element)
        and row.name == "tr"
        and is_shown(field)
        and any(has_letters(_said(one)) for one in _cells(row) if one is not cell)
        and (_row(row.previous_siblings) or _row(row.next_siblings) or _below_head(row)) is not None
    )


def _below_head(row: Element) -> Element | None:
    """The head of a table above the first rows of its body."""
    near = islice(row.parent.previous_siblings, _MOST) if isinstance(row.parent, Element) else ()
    return next((one for one in near if isinstance(one, Element) and one.name == "thead"), None)


def is_labelled(control: Element, before: str, behind: str) -> bool:
    """Whether a label alone stands before a control that is bound to nothing, and is none that pages have."""
    return is_free(control) and not behind.strip() and _LABELLED.search(before) is not None


def led_to(control: Element) -> Element | Chars | None:
    """What stands right before a control in its line, or above its paragraph or its list, beside other controls."""
    above = [one for one in islice(control.parents, _MOST) if isinstance(one, Element)]
    if any(one.name in _NOT_TEXT for one in above):
        return None
    places = [one for one in (control, *above[:2]) if one.name != "li"]
    before = next((found for one in places if (found := _beside(one)) is not None), None)
    return before if not isinstance(before, Element) or before.name in _LEADS else None


def _beside(element: Element) -> Element | Chars | None:
    """What stands right before an element in what holds both."""
    for one in islice(element.previous_siblings, _NEAR):
        if isinstance(one, Element) and one.name not in _CONTROLS or isinstance(one, Chars) and not one.isspace():
            return one
    return None


def is_unbound(control: Element) -> bool:
    """Whether a control is bound to nothing: it has only what is shown."""
    return _SHOWN.issuperset(control.attrs)


def is_free(control: Element) -> bool:
    """Whether a control that is bound to nothing shows words that none of a page has, a field a value."""
    label = label_of(control).strip()
    return is_unbound(control) and (
        is_name(label) or control.name in FIELDS and label != "" and INTERFACE.regex.match(label) is None
    )


def is_announced(control: Element, place: Element | None) -> bool:
    """Whether a control that is bound to nothing stands below a sentence that ends with a colon, alone in its paragraph
    or its item or between these, and is none that pages have."""
    if not is_free(control) or place is not None and place.name in _WRITTEN and any(map(str.isalnum, _said(place))):
        return False
    before = led_to(control)
    return isinstance(before, Element) and before.name == "p" and announces(before.words())


def announces(said: str) -> bool:
    """Whether a text is a sentence that leads to what stands below it, and speaks of no control of the page."""
    led = said.rstrip().rstrip(":：")
    if led == said.rstrip() or _OF_PAGE.search(led) or INTERFACE.regex.match(led) or BAR.regex.match(led):
        return False
    return chinese.count(led) >= _SENTENCE or len(led.split()) >= _FEWEST


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
    return (label_of(one) for one in islice(cell.all("button", *FIELDS), _MOST))


def _said(cell: Element) -> str:
    """The words of a cell that are in no control."""
    return "".join(
        node
        for node in islice(cell.descendants, 2 * _MOST)
        if isinstance(node, Chars) and (node.parent is None or node.parent.name not in _CONTROLS)
    )

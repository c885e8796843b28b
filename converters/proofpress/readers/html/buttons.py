"""Buttons and fields: the words of a sentence, or of a link, that an author drew as one; else controls of the page."""

from __future__ import annotations

import re
from itertools import islice

from proofpress import urls
from proofpress.ledger import CONTROL
from proofpress.markdown.html import BLOCKS
from proofpress.readers.html import button_places
from proofpress.readers.html.control_words import FIELDS, label_of
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.words.controls import INTERFACE

SHOWN = ("a field or a menu in a sentence; the words that it shows kept", "句子中的输入框或菜单，已保留其显示的文字")
KEPT = ("the words of a button beside a sentence; kept", "句子旁的按钮文字，已保留")
_ACTS = regex(
    r"copy|clipboard|share|clos(?:e|ing)|hide|reveal|toggle|dismiss|collaps|subscri|feedback|\blikes?\b", re.I
)
"""What a script does with a button that belongs to the page, as its names say."""
_NO_NAMES = ("onclick", "value", "placeholder")
"""Attributes that hold a script, or words for readers."""
_SPOKEN = ("title", "aria-label")
"""Attributes that say what a sign does, in a sentence that points at it as well."""
_UNSEEN = frozenset(("a", "button", "select", "input", "textarea", "script", "style", "svg", "template"))
"""What is no part of a sentence around a button: other controls, and links, of which a menu is made."""
_PRESSED = frozenset(("button", "submit", "reset"))
"""What an `<input>` that is a button says it is."""
_WRITTEN = frozenset(("p", "li", "dd", "blockquote"))
"""Elements of text; others may be a bar with a word or two in it."""
_ITEMS = frozenset(("li", "dd"))
_GOES_ON = regex(r"\s*[,.;:!?)，。；：！？、）]")
_FOLLOWS = regex(r"\s*(?:[a-z]|[^\x00-\x7f])")
"""How a sentence goes on that began with a button."""
OTHER = "\0"
"""Another button of the line."""
_JOINS = r"[^\w\0.,;:!?)，。；：！？、）…]*"
_ROW = regex(rf"(?:{_JOINS}\0)+")
_WAY = r"\s*(?:[›»→➔➜⇒▸＞>+＋]|[-=]>)\s*"
_LED_ALONG = regex(rf"\0{_WAY}$")
_LEADS_ALONG = regex(rf"{_WAY}\0")
"""What stands between the buttons that a reader is to press one after the other, or together."""
_TOLD = regex(r"\s*[:：]\s*\w|\s+[-–—]+\s+\w")
"""How it is told what a button does that stands first in its line."""
_POINTS = regex(
    r"(?:[点按击选用的]|点击|单击|双击|按下|选择|右上角|左上角)\s*$"
    r"|\b(?:the|an?|this|that|click|press|hit|tap|use|with|on|choose|select)\s+$",
    re.I,
)
_ENDED = regex(r"[.:!?。：！？…>|/]\s*$")
ENOUGH = 60
_MOST = 24
_DEEPEST = 12
_NEAR = 12


def button(reader: Reader, element: Element) -> None:
    """A `<button>`: its words where they are an author's, a control elsewhere."""
    if not element.contents:
        return
    if not is_text(element):
        reader.drop(element, *CONTROL)
        return
    _part(reader, element)
    reader.visit(element)
    _doubt(reader, element, label_of(element))


def field(reader: Reader, element: Element) -> None:
    """A field or a menu that shows words: they are an author's in a sentence, a control elsewhere."""
    words = label_of(element)
    if not words or not is_text(element):
        if element.name == "input" and (words or element.attr("placeholder").strip()):
            reader.leave_out(element, *CONTROL)
        else:
            reader.drop(element, *CONTROL)
        return
    _part(reader, element)
    reader.out.text((Piece(words, element.start, element.end),))
    if element.name != "input" or not element.attr("value"):
        reader.ledger.repaired(reader.span(element), *SHOWN)
    _doubt(reader, element, words)


def _part(reader: Reader, element: Element) -> None:
    """Part the words of a control from those of one right before it, as their frames do."""
    before = element.previous_sibling
    if isinstance(before, Element) and _words(before) == OTHER:
        reader.out.text((Piece(" ", element.start, element.start),))


def _doubt(reader: Reader, element: Element, words: str) -> None:
    before, behind = _beside(element, -1), _beside(element, 1)
    if has_letters(before + behind) and not is_whole(before, behind):
        reader.ledger.doubted(reader.span(element), *KEPT, text=words)


def is_text(element: Element) -> bool:
    """Whether a control belongs to a link or to the sentence that it stands in, or names what is spoken of."""
    above = _above(element)
    if any(one.name == "a" and _leads(one) for one in above) or any(map(_leads, element.all("a"))):
        return True
    stands_in = next((one for one in above if one.name in BLOCKS), None)
    if any(one.name in ("form", "nav") for one in above):
        return False
    if not acts(element) and button_places.is_announced(element, stands_in):
        return True
    if stands_in is None:
        return False
    if button_places.heads(element, stands_in):
        return True
    before, behind = _beside(element, -1), _beside(element, 1)
    unasked = _NO_NAMES + _SPOKEN if is_pointed_at(before) else _NO_NAMES
    if acts(element, unasked) or not 0 < len(label := label_of(element)) <= ENOUGH:
        return False
    if stands_in.name in _ITEMS and button_places.is_labelled(element, before, behind):
        return True
    if element.name in FIELDS and button_places.shows_value(element, stands_in):
        return True
    written = stands_in.name in _WRITTEN
    if element.name in FIELDS and not written and not element.attr("value"):
        return False
    return (
        is_said(label, before, behind, written=written)
        or button_places.ends_heading(label, stands_in, before)
        or (element.name == "button" or element.attr("type") in _PRESSED)
        and (_is_step(element, stands_in) or button_places.names_row(element, stands_in))
    )


def acts(element: Element, unasked: tuple[str, ...] = _NO_NAMES) -> bool:
    """Whether a control does something to the page, as its names say."""
    return any(_ACTS.search(f"{key} {value}") for key, value in element.attrs.items() if key not in unasked)


def _is_step(element: Element, item: Element) -> bool:
    """Whether a button that is bound to nothing is all that an item of a numbered list says."""
    above = item.parent
    return (
        item.name == "li"
        and isinstance(above, Element)
        and above.name == "ol"
        and button_places.is_free(element)
        and has_letters(element.brief())
        and item.brief() == element.brief()
    )


def is_said(label: str, before: str, behind: str, *, written: bool) -> bool:
    """Whether a button with such a label belongs to the sentence that stands before and behind it in its line. Where a
    text is `written`, as in a paragraph, one side of it is enough if the sentence lacks something there. A
    way from button to button is a sentence by itself."""
    if not has_letters(label):
        return label.strip() != "" and written and is_pointed_at(before) and is_whole(before, behind)
    if _LED_ALONG.search(before[-_NEAR:]) or _LEADS_ALONG.match(behind):
        return True
    before, behind = _without_row(before, -1), _without_row(behind, 1)
    of_page = INTERFACE.regex.match(label.strip()) is not None
    led, followed = has_letters(before), has_letters(behind)
    if led and followed:
        return written or not of_page
    if not written:
        return False
    if followed and _TOLD.match(behind):
        return True
    if of_page:
        return is_whole(before, behind)
    if led:
        return is_whole(before, behind) or not behind.strip() and _ENDED.search(before) is None
    return followed and _FOLLOWS.match(behind) is not None


def is_pointed_at(before: str) -> bool:
    """Whether a text stops where something to press has to follow."""
    return _POINTS.search(before) is not None


def is_whole(before: str, behind: str) -> bool:
    """Whether a sentence leads to what stands between two texts, and goes on or ends behind it."""
    before, behind = _without_row(before, -1), _without_row(behind, 1)
    return has_letters(before) and (has_letters(behind) or _GOES_ON.match(behind) is not None)


def _without_row(said: str, step: int) -> str:
    """What stands beside a row of buttons with signs between them, of the text on one side of one of them."""
    said = said[::step]
    row = _ROW.match(said)
    return (said[row.end() :] if row else said)[::step].replace(OTHER, "")


def _leads(link: Element) -> bool:
    """Whether a link that shows words leads to another place."""
    href = link.attr("href").strip()
    return not href.startswith("#") and bool(urls.clean(href)) and has_letters(link.brief())


def _above(element: Element) -> list[Element]:
    """The elements around one, the nearest first."""
    return [one for one in islice(element.parents, _DEEPEST) if isinstance(one, Element)]


def _beside(element: Element, step: int) -> str:
    """What stands in its line on one side of an element, as far as it tells, with a sign for other buttons."""
    said = ""
    node: Element = element
    for _ in range(_DEEPEST):
        other = node
        for _ in range(_MOST):
            other = other.next_sibling if step > 0 else other.previous_sibling
            if other is None or len(said) > ENOUGH:
                break
            if isinstance(other, Element) and (other.name == "br" or other.name in BLOCKS):
                return said
            words = _words(other)
            said = said + words if step > 0 else words + said
        above = node.parent
        if not isinstance(above, Element) or above.name in BLOCKS:
            break
        node = above
    return said


def _words(node: Element | Chars) -> str:
    if not isinstance(node, Element):
        return str(node)
    if node.name == "button" or node.name in FIELDS and label_of(node):
        return OTHER
    return "" if node.name in _UNSEEN else node.brief()

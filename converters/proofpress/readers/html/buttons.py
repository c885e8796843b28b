"""Buttons: the words of a sentence, or of a link, that an author drew as one; else controls of the page."""

from __future__ import annotations

import re

from proofpress import urls
from proofpress.markdown.html import BLOCKS
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.words.controls import INTERFACE

KEPT = ("the words of a button beside a sentence; kept", "句子旁的按钮文字，已保留")
_CONTROL = ("a control of the page", "页面的控件")
_ACTS = re.compile(
    r"copy|clipboard|share|clos(?:e|ing)|hide|reveal|toggle|dismiss|collaps|subscri|feedback|\blikes?\b", re.I
)
"""What a script does with a button that belongs to the page, as its names say."""
_UNSEEN = frozenset(("a", "button", "select", "input", "textarea", "script", "style", "svg", "template"))
"""What is no part of a sentence around a button: other controls, and links, of which a menu is made."""
_WRITTEN = frozenset(("p", "li", "dd", "blockquote"))
"""Elements of text; others may be a bar with a word or two in it."""
_GOES_ON = re.compile(r"\s*[,.;:!?)，。；：！？、）]")
_FOLLOWS = re.compile(r"\s*(?:[a-z]|[^\x00-\x7f])")
"""How a sentence goes on that began with a button."""
_ENDED = re.compile(r"[.:!?。：！？…>|/]\s*$")
ENOUGH = 60
_MOST = 24
_DEEPEST = 12


def button(reader: Reader, element: Element) -> None:
    """A `<button>`: its words where they are an author's, a control elsewhere."""
    if not element.contents:
        return
    if not is_text(element):
        reader.drop(element, *_CONTROL)
        return
    reader.visit(element)
    before, behind = _beside(element, -1), _beside(element, 1)
    if has_letters(before + behind) and not is_whole(before, behind):
        reader.ledger.doubted(reader.span(element), *KEPT, text=element.brief())


def is_text(element: Element) -> bool:
    """Whether a `<button>` belongs to a link or to the sentence that it stands in."""
    above = _above(element)
    if any(one.name == "a" and _leads(one) for one in above) or any(map(_leads, element.all("a"))):
        return True
    acts = any(_ACTS.search(f"{key} {value}") for key, value in element.attrs.items() if key != "onclick")
    if acts or any(one.name in ("form", "nav") for one in above) or not 0 < len(label := element.brief()) <= ENOUGH:
        return False
    stands_in = next((one.name for one in above if one.name in BLOCKS), "")
    return is_said(label, _beside(element, -1), _beside(element, 1), written=stands_in in _WRITTEN)


def is_said(label: str, before: str, behind: str, *, written: bool) -> bool:
    """Whether a button with such a label belongs to the sentence that stands before and behind it in its line. Where a
    text is `written`, as in a paragraph, one side of it is enough if the sentence lacks something there."""
    if not has_letters(label):
        return False
    of_page = INTERFACE.regex.match(label.strip()) is not None
    led, followed = has_letters(before), has_letters(behind)
    if led and followed:
        return written or not of_page
    if of_page or not written:
        return False
    if led:
        return is_whole(before, behind) or not behind.strip() and _ENDED.search(before) is None
    return followed and _FOLLOWS.match(behind) is not None


def is_whole(before: str, behind: str) -> bool:
    """Whether a sentence leads to what stands between two texts, and goes on or ends behind it."""
    return has_letters(before) and (has_letters(behind) or _GOES_ON.match(behind) is not None)


def _leads(link: Element) -> bool:
    """Whether a link that shows words leads to another place."""
    href = link.attr("href").strip()
    return not href.startswith("#") and bool(urls.clean(href)) and has_letters(link.brief())


def _above(element: Element) -> list[Element]:
    """The elements around one, the nearest first."""
    found: list[Element] = []
    node: object = element.parent
    while isinstance(node, Element) and len(found) < _DEEPEST:
        found.append(node)
        node = node.parent
    return found


def _beside(element: Element, step: int) -> str:
    """What stands in its line on one side of an element, as far as it tells; other buttons do not count."""
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
            words = "" if isinstance(other, Element) and other.name in _UNSEEN else _words(other)
            said = said + words if step > 0 else words + said
        above = node.parent
        if not isinstance(above, Element) or above.name in BLOCKS:
            break
        node = above
    return said


def _words(node: Element | Chars) -> str:
    return node.brief() if isinstance(node, Element) else str(node)

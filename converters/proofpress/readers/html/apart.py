"""What a page draws apart from the words right before it, without a space in the text between them."""

from __future__ import annotations

from proofpress.readers.html.dom import Chars, Element

_APART = frozenset(("ltx_tag", "ltx_bibblock"))
_PILLS = frozenset(("inline-flex", "d-inline-flex"))
"""What frameworks call an element that is drawn apart in its line, as the name of a source."""
_CLOSING = tuple(",.;:!?)，。；：！？）、")
_ENDS = tuple(".。:：)]")


def is_set(element: Element) -> bool:
    """Whether a style sheet sets an element apart from what stands right before it: by what it is called, or because
    both have classes of their own, and a clause ends there and a name or a sentence begins."""
    if not element.classes.isdisjoint(_APART):
        return True
    before = element.previous_sibling
    if not element.classes.isdisjoint(_PILLS) and next(element.all("a"), None) is not None:
        return isinstance(before, Chars) and before[-1:].isalnum()
    if not isinstance(before, Element) or before.name != "span" or before.classes in (frozenset(), element.classes):
        return False
    if any(name.startswith("sig-") for name in element.classes):
        return False  # the parts of one name, in the signature of a function or a class
    last: object = before
    first: object = element
    while isinstance(last, Element) and last.contents:
        last = last.contents[-1]
    while isinstance(first, Element) and first.contents:
        first = first.contents[0]
    return isinstance(last, Chars) and last.endswith(_ENDS) and isinstance(first, Chars) and first[:1].isupper()


def is_closed(element: Element) -> bool:
    """Whether a sign that closes a clause follows right behind."""
    after: object = element.next_sibling
    while isinstance(after, Element) and after.contents:
        after = after.contents[0]
    return isinstance(after, Chars) and after.startswith(_CLOSING)

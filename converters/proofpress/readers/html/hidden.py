"""What a page hides: for good, or until somebody opens it.

A tab strip with as many names as there are panels, a link or a button that leads nowhere right before the hidden part,
or one that names it, opens it: what it says is the article's.
"""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.regex import regex

_HIDDEN = regex(r"(?:^|;)\s*display\s*:\s*none", re.I)
_OF_A_COMMENT = regex(r"mso-special-character\s*:\s*comment", re.I)
"""Where Word stands a picture for a reviewer's comment, which a browser gives a space."""
_SAYS = ("p", "pre", "table", "li", "dl", "blockquote", "h2", "h3", "h4", "h5")
_CONTROLS = ("form", "input", "select", "textarea", "iframe", "nav")
_OVER = frozenset("modal popup popover dialog dropdown menu nav share login overlay tooltip qrcode comment".split())
"""Words of the classes of what stands over a page or beside it, whoever opens it."""
_WORD = regex(r"[A-Za-z]+")
_FOLDED = regex(r"(?<!\S)is-(?:collapsible|collapsed|foldable|folded)(?!\S)")
"""What folds away all but its head, by its class."""
_NOWHERE = regex(r"(?:#|javascript:.*)?", re.I | re.S)
_LONGEST_NAME = 60
_WIDEST_TOGGLE = 1500
TARGETS = ("aria-controls", "data-bs-target", "data-target")
"""Attributes by which a control names what it shows."""


def is_hidden(element: Element) -> bool:
    """True for an element that its own attributes hide."""
    attrs = element.attrs
    if "hidden" in attrs and element.attr("role") != "tabpanel" and attrs["hidden"] != "until-found":
        return True
    style = element.attr("style")
    if "mso-special" in style and _OF_A_COMMENT.search(style):
        return True
    return "none" in style and _HIDDEN.search(style) is not None and "tab" not in element.attr("class")


def is_opened(element: Element, page: Page) -> bool:
    """True for a hidden part of the text that something on the page shows."""
    if not _says(element):
        return False
    ident = element.attr("id")
    if ident and ident in _targets(page):
        return True
    before = next(element.before, None)
    if before is not None and is_toggle(before):
        return True
    above = element.parent
    if before is not None and isinstance(above, Element) and _FOLDED.search(above.attr("class")):
        return True
    for _ in range(2):
        if isinstance(above, Element):
            if (found := tab_set(above)) and any(pane is element for pane in found[1]):
                return True
            above = above.parent
    return False


def tab_set(element: Element) -> tuple[list[Element], list[Element]] | None:
    """The names and the panels of an element that has as many of the one as of the other, some panels hidden and some
    not, and at most a bar of controls between them; None for any other element."""
    children = list(element.elements)
    if len(children) < 2 or children[0].name not in ("ul", "ol", "nav", "div"):
        return None
    panes = list(children[1].elements) if len(children) == 2 else children[1:]
    if len(panes) > 2 and panes[0].classes != panes[1].classes and not _says(panes[0]):
        del panes[0]
    if len(panes) < 2 or len({pane.name for pane in panes}) > 1 or panes[0].name not in ("div", "section"):
        return None
    hidden = sum(map(is_hidden, panes))
    labels = list(children[0].elements)
    if not 0 < hidden < len(panes) or len(labels) != len(panes):
        return None
    return (labels, panes) if all(0 < len(label.brief()) <= _LONGEST_NAME for label in labels) else None


def folded(element: Element) -> tuple[Element, Element] | None:
    """A link or a button and the hidden part behind it, where an element holds nothing else."""
    children = list(element.elements)
    if len(children) != 2 or not is_hidden(children[1]) or not is_toggle(children[0]) or not _says(children[1]):
        return None
    loose = any(isinstance(node, Chars) and not node.isspace() for node in element.contents)
    return None if loose else (children[0], children[1])


def is_toggle(element: Element) -> bool:
    """True for an element that is one link that leads nowhere, or one button, and says nothing else."""
    if element.end - element.start > _WIDEST_TOGGLE or is_hidden(element):
        return False
    controls = [one for one in (element, *element.all("a", "button", "input", "span")) if _acts(one)]
    if not controls:
        return False
    words = element.words()
    return len(words) <= _LONGEST_NAME and controls[0].words() == words


def _acts(element: Element) -> bool:
    if element.name == "a":
        return "href" in element.attrs and _NOWHERE.fullmatch(element.attr("href").strip()) is not None
    return (
        element.name == "button"
        or element.name == "input"
        and element.attr("type") == "button"
        or "onclick" in element.attrs
    )


def _says(element: Element) -> bool:
    words = frozenset(word.lower() for word in _WORD.findall(element.attr("class")))
    if not words.isdisjoint(_OVER) or element.attr("role") in ("dialog", "alertdialog", "menu"):
        return False
    return next(element.all(*_CONTROLS), None) is None and (
        element.name in _SAYS or next(element.all(*_SAYS), None) is not None
    )


def _targets(page: Page) -> frozenset[str]:
    """The ids that links without another address and buttons name as what they show."""
    if page.shown is None:
        names = (
            name
            for control in page.tagged("a", "button", "div", "li", "span")
            if control.attrs
            for key in TARGETS
            if (name := control.attr(key))
        )
        page.shown = frozenset(name.removeprefix("#") for name in names)
    found: frozenset[str] = page.shown
    return found

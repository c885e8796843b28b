"""What a page shows one part of at a time: tab sets and blocks that a button opens."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Details, Item, List, Paragraph, Strong, Text

TAB_SETS = frozenset(
    (
        "tabs",
        "tab-set",
        "tabset",
        "sd-tab-set",
        "tabbed-set",
        "sphinx-tabs",
        "panel-tabset",
        "tabs-container",
        "code-tabs",
        "vp-code-group",
    )
)
FOLDS = frozenset(("hide-block", "hide-toggle", "fold"))

_LABELS = frozenset(("tab", "sd-tab-label", "tab-label", "sphinx-tabs-tab", "tabs__item", "tabbed-label"))
_PANES = frozenset(
    (
        "tab-pane",
        "sd-tab-content",
        "tab-item-content",
        "tab-content-item",
        "sphinx-tabs-panel",
        "tabbed-block",
        "tabs__pane",
    )
)
_HEADS = frozenset(("hide-button", "toggle-title", "fold-title"))
_BODIES = frozenset(("hide-content", "toggle-content", "fold-content"))
_SIGN = frozenset(("fold-arrow", "arrow", "icon"))


def tabs(reader: Reader, element: Element) -> bool:
    """Write a tab set as its panes, each under its name in bold; False where names and panes do not pair."""
    labels, panes = _parts(element)
    if not labels or len(labels) != len(panes):
        return False
    for label, pane in zip(labels, panes, strict=True):
        if name := label.words():
            span = reader.span(label)
            reader.out.block(Paragraph((Strong((Text(name, span=span),), span=span),), span=span))
        if any(name.startswith("language-") for name in pane.classes):
            reader.element(pane)
        else:
            reader.visit(pane)
        reader.out.flush()
    return True


def _parts(element: Element) -> tuple[list[Element], list[Element]]:
    """The names and the panes of this set, in order, not of the sets inside its panes."""
    labels: list[Element] = []
    panes: list[Element] = []
    stack = list(element.elements)[::-1]
    while stack:
        node = stack.pop()
        role = node.attr("role")
        if (
            role == "tabpanel"
            or not node.classes.isdisjoint(_PANES)
            or "tabbed-content" in node.classes
            and not _holds_panes(node)
        ):
            panes.append(node)
        elif "blocks" in node.classes:
            panes.extend(node.elements)
        elif role == "tab" or not node.classes.isdisjoint(_LABELS) or node.name == "label":
            labels.append(node)
        elif node.classes.isdisjoint(TAB_SETS) or node.parent is element:
            stack.extend(list(node.elements)[::-1])
    return labels, panes


def _holds_panes(node: Element) -> bool:
    return any(not child.classes.isdisjoint(_PANES) for child in node.elements)


def fold(reader: Reader, element: Element) -> bool:
    """Write a block that a button opens as a `<details>`; False where it has no such button."""
    near = [below for child in element.elements for below in (child, *child.elements)]
    head = next((below for below in near if not below.classes.isdisjoint(_HEADS)), None)
    body = next((below for below in near if not below.classes.isdisjoint(_BODIES)), None)
    if head is None or body is None:
        return False
    words = " ".join("".join(_words(head)).split())
    reader.out.block(Details(words, reader.inside(body), span=reader.span(element)))
    return True


def _words(head: Element) -> Iterator[str]:
    for child in head.contents:
        if type(child) is Chars:
            yield str(child)
        elif isinstance(child, Element) and child.classes.isdisjoint(_SIGN):
            yield child.words()


def box_to_tick(reader: Reader, element: Element) -> bool:
    """Write a line that begins with a box to tick, as Hexo's themes draw them, as an item of a list; False for any other."""
    first = next(
        (
            child
            for child in element.contents
            if isinstance(child, Element) or isinstance(child, Chars) and not child.isspace()
        ),
        None,
    )
    if not isinstance(first, Element) or first.name != "input" or first.attr("type").lower() != "checkbox":
        return False
    blocks = reader.inside(element)
    span = reader.span(element)
    if blocks and isinstance(blocks[0], Paragraph):
        blocks = (List((Item(blocks, "checked" in first.attrs, span=span),), None, span=span),)
    for made in blocks:
        reader.out.block(made)
    return True

"""What a page shows one part of at a time: tab sets and blocks that a button opens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from proofpress import languages
from proofpress.readers.html import hidden, images, summaries
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.nesting import HEADINGS
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.tree import Details, Paragraph

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
_FOLDS = regex(
    r"(?:^|\s)(?:[\w-]*[-_])?(?:hide-block|hide-toggle|fold|toggle-card|accordion-item|expand-container"
    "|expander|collapsible"
    r"|spoiler|spoiler-wrap|sp-wrap|collapse-item|details-block)(?:\s|$)"
)
_HEAD = regex(r"head|title|summary|question|control|button|label")
_BODY = regex(r"body|content|panel|answer|text|collapse")
_OPENS = regex(r"^[\s+\-–−▶▸►▼▾▽△▲>»]+")
_SIGN = frozenset(("fold-arrow", "arrow", "icon", "expand-icon", "accordion-icon"))


def details(reader: Reader, element: Element) -> None:
    """A `<details>`."""
    head = next((child for child in element.elements if child.name == "summary"), None)
    if head is not None and "open" in element.attrs and reader.leaves_out(head):
        reader.visit(element)
        return
    summary = reader.inlines(head) if head is not None else ()
    blocks = reader.inside(element, but=head)
    if not blocks:
        if summary:
            reader.out.block(Paragraph(summary, span=reader.span(element)))
        return
    blocks = (*summaries.links(reader, head), *blocks)
    reader.out.block(Details(summaries.plain(summary), blocks, "open" in element.attrs, span=reader.span(element)))


def tabs(reader: Reader, element: Element) -> bool:
    """Write a tab set as its panes, each under its name in bold; False where names and panes do not pair."""
    labels, panes = _parts(element)
    if not labels or len(labels) != len(panes):
        return headed(reader, element, 2)
    for label, pane in zip(labels, panes, strict=True):
        _under(reader, label, pane)
    return True


def headed(reader: Reader, element: Element, least: int) -> bool:
    """Write a tab set whose panes begin with their names as headings, which head nothing behind it; False for fewer
    panes, for panes with headings of their own, and for any other element."""
    panes = list(element.elements)
    heads = [next(iter(pane.shown), None) for pane in panes]
    if len(panes) < least or len(list(islice(element.shown, len(panes) + 1))) > len(panes):
        return False
    names = [head for head in heads if isinstance(head, Element) and head.name in HEADINGS and head.name != "h1"]
    if len(names) < len(panes) or len({head.name for head in names}) > 1:
        return False
    if any(len(list(islice(pane.all(*HEADINGS), 2))) > 1 for pane in panes):
        return False
    for head, pane in zip(names, panes, strict=True):
        reader.spoken.add(id(head))
        _under(reader, head, pane)
    return True


def of_languages(reader: Reader, element: Element) -> bool:
    """Write an element that holds a row of languages' names, and then as many listings, as the listings: each below its
    name where it does not say its language itself; False for any other element."""
    first, *panes = list(islice(element.elements, _MOST_LISTINGS)) or [element]
    labels = list(islice(first.elements, _MOST_LISTINGS))
    if (
        not 1 < len(labels) == len(panes) < _MOST_LISTINGS - 1
        or first.end - first.start > _WIDEST_ROW
        or any(isinstance(node, Chars) for one in (element, first) for node in one.shown)
    ):
        return False
    listings = [list(islice(pane.all("pre"), 2)) if pane.name != "pre" else [pane] for pane in panes]
    if not all(len(held) == 1 and held[0].words() == pane.words() for held, pane in zip(listings, panes, strict=True)):
        return False
    if not all(languages.is_known(label.words()) for label in labels):
        return False
    for label, pane, (listing,) in zip(labels, panes, listings, strict=True):
        if languages.lexer(label.words()) == languages.lexer(language(listing)):
            reader.drop(label, "the language's name on a listing's tab", "代码标签页上的语言名")
            _write(reader, pane)
        else:
            _under(reader, label, pane)
    return True


_MOST_LISTINGS = 20
_WIDEST_ROW = 8000


def _under(reader: Reader, label: Element, pane: Element) -> None:
    """Write a panel under its name in bold."""
    summaries.name(reader, label)
    _write(reader, pane)


def _write(reader: Reader, pane: Element) -> None:
    if pane.name == "pre" or any(name.startswith("language-") for name in pane.classes):
        reader.element(pane)
    else:
        reader.visit(pane)
    reader.out.flush()


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
    if not element.classes or not _FOLDS.search(element.attr("class")):
        return False
    children = list(element.elements)
    if len(children) == 1:
        children = list(children[0].elements)
    named = [(child, child.attr("class") + (" button" if child.name == "button" else "")) for child in children]
    head = next((child for child, names in named if _HEAD.search(names)), None)
    body = next((child for child, names in named if child is not head and _BODY.search(names)), None)
    if (
        head is None
        or body is None
        or head.start > body.start
        or not (words := " ".join("".join(_words(head)).split()))
    ):
        return False
    blocks = reader.inside(body)
    if not blocks:
        return False
    reader.out.block(Details(words, (*summaries.links(reader, head), *blocks), span=reader.span(element)))
    for sign in head.all("img"):
        reader.drop(sign, *images.DECORATION)
    for child in children:
        if child is not head and child is not body:
            reader.element(child)
    return True


def opened(reader: Reader, element: Element) -> bool:
    """Write panels of which a page hides all but one, each under its name, or a hidden part as a `<details>` under
    the words that open it; False where nothing is hidden."""
    if (found := hidden.tab_set(element)) is not None:
        for beside in element.elements:
            if not beside.holds(found[0][0]) and not any(beside.holds(pane) for pane in found[1]):
                reader.element(beside)
        reader.out.flush()
        for label, pane in zip(*found, strict=True):
            _under(reader, label, pane)
        return True
    if (parts := hidden.folded(element)) is None:
        return False
    toggle, body = parts
    reader.spoken.update(id(child) for child in islice(body.elements, 1) if hidden.is_toggle(child))
    if not (blocks := reader.inside(body)):
        return False
    said = toggle.words() or next((one.attr("value") for one in (toggle, *toggle.all("input"))), "")
    words = _OPENS.sub("", " ".join(said.split()))
    reader.out.block(Details(words, blocks, span=reader.span(element)))
    return True


def _words(head: Element) -> Iterator[str]:
    """What the head says, without its sign, and without its button where that is not all of it."""
    parts = [child for child in head.contents if not isinstance(child, Element) or child.classes.isdisjoint(_SIGN)]
    said = [child for child in parts if not (isinstance(child, Element) and child.name == "button")]
    for child in said if any(has_letters(_said(child)) for child in said) else parts:
        if type(child) is Chars:
            yield str(child)
        elif isinstance(child, Element):
            yield child.words()


def _said(child: object) -> str:
    return child.words() if isinstance(child, Element) else str(child)

"""Numbered equations: an anchor for each `\\tag` or label, and links from where the text speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from proofpress.anchors import LABEL, TAG, equation
from proofpress.regex import regex

_MENTION = regex(r"(?:公式|方程|式|Eqs?\.|Equations?|equations?)\s*[(（]\s*([\w.'*-]{1,20})\s*[)）]")
_CLOSED = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style"))


def arrange(root: Element) -> None:
    """Name the display formulas that have a `\\tag{…}`, or a paragraph `{#label}` right below, and link 式(…), Eq.
    (…) to them."""
    known: dict[str, str] = {}
    for parent in list(root.iter()):
        for index in range(len(parent) - 1, -1, -1):
            element = parent[index]
            if not _display(element):
                continue
            if found := TAG.search(element.text or ""):
                element.set("id", equation(found[1]))
                known.setdefault(found[1].strip(), element.get("id", ""))
            below = parent[index + 1] if index + 1 < len(parent) else None
            if (
                below is not None
                and below.tag == "p"
                and not len(below)
                and (label := LABEL.fullmatch(below.text or ""))
            ):
                element.set("id", label[1])
                if found:
                    known[found[1].strip()] = label[1]
                parent.remove(below)
    if known:
        for element in list(_open(root)):
            _link(element, known)


def _display(element: Element) -> bool:
    return "arithmatex" in element.get("class", "").split() and (element.text or "").lstrip().startswith("\\[")


def _open(root: Element) -> Iterator[Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag not in _CLOSED and "arithmatex" not in element.get("class", "").split():
            yield element
            stack.extend(element)


def _link(element: Element, known: dict[str, str]) -> None:
    made: list[Element] = []
    element.text, links = _split(element.text, known)
    made += links
    for child in list(element):
        made.append(child)
        child.tail, links = _split(child.tail, known)
        made += links
    if len(made) > len(element):
        element[:] = made


def _split(text: str | None, known: dict[str, str]) -> tuple[str | None, list[Element]]:
    if not text or ("(" not in text and "（" not in text):
        return text, []
    made: list[Element] = []
    head, at = "", 0
    for match in _MENTION.finditer(text):
        if match[1] not in known:
            continue
        if made:
            made[-1].tail = text[at : match.start()]
        else:
            head = text[: match.start()]
        link = Element("a", {"href": f"#{known[match[1]]}", "class": "pp-equation"})
        link.text = match[0]
        made.append(link)
        at = match.end()
    if not made:
        return text, []
    made[-1].tail = text[at:]
    return head, made

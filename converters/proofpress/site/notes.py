"""Notes and references: the author's own numbers, addresses and DOIs as links, a title over the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote
from xml.etree.ElementTree import Element

_ENDS = r"\s<>\"'“”‘’\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\x02\x03"
_ADDRESS = re.compile(rf"https?://[^{_ENDS}]+|(?<![\w/.])(?:doi\s*[:：]\s*)?(10\.\d{{4,9}}/[^{_ENDS}]+)", re.I)
_TAIL = ".,;:!?'\"*]"


def arrange(root: Element, said: Mapping[str, str]) -> None:
    """Work on what Python-Markdown's footnotes made of `[^n]` and its definitions."""
    cited = {mark.get("id") for mark in root.iter("sup")}
    for mark in root.iter("a"):
        if mark.get("class") == "footnote-ref":
            label = mark.get("href", "").removeprefix("#fn:")
            if label.isdigit():
                mark.text = label
            mark.set("role", "doc-noteref")
            mark.set("aria-label", f"{said['note']} {label}")
    for block in root.iter("div"):
        if block.get("class") == "footnote":
            _list(block, said, cited)


def _list(block: Element, said: Mapping[str, str], cited: set[str | None]) -> None:
    """An entry that nobody cites has no way back."""
    block.set("role", "doc-endnotes")
    block.set("aria-label", said["notes"])
    for rule in block.findall("hr"):
        block.remove(rule)
    title = Element("p", {"class": "pp-notes-title"})
    title.text = said["notes"]
    block.insert(0, title)
    for item in block.iter("li"):
        label = item.get("id", "").removeprefix("fn:")
        if label.isdigit():
            item.set("value", label)
        for child in list(item.iter()):
            if child.tag not in ("a", "code"):
                _link(child)
        for parent in list(item.iter()):
            for back in [child for child in parent if child.get("class") == "footnote-backref"]:
                if back.get("href", "").removeprefix("#") not in cited:
                    parent.remove(back)
                    continue
                back.set("role", "doc-backlink")
                back.set("title", said["to_citation"])
                back.set("aria-label", said["to_citation"])


def _link(element: Element) -> None:
    """Addresses in the element's own text, and between its children, become links."""
    index = 0
    element.text, made = _split(element.text)
    for link in made:
        element.insert(index, link)
        index += 1
    while index < len(element):
        child = element[index]
        child.tail, made = _split(child.tail)
        for link in made:
            index += 1
            element.insert(index, link)
        index += 1


def _split(text: str | None) -> tuple[str | None, list[Element]]:
    if not text or ("10." not in text and "://" not in text):
        return text, []
    head: str | None = None
    made: list[Element] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        shown = match[0].rstrip(_TAIL)
        if shown.endswith(")") and shown.count("(") < shown.count(")"):
            shown = shown[:-1].rstrip(_TAIL)
        doi = match[1] and match[1][: len(match[1]) - (len(match[0]) - len(shown))]
        link = Element("a", {"href": f"https://doi.org/{quote(doi, safe='/:;()._-')}" if doi else shown})
        link.text = shown
        before = text[at : match.start()]
        if made:
            made[-1].tail = before
        else:
            head = before
        made.append(link)
        at = match.start() + len(shown)
    if not made:
        return text, []
    made[-1].tail = text[at:]
    return head, made

"""Notes and references: the author's own numbers, addresses and DOIs as links, a title over the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER

from proofpress.evidence import chinese
from proofpress.evidence.citation import number_of
from proofpress.regex import regex
from proofpress.words.references import NOTES

_ENDS = rf"\s<>\"'“”‘’{chinese.WIDE}\x02\x03"
_ADDRESS = regex(rf"https?://[^{_ENDS}]+|(?<![\w/.])(?:doi\s*[:：]\s*)?(10\.\d{{4,9}}/[^{_ENDS}]+)", re.I)
_STASHED = HTML_PLACEHOLDER.partition("%")[0]
_TAIL = ".,;:!?'\"*]"


def arrange(root: Element, said: Mapping[str, str]) -> None:
    """Work on what Python-Markdown's footnotes made of `[^n]` and its definitions."""
    cited = {mark.get("id") for mark in root.iter("sup")}
    blocks = [div for div in root.iter("div") if div.get("class") == "footnote"]
    numbers = _numbers(_label(item) for block in blocks for item in block.iter("li") if item.get("id"))
    for mark in root.iter("a"):
        if mark.get("class") == "footnote-ref":
            label = mark.get("href", "").removeprefix("#fn:")
            mark.text = numbers.get(label, mark.text)
            mark.set("role", "doc-noteref")
            mark.set("aria-label", f"{said['note']} {mark.text}")
    for block in blocks:
        _list(block, said, cited, _section(root, block), numbers)


def _label(item: Element) -> str:
    return item.get("id", "").removeprefix("fn:")


def _numbers(labels: Iterable[str]) -> dict[str, str]:
    """The number of each note by its label: the author's own, and for a note with a name the first that is free."""
    made = dict.fromkeys(labels, "")
    taken: set[int] = set()
    for label in made:
        if (number := number_of(label)) is not None and number not in taken:
            taken.add(number)
            made[label] = label
    free = count(1)
    for label, own in made.items():
        if not own:
            made[label] = str(next(n for n in free if n not in taken))
    return made


def _section(root: Element, block: Element) -> str:
    """The author's own heading over the notes, which move under it where nothing else stands there;
    "" where there is none."""
    blocks = list(root)
    if block not in blocks:
        return ""
    for index in range(len(blocks) - 1, -1, -1):
        heading, after = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else block
        empty = after is block or _depth(after) and _depth(after) <= _depth(heading)
        if _depth(heading) > 1 and empty and NOTES.regex.match(text := "".join(heading.itertext()).strip()):
            if after is not block and not _is_prose(block):
                return ""
            root.remove(block)
            root.insert(list(root).index(heading) + 1, block)
            return text
    return ""


def _is_prose(block: Element) -> bool:
    """Whether notes hold nothing that is compared in its order (`skeleton`),
    so that they may stand before what follows."""
    return not any(
        element.tag in ("img", "table", "pre")
        or "arithmatex" in element.get("class", "")
        or _STASHED in (element.text or "")
        for element in block.iter()
    )


def _depth(element: Element) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    tag = element.tag
    return int(tag[1]) if isinstance(tag, str) and len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0


def _list(
    block: Element, said: Mapping[str, str], cited: set[str | None], section: str, numbers: Mapping[str, str]
) -> None:
    """An entry that nobody cites has no way back. The list has a title unless it stands in a section of its own."""
    block.set("role", "doc-endnotes")
    block.set("aria-label", section or said["notes"])
    if section:
        block.set("class", "footnote pp-in-section")
    for rule in block.findall("hr"):
        block.remove(rule)
    if not section:
        title = Element("p", {"class": "pp-notes-title"})
        title.text = said["notes"]
        block.insert(0, title)
    for items in block.findall("ol"):
        # Notes with names stand among those with numbers where their own number is.
        if any(number_of(_label(item)) is None for item in items) and _is_prose(block):
            items[:] = sorted(items, key=lambda item: int(numbers.get(_label(item), 0)))
    for item in block.iter("li"):
        if own := numbers.get(_label(item)):
            item.set("value", own)
        for child in list(item.iter()):
            if child.tag not in ("a", "code"):
                _link(child)
        backs = []
        for parent in list(item.iter()):
            for back in [child for child in parent if child.get("class") == "footnote-backref"]:
                if back.get("href", "").removeprefix("#") in cited:
                    backs.append(back)
                else:
                    parent.remove(back)
        for number, back in enumerate(backs, 1):
            said_of_it = said["to_citation"] + (f" {number}" if len(backs) > 1 else "")
            back.set("role", "doc-backlink")
            back.set("title", said_of_it)
            back.set("aria-label", said_of_it)
            if number > 1:
                back.set("class", "footnote-backref pp-again")
                back.text = str(number)


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

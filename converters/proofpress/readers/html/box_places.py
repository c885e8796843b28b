"""Where what is called a box is a part of its page, or all of it: around its title, or where most text stands."""

from __future__ import annotations

import re
from collections import Counter

from proofpress.readers.html.box_words import SURE, is_called_note, is_framed
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def lays_out(reader: Reader, element: Element, title: Element, kind: str) -> bool:
    """Whether such a box is a section of its page and no remark: one of no colour under a heading or around the title
    of the page, and any where most of the text stands in them."""
    if kind == "note" and (title.name in HEADINGS or next(title.all(*HEADINGS), None) is not None):
        return True
    if next(element.all("h1"), None) is not None:
        return True
    if reader.framed is None:
        whole = sum(len(root.words()) for root in reader.roots)
        inside = end = 0
        for one in reader.page.root.all():
            if one.start >= end and one.classes and is_framed(one.attr("class")):
                inside, end = inside + len(one.words()), one.end
        reader.framed = bool(reader.page.tagged("body", "h1")) and 2 * inside > whole
    return reader.framed


def holds_page(reader: Reader, element: Element) -> bool:
    """Whether an element is no remark, whatever its name ends with: it is what holds the only title of a page, or such
    a name is only a `…-note` and most of the text stands in those."""
    titles = reader.page.tagged("h1")
    if len(titles) == 1 and element.start <= titles[0].start < element.end and reader.page.tagged("body"):
        return True
    return is_called_note(called := element.attr("class")) and called in _wrappers(reader)


def is_note(reader: Reader, element: Element) -> bool:
    """Whether an element whose only class is the common word `note` is a box: on a page whose maker makes boxes, or
    with a title of its own where no more than a part of the text stands in it."""
    if element.classes != {"note"} or element.name not in _HELD:
        return False
    if reader.makes_boxes is None:
        reader.makes_boxes = any(
            len(one.classes) == 1 and not one.classes.isdisjoint(SURE) and one.words()
            for one in reader.page.tagged(*_HELD)
        ) or any(
            one.attr("name").lower() == "generator" and _MAKERS.search(one.attr("content"))
            for one in reader.page.tagged("meta")
        )
    first = next(element.elements, None)
    if reader.makes_boxes:
        return first is not None and first.name != "table"
    if first is None or first.name not in HEADINGS or "title" not in first.classes:
        return False
    return 2 * (element.end - element.start) < sum(root.end - root.start for root in reader.roots)


_HELD = ("div",)
_MAKERS = regex("docbook", re.I)
"""Makers of pages that call their boxes by a kind alone."""


def _wrappers(reader: Reader) -> frozenset[str]:
    """The classes of elements, called notes by a name of somebody's own, that hold most of a page between them."""
    if reader.wrappers is None:
        sizes: Counter[str] = Counter()
        ends: dict[str, int] = {}
        for one in reader.page.root.all() if reader.page.tagged("body", "h1") else ():
            if one.classes and is_called_note(called := one.attr("class")) and one.start >= ends.get(called, 0):
                ends[called] = one.end
                sizes[called] += one.end - one.start
        whole = sum(root.end - root.start for root in reader.roots)
        reader.wrappers = frozenset(called for called, size in sizes.items() if 2 * size > whole)
    return reader.wrappers

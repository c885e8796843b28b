"""Where what is called a box is a part of its page, or all of it: around its title, or where most text stands."""

from __future__ import annotations

from collections import Counter

from proofpress.readers.html.box_words import is_called_note, is_framed
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader

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

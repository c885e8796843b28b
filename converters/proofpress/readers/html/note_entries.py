"""The elements that hold notes: where a note begins, how far it goes, by the place that a mark leads to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.nesting import HEADINGS
from proofpress.regex import regex

MARK = regex(
    r"[\[［(（【〔^]*\s*(\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxl]{1,6}|[①-⑳]|(?:foot|end)?note\s*\d+"
    r"|[脚附]?注释?(?:\s*+\d++)?)"
    r"\s*+[\]］)）】〕.]*+",
    re.I,
)
NAMED = regex(
    r"(?:user-content-)?(?:_?fn|_?ftn|_?edn|(?:foot|end|side|easy-foot)?note|cite[_-]?note|ref|bib|cit\b"
    r"|sdfootnote|sdendnote"
    r"|refmark|id\d)[\w:.-]*|(?=[\w-]++\Z)[\w-]*?(?:footnote|endnote|reference|citation|bibcite)[\w-]*",
    re.I,
)
_TABLES = frozenset(("footnote", "citation"))
"""Docutils up to 0.15 writes each note and each book as a table of one row."""
ENTRIES = frozenset("li p dd dt div aside td tr section blockquote center".split())
_LINES = frozenset("p li dd dt td th tr h1 h2 h3 h4 h5 h6 pre figcaption caption".split())
HOLDERS = frozenset("div section article main body aside blockquote center form".split())
ENDS = frozenset((*HEADINGS, "hr", "table", "ul", "ol", "center"))
"""What no note that stands in no block of its own goes on behind."""
_BLOCKS = _LINES | HOLDERS | frozenset("table tbody thead tfoot ul ol dl figure hr header footer details html".split())


def beginnings(page: Page, links: set[int], wanted: set[int], targets: list[int]) -> dict[int, bool]:
    """Of these elements, whether each stands at the beginning of a block (True) or of a line in it (False);
    the rest is left out. `targets` are their starts, in order: a block without any is passed over."""
    found: dict[int, bool] = {}
    text = line = False
    ends: list[int] = []
    inert = -1
    node: Any = page.root
    while (node := node.next_element) is not None:
        while ends and node.start >= ends[-1]:
            ends.pop()
            text = line = False
        if type(node) is Element:
            if node.name in _BLOCKS:
                text = line = False
                if not _count(node, targets):
                    node = node.last
                    continue
                ends.append(node.end)
            elif node.name == "br":
                line, text = True, False
            if id(node) in wanted and not text:
                found[id(node)] = not line
            if id(node) in links:
                inert = max(inert, node.end)
        elif not text and node.start >= inert and any(map(str.isalpha, node)):
            text = True
    return found


def entry_at(target: Element, begins: dict[int, bool], targets: list[int]) -> Element | None:
    """The element that holds the note which begins at a target; the target itself where the note is a line among
    others."""
    if target.name == "table":
        return target if not target.classes.isdisjoint(_TABLES) else None
    if target.name in ENTRIES and not target.is_wordless:
        return _item(target, targets) if target.name in _LINES else _whole(target, targets)
    if id(target) not in begins:
        return None
    block: object = target
    while isinstance(block, Element) and block.name not in _BLOCKS:
        block = block.parent
    if not isinstance(block, Element):
        return None
    if block.name in HEADINGS:
        # Texinfo's heading of a note is its number, and the note stands below it.
        return block if MARK.fullmatch(block.words()) and _count(block, targets) == 1 else None
    if (
        target.is_wordless
        and (block is target or block.name in HOLDERS)
        and (after := _next(target, block)) is not None
    ):
        return after
    if target.is_wordless and block.name in HOLDERS and target.parent is block and _words_follow(target):
        return target
    if block.name not in ENTRIES:
        return None
    alone = (
        _count(block, targets) == 1 or begins[id(target)] and not any(child.name == "br" for child in block.elements)
    )
    if not alone:
        return target if target.parent is block else None
    if not begins[id(target)]:
        return None
    row = block.parent
    if block.name == "td" and isinstance(row, Element) and row.name == "tr" and len(block.words()) < 12:
        return row if sum(cell.name == "td" for cell in row.elements) == 2 else None
    return _whole(block, targets)


def _item(target: Element, targets: list[int]) -> Element:
    """The item that begins with a paragraph and holds no other note: what stands below it there belongs to the note."""
    item = target.parent
    is_first = isinstance(item, Element) and item.name == "li" and next(iter(item.shown), None) is target
    return item if isinstance(item, Element) and is_first and _count(item, targets) == 1 else target


def _words_follow(target: Element) -> bool:
    """True for an anchor right before words that have no block of their own."""
    for node in target.next_siblings:
        if isinstance(node, Element):
            return node.name not in _BLOCKS and not node.is_wordless
        if not str(node).isspace():
            return True
    return False


def _next(target: Element, block: Element) -> Element | None:
    """The block that follows an empty anchor between blocks."""
    above = target.parent if block is target else block
    node: object = target
    while isinstance(node, Element) and node.parent is not above:
        node = node.parent
    seen = False
    for child in above.contents if isinstance(above, Element) else ():
        if seen and isinstance(child, Element):
            return child if child.name in ("p", "li", "dd", "div", "aside") and not child.is_wordless else None
        if seen and not str(child).isspace():
            return None
        seen = seen or child is node
    return None


def _count(element: Element, targets: list[int]) -> int:
    return bisect_left(targets, element.end) - bisect_left(targets, element.start)


def _is_at(element: Element, targets: list[int]) -> bool:
    """True where a link leads to the element itself."""
    at = bisect_left(targets, element.start)
    return at < len(targets) and targets[at] == element.start


def _whole(block: Element, targets: list[int]) -> Element:
    """A note with all its paragraphs: what is around its first one,
    where that holds this note alone and is named as one."""
    above = block.parent
    while isinstance(above, Element) and above.name in ("div", "aside", "section", "li", "dd"):
        first = next((child for child in above.contents if not (isinstance(child, Chars) and child.isspace())), None)
        if first is not block or _count(above, targets) > _count(block, targets) + _is_at(above, targets):
            break
        only = sum(1 for _ in above.elements) == 1
        bare = above.name == "div" and not above.attrs and all(child.name == "p" for child in above.elements)
        if bare and isinstance(above.parent, Element) and above.parent.name in ("body", "div"):
            only = _count(above, targets) == 1
        if not (only or NAMED.fullmatch(above.attr("id")) or any(NAMED.fullmatch(name) for name in above.classes)):
            break
        block, above = above, above.parent
    return block

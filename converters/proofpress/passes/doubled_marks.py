"""Items that bear the mark of their list once more, as a page draws it or somebody typed it: `- • one`, `1. 1\\. one`.

Bullets go where every item has the same; numbers go where every item has the one that its list gives it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Document, Item, List, Paragraph, Text

_BULLET = regex(r"(?P<both>)(?P<mark>[•·◦▪●○■□‣∙])(?![•·◦▪●○■□‣∙])[ \t\xa0\u3000]*")
_NUMBER = regex(r"(?:[(（](?P<both>\d{1,3})[)）]|(?P<mark>\d{1,3})(?:[.．)）](?![\d.])|、))[ \t\xa0\u3000]*")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with one mark for each item."""

    def level(blocks: Blocks) -> Blocks:
        return tuple(_once(node, ledger) if isinstance(node, List) else node for node in blocks)

    return each_level(document, level)


def _once(node: List, ledger: Ledger) -> List:
    if node.start is None:
        marks = [_mark(item, _BULLET) for item in node.items]
        doubled = bool(marks[0]) and len(set(marks)) == 1
    else:
        marks = [_mark(item, _NUMBER) for item in node.items]
        doubled = len(marks) > 1 and marks == [str(node.start + k) for k in range(len(marks))]
    if not doubled:
        return node
    ledger.repaired(
        node.span, "marks that the items of a list bear twice", "列表各项重复的项目符号或编号", text=" ".join(marks)
    )
    pattern = _BULLET if node.start is None else _NUMBER
    return replace(node, items=tuple(_without(item, pattern) for item in node.items))


def _mark(item: Item, pattern: re.Pattern[str]) -> str:
    """The mark that an item begins with and that something follows; "" for none."""
    if not item.children or not isinstance(first := item.children[0], Paragraph):
        return ""
    said = first.children[0].value if first.children and isinstance(first.children[0], Text) else ""
    found = pattern.match(said)
    if found is None or len(item.children) == len(first.children) == 1 and found.end() == len(said):
        return ""
    return str(found["mark"] or found["both"])


def _without(item: Item, pattern: re.Pattern[str]) -> Item:
    """The item without its mark, and without the paragraph that held nothing else."""
    first, *rest = item.children
    assert isinstance(first, Paragraph)
    head, *after = first.children
    assert isinstance(head, Text)
    left = pattern.sub("", head.value, count=1)
    children = (replace(head, value=left), *after) if left else tuple(after)
    return replace(item, children=(replace(first, children=children), *rest) if children else tuple(rest))

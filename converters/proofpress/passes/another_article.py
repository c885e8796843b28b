"""A second article that a generator ran into: reported where it begins, and left in place,
since it may be the author's.

It shows by a beginning where none should be: a heading with an abstract under it though the article has had its own, or
chapters that count from one again with an introduction.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.tree import Document, Heading, text_of
from proofpress.words import label

_INTRODUCTION = regex(
    r"^\W*(?:1|一|I)[.、．:：\s]\s*(?:引言|绪论|前言|背景|研究背景|背景介绍|introduction|background)", re.I
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The same document; what begins in its midst like another article is reported."""
    headings = [(index, node) for index, node in enumerate(document.children) if isinstance(node, Heading)]
    chapters = 0
    said = -1
    for place, (index, node) in enumerate(headings):
        text = text_of(node)
        late = chapters >= 3 and index > 0.15 * len(document.children)
        if late and (label.ABSTRACT.regex.match(text) or _INTRODUCTION.match(text)):
            at = _beginning(headings, place)
            if at > said:
                said = place
                ledger.doubted(headings[at][1].span, "another article seems to begin here", "此处似乎开始了另一篇文章")
        if re.match(r"^\W*\d{1,2}(?:[.、．\s]|$)", text) or node.depth <= 2:
            chapters += 1
    return document


def _beginning(headings: list[tuple[int, Heading]], place: int) -> int:
    """The heading that a second abstract or introduction stands under:
    the nearest of a higher level right before it."""
    node = headings[place][1]
    for before in range(place - 1, max(place - 4, -1), -1):
        if headings[before][1].depth < node.depth:
            return before
        if headings[before][1].depth > node.depth:
            break
    return place

"""Bars of a page: what its readers can do and how many did, in a block of nothing else."""

from __future__ import annotations

import re

from proofpress.evidence.number import is_number
from proofpress.regex import regex
from proofpress.tree import Block, Link, Paragraph, of_kinds, text_of
from proofpress.words import controls

_PARAGRAPH = regex(r"<p\b[^<>]*>\s*$", re.I)
_TOKEN = regex(rf"(?>{'|'.join(phrase.pattern for phrase in controls.BAR.phrases)})", re.I)
_LONGEST = 120
_NAME = 20
REACH = 14
"""Blocks at either end of an article in which such things stand."""


class Bars:
    """Which blocks are bars, on a page of this text."""

    def __init__(self, page: str) -> None:
        self._page = page

    def is_one(self, block: Block, said: str, found: dict[str, object]) -> bool:
        """Whether a block says nothing but such things; one word alone in a paragraph may be its author's. Beside a
        button to follow stands who wrote the page."""
        if not isinstance(block, Paragraph) or not said or len(said) > _LONGEST:
            return False
        links = [text_of(link).strip() for link in of_kinds(block, Link)]
        if controls.BAR.regex.match(said):
            return len(_TOKEN.findall(said)) > 1 or not is_typed(block, self._page) or _counts(said)
        if len(links) != 1 or not 0 < len(links[0]) <= _NAME or controls.BAR.regex.match(links[0]):
            return False
        rest = said.replace(links[0], " ", 1).strip()
        if not rest or not controls.BAR.regex.match(rest) or is_typed(block, self._page):
            return False
        found.setdefault("authors", links)
        return True

    def is_beside(self, block: Block, said: str) -> bool:
        """Whether a block above a bar is a bare count."""
        return isinstance(block, Paragraph) and is_number(said, unit=False) and not is_typed(block, self._page)


def is_typed(block: Block, page: str) -> bool:
    """Whether a block is what the HTML of its page calls a paragraph."""
    start = block.span.start
    return _PARAGRAPH.search(page[max(0, start - 200) : start]) is not None


def _counts(said: str) -> bool:
    return any(map(str.isdecimal, said))

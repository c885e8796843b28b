"""Elements whose tags stand in Markdown in blocks of their own, with blocks of Markdown between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from proofpress.passes.inlines import Blocks
from proofpress.readers.html import parse
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Block, HtmlBlock, place_in

_TAG = regex(
    r"<(/?)(div|nav|header|footer|aside|section|main|article|form|details|a)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.I,
)
_DEEPEST = 60


class Held(NamedTuple):
    """An element between two blocks of HTML: their places, and its tags in them."""

    first: int
    last: int
    opens: re.Match[str]
    closes: re.Match[str]
    element: Element
    """The element without what it holds."""


def held(blocks: Sequence[Block]) -> Iterator[Held]:
    """The elements that open in one block and close in a later one, as they close."""
    stack: list[tuple[str, int, re.Match[str]]] = []
    for at, block in enumerate(blocks):
        for found in _TAG.finditer(block.value) if isinstance(block, HtmlBlock) else ():
            name = found[2].lower()
            if not found[1]:
                stack.append((name, at, found))
            elif any(one[0] == name for one in stack[-_DEEPEST:]):
                while (one := stack.pop())[0] != name:
                    pass
                if one[1] < at:
                    yield Held(one[1], at, one[2], found, next(parse(Source("", one[2][0])).root.elements))


def split(blocks: Sequence[Block], one: Held) -> tuple[Blocks, Blocks, Block]:
    """What stands before an element in the block of its opening tag; what it holds; and the block of its closing tag
    with what stands behind it, in its place."""
    opener, closer = blocks[one.first], blocks[one.last]
    assert isinstance(opener, HtmlBlock)
    assert isinstance(closer, HtmlBlock)
    head, rest = opener.value[: one.opens.start()], opener.value[one.opens.end() :]
    last, tail = closer.value[: one.closes.start()], closer.value[one.closes.end() :]
    inside = (*part(opener, rest, one.opens.end()), *blocks[one.first + 1 : one.last], *part(closer, last, 0))
    return part(opener, head, 0), inside, replace(closer, value=tail.rjust(len(closer.value)))


def part(block: HtmlBlock, value: str, at: int) -> tuple[HtmlBlock, ...]:
    """What stands in a block of HTML from a place on, as a block; none where that is nothing."""
    if not value.strip():
        return ()
    return (HtmlBlock(value, span=place_in(block, at, at + len(value))),)

"""The number that a note begins with, which its label says."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.regex import regex
from proofpress.tree import Block, Heading, Inline, Paragraph, Strong, Tagged, Text, text_of

_BACK_SIGNS = regex(r"(?:[\s^↑↩︎️]+|[.．:：、)）\]］】](?![.．]))\s*")
_STAR = regex(r"\s*[*†‡§¶]{1,4}\s+(?=\S)")


def without_number(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """The note without the number it begins with, which the label says."""
    number = label.partition("-")[0]
    if (
        len(blocks) > 1
        and isinstance(blocks[0], Paragraph | Heading)
        and text_of(blocks[0]).strip("[]［］()（）【】〔〕^. ") == number
    ):
        return blocks[1:]
    if not blocks or not isinstance(blocks[0], Paragraph) or not blocks[0].children:
        return blocks
    children = _unnumbered(blocks[0].children, number)
    if children == blocks[0].children:
        return blocks
    return (replace(blocks[0], children=children), *blocks[1:]) if children else blocks[1:]


def _unnumbered(children: tuple[Inline, ...], number: str) -> tuple[Inline, ...]:
    first = children[0]
    if not isinstance(first, Text):
        if isinstance(first, Tagged | Strong) and text_of(first).strip("[]［］()（）【】〔〕^. ") == number:
            return _led(children[1:])
        return children
    match = (
        _BACK_SIGNS.match(first.value)
        or _STAR.match(first.value)
        or re.match(rf"\s*[\[［(（【〔^]*\s*{re.escape(number)}\s*(?:[\]］)）】〕.、:：]+\s*|\s+)", first.value)
    )
    if not match:
        return children
    rest = first.value[match.end() :]
    return (replace(first, value=rest), *children[1:]) if rest else _led(children[1:])


def _led(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The nodes without the signs that stood between a number and its note."""
    if children and isinstance(first := children[0], Text):
        rest = first.value.lstrip(" .、:：)）]］】")
        return (replace(first, value=rest), *children[1:]) if rest else children[1:]
    return children

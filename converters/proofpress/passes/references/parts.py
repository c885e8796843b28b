"""Pieces of a run of text, with their own places."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.regex import regex
from proofpress.tree import Inline, Text, sliced, text_of


def cut(children: tuple[Inline, ...], at: int) -> tuple[list[Inline], list[Inline]]:
    """A run of inlines in two, cut behind so many characters of its text; an inline that is no text stays whole."""
    head: list[Inline] = []
    for index, child in enumerate(children):
        size = len(text_of(child))
        if at < size:
            if not isinstance(child, Text):
                return head, list(children[index:])
            parts = (sliced(child, 0, at), sliced(child, at, size))
            return [*head, *parts[:1]] if at else head, [parts[1], *children[index + 1 :]]
        head.append(child)
        at -= size
    return head, []


_LED = regex(rf"\s+(?=[{chinese.WIDE}，。；：、！？,.;:!?”’」』》）)])")


def led(node: Text) -> Text:
    """What follows a mark, without the space before Chinese or a pause that stood behind the raised number."""
    space = _LED.match(node.value)
    return sliced(node, space.end(), len(node.value)) if space else node

"""Lists of references or notes by how they were typed: with their numbers in the items, or as a term's definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress.regex import regex
from proofpress.tree import Block, Footnote, Item, List, Paragraph, Text, text_of
from proofpress.words.references import NOTES

_COUNTED = regex(r"\s*[\[［(（【]?(\d{1,3})(?!\d)[\]］)）】]?[.．:：、]?\s*")


def unfolded(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a paragraph and a list for every list of one item that is called by what stands over notes: a
    term and its definition, as encyclopedias write it."""
    return tuple(part for node in blocks for part in _unfolded(node))


def _unfolded(node: Block) -> tuple[Block, ...]:
    match node:
        case List(items=[Item(children=[Paragraph() as head, List() as items])]) if NOTES.regex.match(text_of(head)):
            return (head, items)
        case _:
            return (node,)


def counted(children: tuple[Block, ...], number: int) -> tuple[Block, ...] | None:
    """What an item says behind the number that it was typed with; None where it begins with no number, or another."""
    match children:
        case [Paragraph(children=[Text() as head, *more]) as first, *rest]:
            found = _COUNTED.match(head.value)
            if found is None or int(found[1]) != number or found.end() == len(head.value) and not more:
                return None
            lead = [replace(head, value=head.value[found.end() :])] if found.end() < len(head.value) else []
            return (replace(first, children=(*lead, *more)), *rest)
        case _:
            return None


def counted_entries(node: List, last: int) -> Iterator[Footnote]:
    """The items of a list without numbers as entries, where each was typed with the number behind the last one."""
    if node.ordered:
        return
    made = [
        Footnote(str(number), said, span=item.span)
        for number, item in enumerate(node.items, last + 1)
        if (said := counted(item.children, number)) is not None
    ]
    if len(made) == len(node.items):
        yield from made

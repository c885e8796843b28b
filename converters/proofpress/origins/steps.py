"""Steps that a page numbers in elements of their own, as GitBook and component libraries draw them: the number of a
step stands in its heading."""

from __future__ import annotations

from dataclasses import replace

from proofpress.tree import Block, Heading, Paragraph, Text, text_of


def numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the numbers 1, 2, … that stand alone, each right above a heading of one depth, in the headings;
    a single number is no row of steps."""
    places: list[int] = []
    for at in range(len(blocks) - 1):
        heading = blocks[at + 1]
        wanted = str(len(places) + 1)
        if isinstance(heading, Heading) and isinstance(blocks[at], Paragraph) and text_of(blocks[at]).strip() == wanted:
            if places and _depth(blocks[places[0] + 1]) != heading.depth:
                break
            places.append(at)
    if len(places) < 2:
        return blocks
    made = list(blocks)
    for number, at in enumerate(places, 1):
        heading = made[at + 1]
        assert isinstance(heading, Heading)
        label = Text(f"{number}. ", span=blocks[at].span)
        made[at + 1] = replace(heading, children=(label, *heading.children), span=blocks[at].span.cover(heading.span))
    gone = frozenset(places)
    return tuple(block for at, block in enumerate(made) if at not in gone)


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, Heading) else 0

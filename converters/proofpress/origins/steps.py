"""Steps that a page numbers in elements of their own, as GitBook and component libraries draw them: the number of a
step stands in its heading."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from proofpress.tree import Block, Heading, Paragraph, Text, text_of


def numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the numbers 1, 2, … that stand alone, each right above a heading of one depth, in the headings;
    a single number is no row of steps."""
    found: dict[int, Heading] = {}
    depth = 0
    for at, (block, heading) in enumerate(pairwise(blocks)):
        if not isinstance(block, Paragraph) or not isinstance(heading, Heading):
            continue
        if text_of(block).strip() != str(len(found) + 1):
            continue
        depth = depth or heading.depth
        if heading.depth != depth:
            break
        found[at] = heading
    if len(found) < 2:
        return blocks
    made = list(blocks)
    for number, (at, heading) in enumerate(found.items(), 1):
        label = Text(f"{number}. ", span=blocks[at].span)
        made[at + 1] = replace(heading, children=(label, *heading.children), span=blocks[at].span.cover(heading.span))
    return tuple(block for at, block in enumerate(made) if at not in found)

"""Headings: below the one title no level is skipped, what a box or a wrapper holds stands below it, chapters that are
numbered in one sequence stand at one level, and none is set in bold from end to end, since that is what a heading is.

A wrapper is a heading with nothing under it but a heading of a higher level: a report that was pasted in whole.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Container,
    Details,
    Document,
    Footnote,
    Heading,
    Inline,
    List,
    Quote,
    Strong,
    ThematicBreak,
    text_of,
)

_NUMBER = regex(rf"^\s*(?:第\s*)?(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:[.、．:：\s]|章|节|(?=[{chinese.CLASS}]))")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with headings one, two, three… deep as they nest."""
    blocks = document.children
    title = blocks[0] if blocks and isinstance(blocks[0], Heading) and blocks[0].depth == 1 else None
    wanted: dict[int, int] = {}
    _measure(blocks[1:] if title else blocks, 1, wanted)
    headings = _headings(blocks)
    changed = [node for node in headings if wanted.get(id(node), node.depth) != node.depth]
    bold = [node for node in headings if len(node.children) == 1 and isinstance(node.children[0], Strong)]
    if changed:
        stand = "heading stands" if len(changed) == 1 else "headings stand"
        ledger.repaired(
            changed[0].span,
            f"{len(changed)} {stand} at another level, so that none is skipped",
            f"{len(changed)} 个标题调整了层级",
            text="",
        )
    for node in bold:
        ledger.repaired(node.span, "a heading that is bold from end to end as well", "标题整个加了粗")
    if not changed and not bold:
        return document

    def level(nodes: Blocks) -> Blocks:
        return tuple(
            replace(node, depth=wanted.get(id(node), node.depth), children=_light(node))
            if isinstance(node, Heading)
            else node
            for node in nodes
        )

    return each_level(document, level)


def _light(heading: Heading) -> tuple[Inline, ...]:
    only = heading.children[0] if len(heading.children) == 1 else None
    return only.children if isinstance(only, Strong) else heading.children


def _headings(blocks: Blocks) -> list[Heading]:
    found: list[Heading] = []
    for node in blocks:
        if isinstance(node, Heading):
            found.append(node)
        for inner in _inside(node):
            found.extend(_headings(inner))
    return found


def _inside(node: Block) -> tuple[Blocks, ...]:
    if isinstance(node, Quote | Details | Container | Footnote):
        return (node.children,)
    return tuple(item.children for item in node.items) if isinstance(node, List) else ()


def _measure(blocks: Blocks, above: int, wanted: dict[int, int]) -> None:
    """The depth of every heading among these siblings and inside them; `above` is the depth that they stand under."""
    headings = [node for node in blocks if isinstance(node, Heading)]
    depths = dict(zip(map(id, headings), _wrapped(blocks, headings, _by_number(headings)), strict=True))
    stack: list[int] = []
    for node in blocks:
        if isinstance(node, Heading):
            while stack and stack[-1] >= depths[id(node)]:
                stack.pop()
            stack.append(depths[id(node)])
            wanted[id(node)] = min(above + len(stack), 6)
        for inner in _inside(node):
            _measure(inner, min(above + len(stack), 5), wanted)


def _wrapped(blocks: Blocks, headings: list[Heading], depths: list[int]) -> list[int]:
    """The depths with what stands in a wrapper below it, up to the next wrapper of the same depth."""
    holds = {id(node): _least_depth(following) for node, following in _neighbours(blocks) if isinstance(node, Heading)}
    out = list(depths)
    shift, level = 0, 0
    for index, node in enumerate(headings):
        # Where chapters have stood at level one before, another is no report in a wrapper but the next chapter.
        wraps = (
            holds.get(id(node)) == 1 < depths[index]
            and not _NUMBER.match(text_of(node))
            and (shift or 1 not in depths[:index])
        )
        if wraps and (not shift or depths[index] == level):
            own = index + 1 < len(headings) and depths[index + 1] == 1
            shift, level = (depths[index] if own else 0), depths[index]
        else:
            out[index] += shift
    return out


def _least_depth(node: Block) -> int:
    """The depth of a heading, or the least in a disclosure; 0 for anything else."""
    if isinstance(node, Heading):
        return node.depth
    if isinstance(node, Details):
        return min((child.depth for child in node.children if isinstance(child, Heading)), default=0)
    return 0


def _neighbours(blocks: Blocks) -> list[tuple[Block, Block]]:
    """Each block with the next, rules left out."""
    solid = [node for node in blocks if not isinstance(node, ThematicBreak)]
    return list(pairwise(solid))


def _by_number(headings: list[Heading]) -> list[int]:
    """The depths that headings have, or should have by their numbers: 1, 2, 3 at one level though some are deeper."""
    depths = [node.depth for node in headings]
    parts = [found[1].split(".") if (found := _NUMBER.match(text_of(node))) else [] for node in headings]
    chapters = [index for index, part in enumerate(parts) if len(part) == 1]
    numbers = [int(parts[index][0]) for index in chapters]
    if (
        len(chapters) < 3
        or len({depths[index] for index in chapters}) == 1
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return depths
    top = min(depths[index] for index in chapters)
    shift = 0
    for index, part in enumerate(parts):
        if part:
            wanted = top + len(part) - 1
            shift = wanted - depths[index]
            depths[index] = wanted
        else:
            depths[index] = max(depths[index] + shift, top)
    return depths

"""Heading levels: below the one title none is skipped, and chapters numbered in one sequence stand at one level."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Document, Heading, text_of, walk

_NUMBER = re.compile(r"^\s*(?:第\s*)?(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.、．:：\s]|章|节|(?=[\u4e00-\u9fff]))")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with headings one, two, three… deep as they nest."""
    headings = [node for top in document.children for node in walk(top) if isinstance(node, Heading)]
    titled = bool(document.children) and isinstance(document.children[0], Heading) and document.children[0].depth == 1
    depths = _by_number(headings[1:] if titled else headings)
    wanted: list[int] = [1] if titled else []
    stack: list[int] = []
    for depth in depths:
        while stack and stack[-1] >= depth:
            stack.pop()
        stack.append(depth)
        wanted.append(min(len(stack) + 1, 6))
    changed = [(node, depth) for node, depth in zip(headings, wanted, strict=True) if node.depth != depth]
    if not changed:
        return document
    ledger.repaired(changed[0][0].span, f"{len(changed)} headings stand at another level, so that none is skipped", f"{len(changed)} 个标题调整了层级", text="")
    new = {id(node): depth for node, depth in changed}

    def level(blocks: Blocks) -> Blocks:
        return tuple(replace(node, depth=new[id(node)]) if isinstance(node, Heading) and id(node) in new else node for node in blocks)

    return each_level(document, level)


def _by_number(headings: list[Heading]) -> list[int]:
    """The depths that headings have, or should have by their numbers: 1, 2, 3 at one level though some are deeper."""
    depths = [node.depth for node in headings]
    parts = [found[1].split(".") if (found := _NUMBER.match(text_of(node))) else [] for node in headings]
    chapters = [index for index, part in enumerate(parts) if len(part) == 1]
    numbers = [int(parts[index][0]) for index in chapters]
    if len(chapters) < 3 or len({depths[index] for index in chapters}) == 1 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
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

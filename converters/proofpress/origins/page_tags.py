"""The tags of a note that a program draws as a line of links above or below its text (Obsidian)."""

from __future__ import annotations

from collections.abc import Mapping

from proofpress.ledger import Ledger
from proofpress.readers.html.dom import Element, Page
from proofpress.source import Span
from proofpress.tree import Block, Paragraph

_EDGE = 2
"""Blocks at either end of a note in which its tags may stand."""


def taken(
    page: Page, blocks: tuple[Block, ...], meta: dict[str, object], ledger: Ledger
) -> tuple[tuple[Block, ...], dict[str, object]]:
    """The blocks without such lines, and the metadata with the tags that they name."""
    lines = {page.source.span(one.start, one.end): tags for one in page.tagged("p") if (tags := _tags(one))}
    if not lines:
        return blocks, meta
    edge = {*range(_EDGE), *range(len(blocks) - _EDGE, len(blocks))}
    found = {at: _named(one, lines) for at, one in enumerate(blocks) if at in edge and isinstance(one, Paragraph)}
    gone = {at: tags for at, tags in found.items() if tags}
    named = [tag for tags in gone.values() for tag in tags]
    for at in gone:
        ledger.repaired(blocks[at].span, "tags of a note, moved to the front matter", "笔记的标签移入文件头")
    given = meta.get("tags")
    tags = list(dict.fromkeys((*(given if isinstance(given, list | tuple) else ()), *named)))
    kept = tuple(block for at, block in enumerate(blocks) if at not in gone)
    return kept, {**meta, "tags": tags} if named else meta


def _named(block: Block, lines: Mapping[Span, list[str]]) -> list[str]:
    """The tags of the line that a paragraph was read from."""
    return next((tags for at, tags in lines.items() if at.start <= block.span.start and block.span.end <= at.end), [])


def _tags(element: Element) -> list[str]:
    """The tags of a paragraph that holds nothing else: links by their class, which begin with the sign."""
    found = list(element.shown)
    if not found or not all(isinstance(one, Element) and one.name == "a" and "tag" in one.classes for one in found):
        return []
    said = [one.words() for one in element.all("a")]
    return [one[1:] for one in said] if all(one.startswith("#") and len(one) > 1 for one in said) else []

"""The places of an article that the site gives an anchor: headings, numbered equations, captioned pictures and tables,
notes.

What makes a caption or a numbered equation is said here once, for the pages (`site/figures.py`, `site/equations.py`),
for conversions that mend links, and for the rule that checks them. Tests hold `anchors` against the pages themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.regex import regex
from proofpress.slugs import Slugs, slugify
from proofpress.tree import (
    AnyNode,
    Block,
    Container,
    Definitions,
    Details,
    Document,
    Emphasis,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    InlineCode,
    InlineMath,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Table,
    Text,
    children,
    of_kinds,
    text_of,
)
from proofpress.writer import is_tight

PICTURE = regex(r"^\s*(?:图|圖|Figure|Fig\.)\s*[\d一二三四五六七八九十]+(?:[-.–]\d+)*(?=\D|$)", re.I)
TABLE = regex(r"^\s*(?:表|Table|Tab\.)\s*[\d一二三四五六七八九十]+(?:[-.–]\d+)*(?=\D|$)", re.I)
FILE_NAME = regex(
    r"^(?:[\w%.~-]*\.(?:png|jpe?g|gif|webp|svg|bmp)|image|img|picture|图片|在这里插入图片描述|请添加图片描述"
    r"|\W*)\s*\d*$",
    re.I,
)
CAPTION_LENGTH = 160
SET_APART_LENGTH = 600
"""Characters of a caption that is set apart from the text by emphasis."""
TAG = regex(r"\\tag\*?\s*\{([^{}]{1,40})\}")
LABEL = regex(r"\s*\{:?\s*#([\w:.-]+)\s*\}\s*")


def equation(number: str) -> str:
    """The anchor of the equation that bears a number."""
    return "eq-" + re.sub(r"[^\w.-]+", "-", number.strip()).strip("-")


class Anchors(NamedTuple):
    """`of` gives a node's anchor by its `id()`: of headings and formulas, and of the paragraphs and tables that make a
    numbered figure. `names` are all the anchors of the page."""

    of: dict[int, str]
    names: frozenset[str]


def anchors(document: Document, *, explicit: bool = True) -> Anchors:
    """The anchors that the site makes for an article. Without `explicit`, headings have none of their own, as the
    writer writes none."""
    of: dict[int, str] = {}
    levels = list(_levels(document.children))
    taken = _pictures(levels, of)
    _tables(levels, of, taken)
    labels = frozenset(node.label for node in document.children if isinstance(node, Footnote))
    names = {*of.values(), *_equations(levels, of), *_notes(document, labels)}
    headings = list(of_kinds(document, Heading))
    slugs = Slugs(names | {heading.id for heading in headings if heading.id and explicit})
    for heading in headings:
        of[id(heading)] = (heading.id if explicit else "") or slugs.add(slugify(title(heading, labels)))
    return Anchors(of, frozenset(slugs.used))


def title(heading: Heading, labels: frozenset[str] = frozenset()) -> str:
    """The words of a heading that its anchor is made of: no pictures,
    no marks of notes whose label is one of `labels`."""
    words: list[str] = []
    stack: list[AnyNode] = list(children(heading)[::-1])
    while stack:
        node = stack.pop()
        if isinstance(node, Text | InlineCode | InlineMath):
            words.append(node.value)
        elif isinstance(node, FootnoteReference) and node.label not in labels:
            words.append(node.label)
        else:
            stack.extend(children(node)[::-1])
    return " ".join("".join(words).split())


def _levels(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Every list of siblings in which a paragraph is a paragraph, outer ones first; notes are left out."""
    pending = [blocks]
    while pending:
        level = pending.pop()
        yield level
        pending.extend(reversed([inner for block in level for inner in _inside(block)]))


def _inside(block: Block) -> list[tuple[Block, ...]]:
    match block:
        case Quote() | Details() | Container():
            return [block.children]
        case List():
            tight = all(is_tight(item) for item in block.items)
            # What stands on the line of a tight item, or beside a task's box, is no paragraph by itself.
            return [item.children[1:] if tight or item.checked is not None else item.children for item in block.items]
        case Definitions():
            return [body for _, bodies in block.entries for body in bodies]
        case _:
            return []


def _pictures(levels: list[tuple[Block, ...]], of: dict[int, str]) -> set[int]:
    """Number the pictures that have a caption; returns the paragraphs that are one."""
    taken: set[int] = set()
    count = 0
    for level in levels:
        for index, block in enumerate(level):
            picture = picture_of(block)
            if picture is None:
                continue
            below = level[index + 1] if index + 1 < len(level) else None
            text = picture.title or picture.alt
            captioned = is_caption(below, PICTURE) or is_set_apart(below)
            if captioned or text and len(text) <= CAPTION_LENGTH and not FILE_NAME.match(text):
                count += 1
                of[id(block)] = f"figure-{count}"
            if captioned:
                taken.add(id(below))
                of[id(below)] = f"figure-{count}"
    return taken


def picture_of(block: Block) -> Image | None:
    """The picture that is all there is in a paragraph, linked or not."""
    if not isinstance(block, Paragraph) or len(block.children) != 1:
        return None
    only = block.children[0]
    if isinstance(only, Link) and len(only.children) == 1:
        only = only.children[0]
    return only if isinstance(only, Image) else None


def is_caption(block: Block | None, pattern: re.Pattern[str]) -> bool:
    """Whether a paragraph begins with the number of a picture (`PICTURE`) or a table (`TABLE`)."""
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block)
    return len(text) <= CAPTION_LENGTH and pattern.match(text) is not None


def is_set_apart(block: Block | None) -> bool:
    """Whether a paragraph is all in emphasis, which makes it the caption of a picture above it or a table below."""
    return (
        isinstance(block, Paragraph)
        and len(block.children) == 1
        and isinstance(block.children[0], Emphasis)
        and len(text_of(block)) <= SET_APART_LENGTH
    )


def _tables(levels: list[tuple[Block, ...]], of: dict[int, str], taken: set[int]) -> None:
    count = 0
    for level in levels:
        for index, block in enumerate(level):
            if not isinstance(block, Table):
                continue
            above = level[index - 1] if index else None
            below = level[index + 1] if index + 1 < len(level) else None
            following = level[index + 2] if index + 2 < len(level) else None
            sides = (above, None if isinstance(following, Table) else below)
            caption = next(
                (
                    side
                    for side in sides
                    if side is not None
                    and id(side) not in taken
                    and (is_caption(side, TABLE) or side is above and is_set_apart(side))
                ),
                None,
            )
            if caption is not None:
                count += 1
                taken.add(id(caption))
                of[id(block)] = of[id(caption)] = f"table-{count}"


def _equations(levels: list[tuple[Block, ...]], of: dict[int, str]) -> set[str]:
    for level in levels:
        for index, block in enumerate(level):
            if not isinstance(block, Math):
                continue
            if found := TAG.search(block.value):
                of[id(block)] = equation(found[1])
            below = level[index + 1] if index + 1 < len(level) else None
            if (
                isinstance(below, Paragraph)
                and len(below.children) == 1
                and isinstance(text := below.children[0], Text)
                and (label := LABEL.fullmatch(text.value))
            ):
                of[id(block)] = label[1]
    return set(of.values())


def _notes(document: Document, labels: frozenset[str]) -> Iterator[str]:
    """`fn:x` of each definition, `fnref:x`, `fnref2:x`, … of each mark that it has."""
    yield from (f"fn:{label}" for label in labels)
    seen: dict[str, int] = {}
    for node in of_kinds(document, FootnoteReference):
        if node.label in labels:
            seen[node.label] = count = seen.get(node.label, 0) + 1
            yield f"fnref{'' if count == 1 else count}:{node.label}"

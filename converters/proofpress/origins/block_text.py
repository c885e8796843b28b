"""What a block says: its words, those outside of its links, its lines; and which blocks are an article's text."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Break,
    Code,
    Image,
    InlineCode,
    Item,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Table,
    Text,
    of_kinds,
    text_of,
)

_WIDE = regex(f"[{chinese.LETTERS}]")
_SENTENCE, _SENTENCES, _LONG, _LONGEST = 24, 60, 160, 600
_ENDS = tuple(".。!！?？:：")


def substance(blocks: tuple[Block, ...]) -> tuple[frozenset[int], bool]:
    """The blocks that are text, by identity: code, long ones and paragraphs of sentences; short sentences where there
    are no others, and whether that is so."""
    found = frozenset(id(block) for block in blocks if _is_substance(block, _SENTENCES))
    return found or frozenset(id(block) for block in blocks if _is_substance(block, _SENTENCE)), not found


def _is_substance(block: Block, least: int) -> bool:
    if isinstance(block, Code | Math):
        return True
    if isinstance(block, Paragraph):
        return (size := _size(text := text_of(block))) > _LONG or size > least and text.rstrip()[-1:] in _ENDS
    return isinstance(block, Table | Quote | List) and _size(text_of(block)) > _LONGEST


def _size(text: str) -> int:
    """How long a text is to read: a Chinese character says as much as two letters."""
    return len(text) + len(_WIDE.findall(text))


def outside(block: Block) -> str:
    """The text of a block that stands outside of its links."""
    text = words(block)
    for link in of_kinds(block, Link):
        if said := " ".join(text_of(link).split()):
            text = text.replace(said, " ", 1)
    return text


def own(item: Item) -> str:
    """The text of an item without the lists below it."""
    return " ".join(text_of(child) for child in item.children if not isinstance(child, List)).strip()


def words(block: Block) -> str:
    parts: Iterator[str] = (
        (text_of(item) for item in block.items) if isinstance(block, List) else iter((text_of(block),))
    )
    images = "" if next(of_kinds(block, Image), None) is None else " "
    return " ".join(f"{' '.join(parts)}{images}".split())


def lines(block: Block) -> tuple[str, ...]:
    """The words of a block, those before and behind a break apart."""
    if next(of_kinds(block, Break), None) is None:
        return (words(block),)
    said = "".join("\n" if isinstance(one, Break) else one.value for one in of_kinds(block, Text, InlineCode, Break))
    return tuple(" ".join(line.split()) for line in said.split("\n"))

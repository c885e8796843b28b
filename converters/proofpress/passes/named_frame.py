"""Parts of a page's frame whose tags a tool left standing around the Markdown it made of the page: `<nav>`,
`<div class="foot">`. They go where they hold nothing but links, labels and controls.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from proofpress.ledger import Ledger
from proofpress.origins import contents
from proofpress.origins.named import words_of
from proofpress.passes.between import Held, held
from proofpress.passes.inlines import Blocks, each_level
from proofpress.passes.site_frame import SAID, is_ours, is_row, sign
from proofpress.tree import Block, Document, Heading, HtmlBlock, Image, Link, of_kinds, text_of
from proofpress.words import page as names

_NAMES = frozenset(("footer", "header"))
_LIKELY = names.LINKED | names.PROBABLE | names.EDGES
_SEARCH = frozenset(("search", "searchbox"))
_MOST = 0.5
"""How much of a text such a part may be."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without parts that their own tag, role or class calls the frame's, and that hold no text."""
    if not any(isinstance(block, HtmlBlock) for block in document.children):
        return document
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    blocks = _without_contents(blocks, ledger)
    parts = [(one.first + 1, one.last, called) for one in held(blocks) if (called := _is_called(one)) is not None]
    if not any(certain for _, _, certain in parts):
        return blocks
    heads = Counter(" ".join(text_of(block).split()) for block in blocks if isinstance(block, Heading))
    sizes = (0 if isinstance(block, HtmlBlock) else len(text_of(block)) for block in blocks)
    before = list(accumulate(sizes, initial=0))
    texts = list(accumulate((not _is_frame(block, heads) for block in blocks), initial=0))
    kept: list[Block] = []
    end = 0
    for first, last, _ in sorted(parts):
        size = before[last] - before[first]
        if first >= end and 0 < size < _MOST * before[-1] and texts[first] == texts[last]:
            ledger.removed(blocks[first].span.cover(blocks[last - 1].span), *SAID)
            kept += blocks[end:first]
            end = last
    return (*kept, *blocks[end:]) if kept else blocks


def _without_contents(blocks: Blocks, ledger: Ledger) -> Blocks:
    """The blocks without lists of links to places of the page between tags that call them a table of contents."""
    gone: set[int] = set()
    for one in held(blocks):
        inside = range(one.first + 1, one.last)
        if contents.is_named(one.element) and _is_contents([blocks[at] for at in inside]):
            ledger.removed(blocks[one.first + 1].span.cover(blocks[one.last - 1].span), *contents.SAID)
            gone.update(inside)
    return tuple(block for at, block in enumerate(blocks) if at not in gone) if gone else blocks


def _is_contents(inside: list[Block]) -> bool:
    links = [link for block in inside for link in of_kinds(block, Link)]
    plain = [block for block in inside if not isinstance(block, HtmlBlock | Heading)]
    return len(links) > 1 and all(link.url.startswith("#") for link in links) and all(map(is_row, plain))


def _is_called(one: Held) -> bool | None:
    """Whether an element calls itself a part of a frame, and whether only a site would call one so: an author may have
    a head and a foot. None for any other."""
    element = one.element
    words = words_of(element.classes, element.attr("id"))
    if element.name == "nav" or element.attr("role") in names.ROLES or not words.isdisjoint(names.CERTAIN | _SEARCH):
        return True
    return False if element.name in _NAMES or not words.isdisjoint(_LIKELY) else None


def _is_frame(block: Block, heads: Counter[str]) -> bool:
    """Whether a block of such a part is no text: a heading is none where another one says the same."""
    if isinstance(block, HtmlBlock):
        return True
    if isinstance(block, Heading):
        said = " ".join(text_of(block).split())
        return not said or sign(block, "") != "" or heads[said] > 1
    if next(of_kinds(block, Image), None) is not None and next(of_kinds(block, Link), None) is None:
        return False
    return is_ours(block)

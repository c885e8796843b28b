"""Front matter that a page shows as text: a platform that has none reads `---`, the keys and `---` as a line and a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.origins.metadata import canonical, merged
from proofpress.tree import Block, Document, Heading, List, Paragraph, ThematicBreak, text_of

_OF_GENERATORS = (
    "layout date updated lastmod tags tag categories category permalink slug draft published comments comment edit_url toc math mathjax katex"
    " cover top_img abbrlink copyright keywords excerpt weight sidebar sidebar_position render_with_liquid difficulty rating source"
).split()
"""Keys that no author would write at the top of a text for its readers: two of them make a header."""
_KEYS = (*_OF_GENERATORS, "title", "subtitle", "author", "authors", "description", "summary")
_KEY = re.compile(rf"(?:^|(?<=\s))({'|'.join(sorted(_KEYS, key=len, reverse=True))}):(?=\s|$)")
_LONGEST = 2000
_REACH = 3


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without a header among its first blocks; what it says is in `meta`, where that did not know it."""
    blocks = document.children
    for at, node in enumerate(blocks[:_REACH]):
        end = _end(blocks, at)
        if end and (values := _values(" ".join(map(_words, blocks[at:end])))):
            for block in blocks[at:end]:
                if not isinstance(block, ThematicBreak):
                    ledger.removed(block.span, "front matter shown as text; its data are in the front matter", "显示成正文的文件头，其数据已进入文件头")
            start = at - 1 if at and isinstance(blocks[at - 1], ThematicBreak) else at
            return replace(document, children=(*blocks[:start], *blocks[end:]), meta=_with(document.meta, values))
        if not isinstance(node, ThematicBreak) and not (isinstance(node, Heading) and node.depth == 1):
            break
    return document


def _end(blocks: tuple[Block, ...], at: int) -> int:
    """The place behind what may be a header: a heading, or a paragraph and a list of tags between two lines; 0 where there is none."""
    if isinstance(blocks[at], Heading):
        return at + 1
    if not isinstance(blocks[at], Paragraph) or not at or not isinstance(blocks[at - 1], ThematicBreak):
        return 0
    end = at + 1
    while end < len(blocks) and isinstance(blocks[end], List | Paragraph) and end < at + 4:
        end += 1
    return end + 1 if end < len(blocks) and isinstance(blocks[end], ThematicBreak) else 0


def _words(block: Block) -> str:
    return ", ".join(text_of(item).strip() for item in block.items) if isinstance(block, List) else text_of(block)


def _values(text: str) -> dict[str, object]:
    """What a header says, by key; nothing for a text that is none."""
    text = text.strip()
    if len(text) > _LONGEST:
        return {}
    keys = list(_KEY.finditer(text))
    if not keys or keys[0].start() or len({key[1] for key in keys} & set(_OF_GENERATORS)) < 2:
        return {}
    ends = (*(key.start() for key in keys[1:]), len(text))
    return {key[1]: text[key.end() : end].strip().strip("[]'\"") for key, end in zip(keys, ends, strict=True)}


def _with(meta: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    more = canonical(values)
    known = meta.get("original")
    rest = more.pop("original", {})
    if isinstance(rest, Mapping) and rest:
        more["original"] = {**rest, **(known if isinstance(known, Mapping) else {})}
    return merged(meta, **more)

"""Front matter that a page shows as text: a platform that has none reads `---`,
the keys and `---` as a line and a heading."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.passes.inlines import with_children
from proofpress.regex import regex
from proofpress.tree import Block, Document, Heading, List, Paragraph, ThematicBreak, text_of

_OF_GENERATORS = (
    "layout date updated lastmod tags tag categories category permalink slug draft published comments comment "
    "edit_url toc math mathjax katex"
    " cover top_img abbrlink copyright keywords excerpt weight sidebar sidebar_position render_with_liquid "
    "difficulty rating source"
).split()
"""Keys that no author would write at the top of a text for its readers: two of them make a header."""
_KEYS = (*_OF_GENERATORS, "title", "subtitle", "author", "authors", "description", "summary")
_KEY = regex(rf"(?:^|(?<=\s))({'|'.join(sorted(_KEYS, key=len, reverse=True))}):(?=\s|$)")
_LONGEST = 2000
_REACH = 3


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with a header among its first blocks reported; one that is a heading becomes a paragraph,
    and no title."""
    blocks = document.children
    for at, node in enumerate(blocks[:_REACH]):
        if _is_parted(blocks, at) and _is_header(text_of(node)):
            ledger.doubted(node.span, "front matter shown as text", "显示成正文的文件头")
            if isinstance(node, Heading):
                return with_children(
                    document, (*blocks[:at], Paragraph(node.children, span=node.span), *blocks[at + 1 :])
                )
            break
        if not isinstance(node, ThematicBreak) and not (isinstance(node, Heading) and node.depth == 1):
            break
    return document


def _is_parted(blocks: tuple[Block, ...], at: int) -> bool:
    """True for a heading, and for a paragraph between two lines, its list of tags with it."""
    if isinstance(blocks[at], Heading):
        return True
    if not isinstance(blocks[at], Paragraph) or not at or not isinstance(blocks[at - 1], ThematicBreak):
        return False
    end = at + 1
    if end < len(blocks) and isinstance(blocks[end], List):
        end += 1
    return end < len(blocks) and isinstance(blocks[end], ThematicBreak)


def _is_header(text: str) -> bool:
    text = text.strip()
    keys = list(_KEY.finditer(text)) if len(text) <= _LONGEST else []
    return bool(keys) and not keys[0].start() and len({key[1] for key in keys}.intersection(_OF_GENERATORS)) > 1

"""A closing section that explains a listing which the article does not hold (any more):
a language model's word to its user.

The evidence is in the document alone: it holds no code, its last section speaks of the code above, and most of that
section names tags, style sheets or files of markup.
"""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.authority import Kind
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, Footnote, Heading, Item, List, Paragraph, cover, text_of, walk

_ABOVE = regex(
    r"(?:上述|以上|上面的?|前面的?)(?:的|这段|这份|完整)?(?:代码|源码|HTML|文件)|\b(?:above"
    r"|preceding) (?:\w+ )?(?:code|html|markup|page|file)\b|\bcode above\b",
    re.I,
)
_MARKUP = regex(r"</?[a-z][\w-]*+[^<>]*+>|\bHTML5?\b|\bCSS\b|\.html?\b|\bviewport\b", re.I)

_TYPED_PAGE = regex(r"(?<!\s)\s*+(?:<|&lt;)!doctype html", re.I)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without a last section that explains markup it does not hold."""
    body: list[Block] = [node for node in document.children if not isinstance(node, Footnote)]
    start = next((at for at in range(len(body) - 1, 0, -1) if isinstance(body[at], Heading)), 0)
    section = body[start:]
    if not start or not _explains(section) or any(isinstance(node, Code) for node in walk(document)):
        return document
    # What explains a second copy of the article belongs to that copy.
    kind = Kind.COPY if ledger.dropped(_TYPED_PAGE) else Kind.WORDING
    if not ledger.judged(
        kind,
        cover(section),
        "an explanation of markup that the article does not hold",
        "对文中并不存在的网页源码的说明",
    ):
        return document
    gone = {id(node) for node in section}
    return replace(document, children=tuple(node for node in document.children if id(node) not in gone))


def _explains(section: list[Block]) -> bool:
    said = [text for block in section[1:] for text in _statements(block)]
    about = sum(bool(_MARKUP.search(text)) for text in said)
    return any(_ABOVE.search(text) for text in said) and about >= 2 and about * 3 >= len(said) * 2


def _statements(block: Block) -> list[str]:
    if isinstance(block, List):
        return [text_of(item) for item in block.items if isinstance(item, Item)]
    return [text_of(block)] if isinstance(block, Paragraph) else []

"""Disclosures that are typed as HTML around Markdown, with anything beside their tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from proofpress.passes.between import part
from proofpress.passes.inlines import Blocks
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.readers.markdown.details import SUMMARY, beside, row, words_of
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Details,
    HtmlBlock,
    Image,
    Inline,
    InlineHtml,
    Link,
    Paragraph,
    Text,
    of_kinds,
    text_of,
)

_CLOSES = regex(r"</summary\s*>", re.I)
_ENDS = regex(r"</details\s*>", re.I)


def parted(node: Block) -> Blocks:
    """A paragraph that ends with the tags that close disclosures, and those tags."""
    if not isinstance(node, Paragraph) or not isinstance(node.children[-1], InlineHtml):
        return (node,)
    ends = tuple(takewhile(_is_end, reversed(node.children)))[::-1]
    if not ends or len(ends) == len(node.children):
        return (node,)
    said = node.children[: -len(ends)]
    paragraph = replace(node, children=said, span=Span(node.span.start, said[-1].span.end))
    return (paragraph, *(HtmlBlock(one.value, span=one.span) for one in ends if isinstance(one, InlineHtml)))


def _is_end(node: Inline) -> bool:
    return isinstance(node, InlineHtml) and _ENDS.fullmatch(node.value) is not None


def of_markdown(element: Element, inside: Blocks, span: Span, read: Callable[[Blocks], Blocks]) -> Block:
    """The disclosure that an element around these blocks is; `read` reads what HTML is among them."""
    words, shown, rest = _summary(inside, read)
    blocks = (*shown, *read(rest))
    if not blocks:
        return Paragraph((Text(words or "…", span=span),), span=span)
    return Details(words, blocks, "open" in element.attrs, span=span)


def _summary(inside: Blocks, read: Callable[[Blocks], Blocks]) -> tuple[str, Blocks, Blocks]:
    """What a summary says, what it shows that is no plain text, and the blocks behind it."""
    head = inside[0] if inside else None
    opened = SUMMARY.match(head.value) if isinstance(head, HtmlBlock) else None
    if not isinstance(head, HtmlBlock) or opened is None:
        return "", (), inside
    if (closed := _CLOSES.search(head.value, opened.end())) is not None:
        said = head.value[opened.end() : closed.start()]
        behind = part(head, head.value[closed.end() :], closed.end())
        return words_of(said), beside(said, head.span), (*behind, *inside[1:])
    for at, block in enumerate(inside[1:_FAR], 1):
        if isinstance(block, HtmlBlock) and (closed := _CLOSES.search(block.value)) is not None:
            first = part(head, head.value[opened.end() :], opened.end())
            nodes = flat(read((*first, *inside[1:at], *part(block, block.value[: closed.start()], 0))))
            shown = list(of_kinds(Paragraph(nodes), Image, Link))
            words = "".join(text_of(node) for node in nodes if not isinstance(node, Image))
            behind = part(block, block.value[closed.end() :], closed.end())
            return " ".join(words.split()), row(shown), (*behind, *inside[at + 1 :])
    return "", (), inside


_FAR = 8
"""So many blocks a summary has."""

"""A line of Markdown outside a text, as people write titles in front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from proofpress.readers.markdown import read_body
from proofpress.source import Piece, Source
from proofpress.tree import Emphasis, Heading, Inline, InlineCode, InlineMath, Strong, Text, text_of, walk

_SIGNS = ("`", "$", "*", "\\(")


def phrase(line: str) -> tuple[Inline, ...]:
    """Its formulas, code and emphasis by asterisks. A line that has none is a Text, letter for letter, and so is every
    other piece of markup in it: `std::vector<int>` and `__init__` are names."""
    return phrase_of(Source("title", line))


def phrase_of(source: Source) -> tuple[Inline, ...]:
    """The same of a line that is a part of a text, with its places there."""
    line = source.text
    plain = (Text(line, span=source.span(0, len(line))),)
    if not any(sign in line for sign in _SIGNS) or "\n" in line or line.endswith("#"):
        return plain
    headed = source.derive((Piece("# ", 0, 0), Piece(line, 0, len(line))))
    blocks = read_body(headed, {}).children
    if len(blocks) != 1 or not isinstance(blocks[0], Heading):
        return plain
    made = tuple(_kept(blocks[0].children, source.root.text))
    marked = any(isinstance(node, InlineCode | InlineMath | Emphasis | Strong) for top in made for node in walk(top))
    return made if marked else plain


def _kept(nodes: Iterable[Inline], text: str) -> Iterator[Inline]:
    for node in nodes:
        written = text[node.span.start : node.span.end]
        if isinstance(node, Emphasis | Strong) and written.startswith("*"):
            yield replace(node, children=tuple(_kept(node.children, text)))
        elif isinstance(node, Text | InlineCode | InlineMath):
            yield node
        else:
            yield Text(written or text_of(node))

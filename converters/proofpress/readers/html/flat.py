"""Blocks where only a line can stand (a table cell, a heading, a summary): each becomes inline content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofpress.tree import (
    Block,
    Break,
    Code,
    Container,
    Definitions,
    Details,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    InlineCode,
    InlineMath,
    List,
    Math,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    text_of,
)

_OPENS = ("(", "[")
"""What no space follows: a call that is set in cells."""


def flat(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """The content of the blocks in order, with a line break between them."""
    out: list[Inline] = []
    for line in _lines(blocks):
        if out:
            out.append(Break(span=line[0].span))
        out.extend(line)
    return tuple(out)


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.children
            case Heading():
                yield (Strong(block.children, span=block.span),)
            case Code():
                for text in block.value.split("\n"):
                    if text.strip():
                        yield (InlineCode(text.rstrip(), span=block.span),)
            case Math():
                yield (InlineMath(block.value, span=block.span, inner=block.inner),)
            case List():
                yield from _list(block)
            case Quote() | Container() | Footnote():
                yield from _lines(block.children)
            case Details():
                if block.summary:
                    yield (Text(block.summary, span=block.span),)
                yield from _lines(block.children)
            case Definitions():
                for term, bodies in block.entries:
                    if term:
                        yield term
                    for body in bodies:
                        yield from _lines(body)
            case Table():
                for row in block.rows:
                    cells: list[Inline] = []
                    for cell in row.cells:
                        if cells and cell.children and not text_of(cells[-1]).endswith(_OPENS):
                            cells.append(Text(" ", span=cell.span))
                        cells.extend(cell.children)
                    if cells:
                        yield tuple(cells)
            case HtmlBlock():
                yield (Text(block.value, span=block.span),)
            case _:
                pass


def _list(block: List) -> Iterator[tuple[Inline, ...]]:
    for number, item in enumerate(block.items, block.start or 0):
        done = item.checked
        mark = list_mark(None if block.start is None else number) if done is None else "☑ " if done else "☐ "
        for line in _lines(item.children):
            yield (Text(mark, span=item.span), *line)
            mark = ""


def list_mark(number: int | None) -> str:
    """How an item begins in a line: its number, None for a bullet."""
    return "• " if number is None else f"{number}. "

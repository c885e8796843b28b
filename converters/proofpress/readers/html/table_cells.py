"""The cells of a table as they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from proofpress.readers.html import svg, tasks
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Align, Block, Inline, Paragraph, Strong, Text

_MOST_COLUMNS = 1000
_ALIGN = regex(r"text-align\s*:\s*(left|center|right)", re.I)
_NUMBER = regex(r"\s*(\d{1,6})")
SHORT = 24
"""Letters of a value or a name; more are prose."""


class Read(NamedTuple):
    """A cell, the blocks in it, and how many columns and rows it says that it spans."""

    element: Element
    blocks: tuple[Block, ...]
    columns: int
    rows: int


def cell_of(reader: Reader, element: Element) -> Read:
    """A `<td>` or `<th>`, the box to tick that it begins with as a sign, an icon that is all it holds by its name."""
    sign = tasks.in_cell(reader, element)
    blocks = reader.inside(element)
    if sign:
        blocks = _signed(sign, blocks, reader.span(element))
    elif not blocks and (name := svg.name_of_icon(element)):
        span = reader.span(element)
        reader.ledger.repaired(span, "an icon in a cell as its name", "单元格中的图标改为其名称")
        blocks = (Paragraph((Text(name, span=span),), span=span),)
    return Read(element, blocks, _number(element.attr("colspan")), _number(element.attr("rowspan")))


def _signed(sign: str, blocks: tuple[Block, ...], span: Span) -> tuple[Block, ...]:
    """The blocks of a cell behind the sign that it begins with."""
    if not blocks or not isinstance(first := blocks[0], Paragraph):
        return (Paragraph((Text(sign, span=span),), span=span), *blocks)
    head = Text(f"{sign} ", span=Span(first.span.start, first.span.start))
    return (replace(first, children=(head, *first.children)), *blocks[1:])


def _number(text: str) -> int:
    match = _NUMBER.match(text)
    return min(max(int(match[1]), 1), _MOST_COLUMNS) if match else 1


def content_of(cell: Read, *, header: bool) -> tuple[Inline, ...]:
    """What a cell holds as one line; a cell of a header without the bold that it has by nature."""
    content = flat(cell.blocks)
    if header and len(content) == 1 and isinstance(content[0], Strong):
        return content[0].children
    return content


def align_of(element: Element) -> Align:
    """How a cell is aligned, by its attribute or its style."""
    given = element.attr("align").lower()
    if match := _ALIGN.search(element.attr("style")):
        given = match[1].lower()
    return "left" if given == "left" else "center" if given == "center" else "right" if given == "right" else ""

"""Tables and drawings that were typed for the eye, a line a paragraph: with tabs, wide spaces, or `+---+`."""

from __future__ import annotations

from collections.abc import Sequence

from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.listing import as_code, is_plain
from proofpress.regex import regex
from proofpress.repairs.grids import columns, drawn
from proofpress.source import Source
from proofpress.tree import Align, Block, Cell, Paragraph, Row, Table, Text, cover

_SIGN = regex(r"\+[-=]{2,}|[\u2500-\u257f]|\S(?:\t|(?:&nbsp;|\xa0| ){3}|&emsp;|\u2003|\u3000)")
_LONGEST = 300
_LONGEST_NAME = 60


def tables(run: Sequence[Paragraph], root: Source) -> dict[int, tuple[int, Block]]:
    """The tables and drawings among paragraphs that follow each other: by the first of each, behind the last,
    and the block."""
    signed = [
        is_plain(paragraph)
        and paragraph.span.end - paragraph.span.start < _LONGEST
        and _SIGN.search(root.text, *_around(paragraph)) is not None
        for paragraph in run
    ]
    found: dict[int, tuple[int, Block]] = {}
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and (signed[end] or end > at and _is_row(root, run[end])):
            end += 1
        if end - at > 1:
            first = at - 1 if at and _hangs_from(root, run[at - 1], run[at]) else at
            text = typed_lines.listing(root, run[first:end])
            if len(text) == end - first:
                found.update(_in_text(run, text, first, root))
        at = max(end, at + 1)
    return found


def _in_text(run: Sequence[Paragraph], text: list[str], first: int, root: Source) -> dict[int, tuple[int, Block]]:
    """What was drawn among the lines, and columns in what is left between."""
    found: dict[int, tuple[int, Block]] = {}
    since = 0
    for start, end in (*drawn.places(text), (len(text), len(text))):
        if start > since and (rows := columns.verdict(text[since:start])):
            found[first + since] = (first + start, _block(run[first + since : first + start], rows, root))
        if end > start:
            found[first + start] = (
                first + end,
                _block(run[first + start : first + end], drawn.rows(text[start:end]), root),
            )
        since = end
    return found


def _block(run: Sequence[Paragraph], rows: list[list[str]] | None, root: Source) -> Block:
    if not rows:
        return as_code(run, root, "text")
    span = cover(run)
    align: tuple[Align, ...] = tuple("" for _ in rows[0])
    return Table(
        align,
        tuple(
            Row(tuple(Cell((Text(cell, span=span),) if cell else (), span=span) for cell in row), span=span)
            for row in rows
        ),
        span=span,
    )


def _around(paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.span.start, paragraph.span.end


def _is_row(root: Source, paragraph: Paragraph) -> bool:
    return is_plain(paragraph) and root.text.startswith("|", paragraph.span.start)


def _hangs_from(root: Source, before: Paragraph, first: Paragraph) -> bool:
    """Whether a tree of files hangs from the name on the line before it."""
    name = typed_lines.to_the_letter(root, before)
    return (
        is_plain(before)
        and root.text[first.span.start] in "├└│"
        and len(name) <= _LONGEST_NAME
        and " " not in name
        and name.isascii()
    )

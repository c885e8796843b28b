"""A line break in running text is where a paragraph ends, unless it stands inside a clause or between the short lines
of an address or a verse; in a cell, a heading or a note it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from proofpress import normal
from proofpress.evidence import wraps
from proofpress.evidence.line_ends import line_end_between
from proofpress.evidence.meant_lines import are_meant
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.regex import regex
from proofpress.tree import Block, Break, Document, Footnote, Image, Inline, Paragraph, Text, of_kinds, text_of

_Lines = list[list[Inline]]

_SPACE = r"&(?:nbsp|ensp|emsp|thinsp|#(?:160|8194|8195|12288|x0*(?:a0|200[23]|3000)));"
_BESIDE = rf"(?:[^\S\n]|{_SPACE}|</?(?:a|b|strong|em|i|u|code|span|font|sub|sup|mark)\b[^<>]*>|\n(?!\s*\n))*+"
_BREAK = regex(rf"{_BESIDE}<br\s*/?>{_BESIDE}", re.I)
"""One break between two lines of a page, of which the reader of HTML made paragraphs."""
_FARTHEST = 1000
_ROUNDS = 4
"""A line that was made of two may show that the next goes on."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every line of a broken paragraph as a paragraph of its own, where it is one."""
    notes = tuple(node for node in document.children if isinstance(node, Footnote))
    body = tuple(node for node in document.children if not isinstance(node, Footnote))
    parted = each_level(replace(document, children=body), partial(_part, root=ledger.root.text))
    return replace(parted, children=(*parted.children, *notes))


def _part(blocks: Blocks, root: str) -> Blocks:
    out: list[Block] = []
    for run in _runs(blocks, root):
        first = run[0]
        if isinstance(first, Paragraph) and (len(run) > 1 or any(isinstance(child, Break) for child in first.children)):
            for lines in _groups(_joined([line for node in run for line in _lines(node)])):
                out.extend(_paragraphs(lines))
        else:
            out.append(first)
    return tuple(out)


def _runs(blocks: Blocks, root: str) -> Iterator[list[Block]]:
    """Each block, or the paragraphs between which nothing but one break stands in the file."""
    run: list[Block] = []
    for node in blocks:
        if run and not _broken(run[-1], node, root):
            yield run
            run = []
        run.append(node)
    if run:
        yield run


def _broken(before: Block, after: Block, root: str) -> bool:
    if not isinstance(before, Paragraph) or not isinstance(after, Paragraph):
        return False
    start, end = before.span.end, after.span.start
    return 0 < end - start < _FARTHEST and _BREAK.fullmatch(root, start, end) is not None


def _lines(node: Block) -> _Lines:
    lines: _Lines = [[]]
    for child in node.children if isinstance(node, Paragraph) else ():
        if isinstance(child, Break):
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _joined(lines: _Lines) -> _Lines:
    """The lines with those made one that a break only wrapped."""
    if are_meant([text_of(tuple(line)) for line in lines]):
        return lines
    for _ in range(_ROUNDS):
        if not (soft := wraps.soft([text_of(tuple(line)) for line in lines])):
            break
        made: _Lines = [lines[0]]
        for at, line in enumerate(lines[1:]):
            if at in soft:
                end = line_end_between(text_of(made[-1][-1])[-1:], text_of(line[0])[:1])
                made[-1] += [Text(end, span=line[0].span), *line]
            else:
                made.append(line)
        lines = [list(normal.inlines(line)) for line in made]
    return lines


def _groups(lines: _Lines) -> Iterator[_Lines]:
    """The runs of lines between two breaks that follow each other."""
    group: _Lines = []
    for line in (*lines, []):
        if line:
            group.append(line)
        elif group:
            yield group
            group = []


def _paragraphs(lines: Sequence[list[Inline]]) -> Iterator[Paragraph]:
    pictured = any(True for line in lines for node in line for _ in of_kinds(node, Image))
    kept = frozenset() if pictured else wraps.kept([text_of(tuple(line)) for line in lines])
    run: list[Inline] = []
    for at, line in enumerate(lines):
        run += line
        if at in kept:
            run.append(Break(span=line[-1].span))
        else:
            yield Paragraph(tuple(run), span=run[0].span.cover(run[-1].span))
            run = []

"""What authors type into a site's rich editor as if it were plain text: Markdown, whole pages, listings line by line.

The site shows the signs as they are. Here they mean again what they were typed for: Markdown is read, a page that is
typed as text is recognised as a second copy of the article, as a listing, or as the only copy, and tags in a sentence
are code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from proofpress.ledger import Ledger
from proofpress.origins.typed import between_tags, copied, curled_fences, dollars, math, parentheses
from proofpress.origins.typed.escaped import article, escaped
from proofpress.origins.typed.inline import inline
from proofpress.origins.typed.listing import as_code, code_lines, is_deep, listings
from proofpress.origins.typed.markdown import evidence, fenced, prose, raw
from proofpress.origins.typed.page import MARKUP, page, page_to
from proofpress.origins.typed.tables import tables
from proofpress.passes.inlines import with_children, with_items
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import (
    Block,
    Code,
    Container,
    Definitions,
    Details,
    Footnote,
    Heading,
    Inline,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    cover,
    text_of,
)

__all__ = ["settled"]


@dataclass(frozen=True, slots=True)
class _File:
    """What the blocks stand in: the file, all that was read of it, whether its script takes single dollars, and whether
    it may have tags in brackets or ticks that a theme has curled."""

    root: Source
    ledger: Ledger
    whole: tuple[Block, ...]
    dollars: bool
    tagged: bool
    curled: bool


def settled(blocks: tuple[Block, ...], source: Source, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with what was typed as text read as what it means. `source` is any source of the file."""
    if (
        len(blocks) == 1
        and isinstance(only := blocks[0], Code)
        and (read := raw(only, source.root, ledger)) is not None
    ):
        return read
    root = source.root
    blocks = dollars.tripled(parentheses.convicted(copied.formulas(blocks, ledger)), root)
    file = _File(
        root, ledger, blocks, dollars.are_read(root), between_tags.may_stand(root), curled_fences.may_stand(root)
    )
    if not file.dollars:
        return _settled(blocks, file)
    return dollars.unescaped(_settled(dollars.numbers(blocks), file), file.root, ledger)


def _settled(blocks: tuple[Block, ...], file: _File, typist: bool | None = None) -> tuple[Block, ...]:
    """`typist` says whether the author writes Markdown wherever the page has text; None where that is to be seen."""
    blocks = between_tags.listings(blocks, file.root, file.ledger) if file.tagged else blocks
    blocks = curled_fences.listings(blocks, file.root, file.ledger) if file.curled else blocks
    runs = {id(run[0]): run for run in _runs(blocks)}
    lines = {start: [text_of(paragraph).strip() for paragraph in run] for start, run in runs.items()}
    if typist is None:
        typist = sum(bool(evidence(said)) for said in lines.values()) > 1
    out: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                if (run := runs.get(id(block))) is not None:
                    out.extend(_run(run, lines[id(block)], file, typist))
            case Heading():
                made = _heading(block)
                out.append(with_children(made, _inline(made.children, file)))
            case Table():
                out.append(_table(block, file))
            case Quote() | Details() | Container() | Footnote():
                out.append(with_children(block, _settled(block.children, file, typist)))
            case Definitions():
                entries = (
                    (
                        _inline(term, file),
                        tuple(_settled(body, file, typist) for body in bodies),
                    )
                    for term, bodies in block.entries
                )
                out.append(replace(block, entries=tuple(entries)))
            case List():
                items = (with_children(item, _settled(item.children, file, typist)) for item in block.items)
                out.append(with_items(block, tuple(items)))
            case _:
                out.append(block)
    return tuple(out)


def _runs(blocks: tuple[Block, ...]) -> Iterable[list[Paragraph]]:
    """The paragraphs that follow each other."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _table(block: Table, file: _File) -> Table:
    rows = tuple(
        replace(row, cells=tuple(with_children(cell, _inline(cell.children, file)) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=rows)


def _inline(children: tuple[Inline, ...], file: _File) -> tuple[Inline, ...]:
    return inline(math.inlines(children, file.dollars), file.ledger)


def _heading(block: Heading) -> Heading:
    """A heading without the signs that were typed into it."""
    first = block.children[0] if block.children else None
    if isinstance(first, Text) and (match := re.match(r"#{1,6}\s+(?=\S)", first.value)):
        return replace(block, children=(replace(first, value=first.value[match.end() :]), *block.children[1:]))
    return block


def _run(run: list[Paragraph], lines: list[str], file: _File, typist: bool) -> Iterable[Block]:
    """Paragraphs that follow each other: pages and listings first, then formulas, then Markdown and sentences."""
    is_markdown = bool(evidence(lines, typist))
    in_fence = fenced(run) if is_markdown else [False] * len(run)
    typed = dict(listings(run, lines, file.root))
    if is_markdown:
        typed = {
            at: end
            for at, end in typed.items()
            if not any(in_fence[at:end]) and is_deep(run[at:end], lines[at:end], file.root)
        }
    drawn = {} if is_markdown else tables(run, file.root)
    markup = escaped(lines)
    at = since = 0
    while at < len(run):
        end, made = at, tuple[Block, ...]()
        if in_fence[at]:
            at += 1
            continue
        if (end := markup.get(at, at)) > at:
            made = _settled(article(run[at:end], file.root, file.ledger), file, typist)
        elif MARKUP.match(lines[at]) and (end := page_to(run, lines, at)) > at:
            made, is_article = page(run[at:end], lines[at:end], file.root, file.ledger, file.whole)
            if is_article:
                made = _settled(made, replace(file, whole=made))
        elif at in drawn:
            end, block = drawn[at]
            made = (_table(block, file) if isinstance(block, Table) else block,)
            file.ledger.repaired(
                block.span,
                "Unexpected table or drawing typed line by line, expected one block",
                "逐行用字符排出的表格或图，已合成一块",
            )
        elif (end := typed.get(at, at)) > at or (end := code_lines(run, at)) > at + 2:
            made = (as_code(run[at:end], file.root),)
            file.ledger.repaired(
                cover(run[at:end]),
                "Unexpected listing line by line, expected one block of code",
                "逐行书写的代码，已合成一个代码块",
            )
        else:
            at += 1
            continue
        yield from _prose(run[since:at], lines[since:at], file, is_markdown, typist)
        yield from made
        at = since = end
    yield from _prose(run[since:], lines[since:], file, is_markdown, typist)


def _prose(run: list[Paragraph], lines: list[str], file: _File, is_markdown: bool, typist: bool) -> Iterable[Block]:
    def read(part: list[Paragraph], lines: list[str]) -> Iterable[Block]:
        return _rules(prose(part, lines, file.root, file.ledger, beside, typist), file.ledger)

    def beside(part: list[Paragraph]) -> Iterable[Block]:
        return _prose(part, [text_of(paragraph).strip() for paragraph in part], file, False, typist)

    if not run:
        return
    if is_markdown or not math.has_math(lines):
        yield from read(run, lines)
        return
    part: list[Paragraph] = []
    for block in (*math.blocks(run, file.dollars), None):
        if isinstance(block, Paragraph):
            part.append(block)
            continue
        if part:
            yield from read(part, [text_of(paragraph).strip() for paragraph in part])
            part = []
        if block is not None:
            yield block


_RULE = regex(r"\*(?:\s?\*){2,}+")
"""Stars alone: lines and underscores also draw what stands over a signature or under a heading."""


def _rules(blocks: Iterable[Block], ledger: Ledger) -> Iterable[Block]:
    """The blocks with a rule where a paragraph holds nothing but the stars for one."""
    for block in blocks:
        if isinstance(block, Paragraph) and _RULE.fullmatch(text_of(block).strip()):
            ledger.repaired(block.span, "Unexpected signs of a rule, expected the rule", "用字符写出的分隔线")
            yield ThematicBreak(span=block.span)
        else:
            yield block

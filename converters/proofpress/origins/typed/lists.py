"""Lists that were typed as lines with a bullet or a number in front of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.origins.typed.inline import inline
from proofpress.readers.html import nested
from proofpress.readers.html.nested import Entry
from proofpress.regex import regex
from proofpress.tree import Emphasis, Inline, Item, List, Paragraph, Strong, Text, cover, text_of

_BULLET = regex(r"(?:[•●○▪▫■□◆◇◦◎◉❖‣∙·・･⁃➢★☆►▶▸]|[-*+](?=\s+[^-*+=>\s]))\s*(?=\S)")
_NUMBER = regex(r"[(（]?(\d{1,2})(?:[、.．]|[)）][、.．]?)\s*(?=[^\d\s])")
_STEP = 2
"""Columns by which a line at least stands deeper than the one above it."""


def may_begin(line: str) -> bool:
    """Whether a line begins with a bullet or a number, as the first of some items does."""
    return _BULLET.match(line) is not None or _NUMBER.match(line) is not None


def items_to(lines: Sequence[str], columns: Sequence[int], at: int) -> int:
    """Where lines that begin with one bullet, or with numbers that count up, end; `columns` says how far in each
    stands. Lines with any mark that stand deeper belong to the one above them."""
    end, count, margin = at, 0, columns[at]
    number = None if _BULLET.match(lines[at]) else _NUMBER.match(lines[at])
    while end < len(lines):
        line = lines[end]
        if end > at and columns[end] >= margin + _STEP and (_BULLET.match(line) or _NUMBER.match(line)):
            end += 1
            continue
        if number is None:
            goes_on = line[:1] == lines[at][:1] and _BULLET.match(line) is not None
        else:
            found = _NUMBER.match(line)
            goes_on = found is not None and int(found[1]) == int(number[1]) + count
        if not goes_on:
            break
        margin = min(margin, columns[end])
        end, count = end + 1, count + 1
    return end


def typed_list(run: Sequence[Paragraph], columns: Sequence[int], ledger: Ledger) -> Iterable[List]:
    """Lines with bullets or numbers in front of them, as the list that they are."""
    first = text_of(run[0]).strip()
    entries: list[Entry] = []
    deep: list[tuple[int, int | None]] = []
    """The columns and the first number of the lists that a line stands in."""
    for paragraph, column in zip(run, columns, strict=True):
        children = normal.inlines(inline(paragraph.children, ledger))
        said = text_of(children)
        mark = _BULLET.match(said) or _NUMBER.match(said)
        while len(deep) > 1 and column < deep[-1][0]:
            deep.pop()
        if not deep or column >= deep[-1][0] + _STEP:
            deep.append((column, int(mark[1]) if mark is not None and mark.re.pattern == _NUMBER.pattern else None))
        item = Item(
            (replace(paragraph, children=_without(children, len(mark[0]) if mark else 0)),), span=paragraph.span
        )
        entries.append(Entry(item, len(deep) - 1, deep[-1][1]))
    ledger.repaired(
        cover(run),
        "Unexpected bullets or numbers as text, expected a list",
        "以文字书写的项目符号或编号，已改为列表",
        text=first,
    )
    return nested.lists(entries)


def _without(children: tuple[Inline, ...], cut: int) -> tuple[Inline, ...]:
    """The run without its first characters."""
    head = children[0] if children else None
    if isinstance(head, Text):
        rest = head.value[cut:]
        return (replace(head, value=rest), *children[1:]) if rest else _without(children[1:], cut - len(head.value))
    if isinstance(head, Strong | Emphasis):
        return (
            (replace(head, children=_without(head.children, cut)), *children[1:])
            if cut < len(text_of(head))
            else children[1:]
        )
    return children

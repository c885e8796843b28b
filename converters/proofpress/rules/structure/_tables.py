"""The pipe tables of a page, cut into cells where the site's parser cuts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.rules.page import Block, Page

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CUT = re.compile(r"\\[\s\S]|\|")


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a table. `head` is the header's line, `rule` the delimiter's (None where it is missing), `last` the end."""

    block: Block
    head: int
    rule: int | None
    last: int


def is_delimiter(line: str) -> bool:
    """True for `| --- | --- |`, in all its forms."""
    return "-" in line and "|" in line and _DELIMITER.fullmatch(line.strip()) is not None


def view(page: Page, line: int) -> str:
    """A line with its code masked, at its place in the text, without quote marks."""
    start = page.scan.starts[line] + page.scan.quotes[line]
    return page.codeless[start : page.scan.starts[line] + len(page.scan.lines[line])]


def cells(line: str) -> int:
    """How many cells the site sees in a line; bars in code and after a backslash do not count."""
    bare = line.strip()
    bars = [m.start() for m in _CUT.finditer(bare) if m[0] == "|"]
    return (
        len(bars)
        + 1
        - (bare.startswith("|") and bool(bars))
        - (len(bare) > 1 and bool(bars) and bars[-1] == len(bare) - 1)
    )


def row_span(page: Page, line: int) -> Span:
    """The characters of a row."""
    return Span(page.scan.content(line), page.scan.starts[line] + len(page.scan.lines[line].rstrip()))


def tables(page: Page) -> Iterator[Table]:
    """Blocks that are tables, or lack only the delimiter row to be one."""
    for block in page.blocks:
        if block.last == block.first or "|" not in page.text[block.span.start : block.span.end]:
            continue
        lines = range(block.first, block.last + 1)
        rule = next(
            (k for k in lines if k > block.first and is_delimiter(view(page, k)) and "|" in view(page, k - 1)), None
        )
        if rule is not None:
            yield Table(block, rule - 1, rule, block.last)
            continue
        barred = [k for k in lines if view(page, k).strip().startswith("|")]
        if (
            len(barred) >= 2
            and barred[0] == block.first
            and all(view(page, k).strip().endswith("|") and cells(view(page, k)) >= 2 for k in barred[:2])
        ):
            yield Table(block, block.first, None, block.last)

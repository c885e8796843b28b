"""The pipe tables of a page, cut into cells where the site's parser cuts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.markdown.lines import Block, Lines

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


def tables(lines: Lines) -> Iterator[Table]:
    """Blocks that are tables, or lack only the delimiter row to be one."""
    for block in lines.blocks:
        if block.last == block.first or "|" not in lines.text[block.span.start : block.span.end]:
            continue
        rows = range(block.first, block.last + 1)
        rule = next(
            (k for k in rows if k > block.first and is_delimiter(lines.view(k)) and "|" in lines.view(k - 1)), None
        )
        if rule is not None:
            yield Table(block, rule - 1, rule, block.last)
            continue
        barred = [k for k in rows if lines.view(k).strip().startswith("|")]
        if (
            len(barred) >= 2
            and barred[0] == block.first
            and all(lines.view(k).strip().endswith("|") and cells(lines.view(k)) >= 2 for k in barred[:2])
        ):
            yield Table(block, block.first, None, block.last)

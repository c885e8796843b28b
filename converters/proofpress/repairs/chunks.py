"""Chunks of R Markdown whose header holds backticks, as a caption with code does: `{r, fig.cap="by `age`"}`.

To the program that runs them any header in braces opens a chunk; to Markdown a backtick in it is no fence's. Tildes
open the same chunk for both.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown.ticks import FenceLine, chunk_line, fence_line
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such chunks between tildes; one that nothing closes stays."""
    lines = lines_of(source)
    if not any(chunk_line(number, line) for number, line in enumerate(lines.all)):
        return source
    opened: FenceLine | None = None
    is_chunk = False
    changes: list[Change] = []
    for number, line in enumerate(lines.all):
        fence = fence_line(number, line)
        if opened is not None:
            if fence is not None and fence.closes(opened):
                if is_chunk:
                    changes += [_tildes(lines, opened), _tildes(lines, fence)]
                    span = source.span(lines.starts[opened.number], lines.end(opened.number))
                    ledger.repaired(span, "a chunk of code with backticks in its header", "首行含反引号的代码块")
                opened = None
        elif fence is not None:
            opened, is_chunk = fence, False
        elif (opened := chunk_line(number, line)) is not None:
            is_chunk = True
    return rewrite(source, changes)


def _tildes(lines: Lines, fence: FenceLine) -> Change:
    at = lines.starts[fence.number] + len(fence.prefix)
    return Change(at, at + len(fence.mark), "~" * len(fence.mark))

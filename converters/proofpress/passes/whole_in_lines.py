"""Elements in a line of Markdown that mean something only as a whole: a formula in MathML, a gloss, a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.passes.blocks_in_lines import whole
from proofpress.passes.inlines import Inlines
from proofpress.passes.typed_html import CONVERTED
from proofpress.readers.html import read as read_html
from proofpress.tree import Block, Inline, InlineMath, Math, Paragraph, cover

_WHOLE = frozenset(("math", "ruby", "svg"))


def read(run: Inlines, ledger: Ledger) -> Inlines:
    """The run with such elements as the reader of pages has them; one that nothing closes stays."""
    out: list[Inline] = []
    behind = 0
    for start, end in whole(run, _WHOLE):
        span = cover(run[start : end + 1])
        out += (*run[behind:start], *_inlines(read_html(ledger.root.slice(*span), ledger)))
        ledger.repaired(span, *CONVERTED)
        behind = end + 1
    return (*out, *run[behind:]) if behind else run


def _inlines(blocks: Sequence[Block]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.children
        elif isinstance(block, Math):
            yield InlineMath(block.value, inner=block.inner, span=block.span)

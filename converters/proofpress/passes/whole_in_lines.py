"""Elements in a line of Markdown that mean something only as a whole: a formula in MathML, a gloss, a drawing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines
from proofpress.passes.typed_html import CONVERTED, name_of
from proofpress.readers.html import read as read_html
from proofpress.tree import Block, Inline, InlineHtml, InlineMath, Math, Paragraph, cover

_WHOLE = frozenset(("math", "ruby", "svg"))


def read(run: Inlines, ledger: Ledger) -> Inlines:
    """The run with such elements as the reader of pages has them; one that nothing closes stays."""
    closers: dict[str, deque[int]] = {}
    for at, node in enumerate(run):
        if isinstance(node, InlineHtml) and node.value.startswith("</") and (name := name_of(node.value)) in _WHOLE:
            closers.setdefault(name, deque()).append(at)
    if not closers:
        return run
    out: list[Inline] = []
    behind = 0
    for at, node in enumerate(run):
        if at < behind:
            continue
        name = name_of(node.value) if isinstance(node, InlineHtml) else ""
        ends = closers.get(name, deque())
        while ends and ends[0] < at:
            ends.popleft()
        if not ends:
            out.append(node)
            continue
        behind = ends[0] + 1
        span = cover(run[at:behind])
        out += _inlines(read_html(ledger.root.slice(*span), ledger))
        ledger.repaired(span, *CONVERTED)
    return tuple(out)


def _inlines(blocks: Sequence[Block]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.children
        elif isinstance(block, Math):
            yield InlineMath(block.value, inner=block.inner, span=block.span)

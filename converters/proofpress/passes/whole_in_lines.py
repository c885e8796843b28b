"""Elements in a line of Markdown that mean something only as a whole: a formula in MathML, a gloss, a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.passes.blocks_in_lines import whole
from proofpress.passes.inlines import Inlines
from proofpress.passes.typed_html import CONVERTED, name_of
from proofpress.readers import formulas
from proofpress.readers.formula import DISPLAY
from proofpress.readers.html import parse
from proofpress.readers.html import read as read_html
from proofpress.source import Source
from proofpress.tree import Block, Inline, InlineHtml, InlineMath, Math, Paragraph, cover

_WHOLE = frozenset(("math", "ruby", "svg"))


def read(run: Inlines, ledger: Ledger) -> Inlines:
    """The run with such elements as the reader of pages has them; one that nothing closes stays."""
    out: list[Inline] = []
    behind = 0
    for start, end in sorted((*whole(run, _WHOLE), *_formulas(run, ledger.root))):
        if start < behind:
            continue
        span = cover(run[start : end + 1])
        out += (*run[behind:start], *_inlines(read_html(ledger.root.slice(*span), ledger)))
        ledger.repaired(span, *CONVERTED)
        behind = end + 1
    return (*out, *run[behind:]) if behind else run


def is_display(run: Inlines, root: Source) -> bool:
    """Whether a run is one element that is a formula on lines of its own."""
    if not run or name_of(run[0].value if isinstance(run[0], InlineHtml) else "") != "span":
        return False
    element = next(parse(root.slice(*run[0].span)).root.elements, None)
    if element is None or DISPLAY.isdisjoint(element.classes):
        return False
    return next(_formulas(run, root), None) == (0, len(run) - 1)


def _formulas(run: Inlines, root: Source) -> Iterator[tuple[int, int]]:
    """The places of the tags that open and close an element which is a formula by its class or its attributes."""
    begun, depth = -1, 0
    for at, node in enumerate(run):
        if not isinstance(node, InlineHtml) or name_of(node.value) != "span":
            continue
        closes = node.value.startswith("</")
        if begun < 0:
            begun, depth = (at, 1) if not closes and _is_formula(Source("", node.value)) else (-1, 0)
            continue
        depth += -1 if closes else 1
        if not depth:
            if _holds_formula(root.slice(*cover(run[begun : at + 1]))):
                yield begun, at
            begun = -1


def _is_formula(tag: Source) -> bool:
    element = next(parse(tag).root.elements, None)
    return element is not None and formulas.may_be(element)


def _holds_formula(written: Source) -> bool:
    element = next(parse(written).root.elements, None)
    found = formulas.read(element) if element is not None and "\n" not in written.text else None
    return found is not None and found.tex != ""


def _inlines(blocks: Sequence[Block]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.children
        elif isinstance(block, Math):
            yield InlineMath(block.value, inner=block.inner, span=block.span)

"""Remarks of the rules that name one cause of a rejected diagram."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.engines.mends import Change
from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import Remark


def remarks(page: Page, cause: str, message: Words, help_: Words, safe: bool = True) -> Iterator[Remark]:
    """One remark a diagram that fails for this cause, at the first change;
    `{0}` and `{1}` are what stands there and what should."""
    for diagram in page.diagrams:
        if diagram.cause != cause or not diagram.changes:
            continue
        first = diagram.changes[0]
        stood = diagram.source.text[first.start : first.end]
        edits = tuple(_edit(diagram.source.span(c.start, c.end), c) for c in diagram.changes)
        yield Remark(
            edits[0].span,
            Words(*(m.format(stood, first.text) for m in message)),
            Words(*(h.format(stood, first.text) for h in help_)),
            edits,
            safe=safe,
            detail=f"Mermaid: {diagram.message}" if diagram.message else "",
        )


def _edit(span: tuple[int, int], change: Change) -> Edit:
    from proofpress.source import Span

    return Edit(Span(*span), change.text)

"""What an author shows of a machine's words and of prompts: the examples of an article about them, and quotations that
its own sentences hand over or point back at."""

from __future__ import annotations

from bisect import bisect_right

from proofpress.evidence.orders import about_writing
from proofpress.evidence.quoted import introduces
from proofpress.rules.page import Page
from proofpress.source import Span
from proofpress.tree import Block, List, Paragraph, Quote, text_of
from proofpress.words.prompt import POINTS_BACK


class Examples:
    """The places of a page that hold such examples."""

    def __init__(self, page: Page) -> None:
        blocks = page.document.children
        about = about_writing(page.document)
        shown = [at for at, block in enumerate(blocks) if isinstance(block, Quote) or about and isinstance(block, List)]
        self._spans = [blocks[at].span for at in shown if about or _is_commented(blocks, at)]

    def hold(self, place: Span) -> bool:
        """Whether an example holds all of a place."""
        at = bisect_right(self._spans, place.start, key=_start) - 1
        return at >= 0 and place.start < self._spans[at].end


def _start(span: Span) -> int:
    return span.start


def _is_commented(blocks: tuple[Block, ...], at: int) -> bool:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    points = isinstance(after, Paragraph) and POINTS_BACK.regex.match(text_of(after)) is not None
    return points or at > 0 and introduces(blocks[at - 1])

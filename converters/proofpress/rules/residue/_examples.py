"""What an author shows of a machine's words and of prompts: the examples of an article about them, quotations that its
own sentences hand over or point back at, and what the user asks in a conversation."""

from __future__ import annotations

from bisect import bisect_right

from proofpress.evidence.orders import about_writing
from proofpress.evidence.quoted import introduces
from proofpress.rules.page import Page
from proofpress.source import Span
from proofpress.tree import Block, List, Paragraph, Quote, Strong, text_of
from proofpress.words.chat import NAMES
from proofpress.words.prompt import POINTS_BACK


class Examples:
    """The places of a page that hold such examples."""

    def __init__(self, page: Page) -> None:
        blocks = page.document.children
        about = about_writing(page.document)
        shown = [at for at, block in enumerate(blocks) if isinstance(block, Quote) or about and isinstance(block, List)]
        asked = _asked(blocks)
        spans = [blocks[at].span for at in shown if about or _is_commented(blocks, at)]
        self._spans = asked
        self._spans = sorted((*asked, *(one for one in spans if not self.hold(one))))

    def hold(self, place: Span) -> bool:
        """Whether an example holds all of a place."""
        at = bisect_right(self._spans, place.start, key=_start) - 1
        return at >= 0 and place.start < self._spans[at].end


def _asked(blocks: tuple[Block, ...]) -> list[Span]:
    """The turns of the user in a conversation of two, each below a name in bold on a line of its own."""
    names = [(at, side) for at, block in enumerate(blocks) if (side := _side(block))]
    if len({side for _, side in names}) < len(NAMES):
        return []
    ends = [at for at, _ in names[1:]] + [len(blocks)]
    return [
        blocks[at].span.cover(blocks[end - 1].span)
        for (at, side), end in zip(names, ends, strict=True)
        if side == "user"
    ]


def _side(block: Block) -> str:
    """Which side of a conversation a block names; "" for any other block."""
    match block:
        case Paragraph(children=(Strong() as name,)):
            said = text_of(name)
            return next((side for side, names in NAMES.items() if said in names.values()), "")
        case _:
            return ""


def _start(span: Span) -> int:
    return span.start


def _is_commented(blocks: tuple[Block, ...], at: int) -> bool:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    points = isinstance(after, Paragraph) and POINTS_BACK.regex.match(text_of(after)) is not None
    return points or at > 0 and introduces(blocks[at - 1])

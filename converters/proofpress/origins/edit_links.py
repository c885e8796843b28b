"""Links by which readers of a wiki change the part that a heading names: in the heading, or in a bar right below."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from proofpress.ledger import CONTROL, Ledger
from proofpress.origins.bars import is_typed
from proofpress.regex import regex
from proofpress.tree import Block, Heading, Link, Paragraph, Text, cover, of_kinds, text_of
from proofpress.words import controls

_EDITS = regex(r"\s*+(?:[\[［【]\s*+)?(?:编辑(?:词条|本段|源代码)?|edit(?: source)?)\s*+(?:[\]］】]\s*+)?", re.I)
_LEADS_THERE = regex(r"(?<![a-z])edit(?![a-z])|编辑", re.I)
_OPENS = "[［【"
_CLOSES = "]］】"


def without(blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks without such links."""
    kept: list[Block] = []
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Heading):
            kept.append(_freed(block, ledger))
        elif isinstance(before, Heading) and isinstance(block, Paragraph) and _is_bar(block, ledger.root.text):
            ledger.removed(block.span, *CONTROL)
        elif block is not None:
            kept.append(block)
    return tuple(kept)


def _is_bar(block: Paragraph, page: str) -> bool:
    """Whether a block is nothing but controls, a link to edit among them."""
    edits = any(_EDITS.fullmatch(text_of(link)) for link in of_kinds(block, Link))
    return edits and controls.BAR.regex.match(text_of(block).strip()) is not None and not is_typed(block, page)


def _freed(heading: Heading, ledger: Ledger) -> Heading:
    """A heading without the link at its end, and without the brackets around it."""
    own = list(heading.children)
    closes = own.pop() if len(own) > 2 and isinstance(own[-1], Text) and own[-1].value.strip() in _CLOSES else None
    link = own.pop() if own else None
    before = own[-1] if own else None
    if not isinstance(link, Link) or not _EDITS.fullmatch(text_of(link)) or before is None:
        return heading
    if isinstance(before, Text):
        said = before.value.rstrip()
        if closes is not None and said[-1:] in _OPENS:
            own[-1] = replace(before, value=said[:-1].rstrip())
        elif closes is not None:
            return heading
    if not _LEADS_THERE.search(link.url) or not text_of(tuple(own)).strip():
        return heading
    ledger.removed(cover((link, *filter(None, (closes,)))), *CONTROL)
    return replace(heading, children=tuple(own))

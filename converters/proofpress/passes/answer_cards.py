"""Who asked and who answered, as a site of questions and answers draws it, in Markdown that a tool made of its page:
the card of a user, the votes, and the controls beside them.

A card is a line that says when something was asked or answered, with a link to a user in it or below it. Only where one
stands below the heading that counts the answers, the rest of such a frame is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, with_children
from proofpress.regex import regex
from proofpress.tree import Block, Document, Heading, Link, Paragraph, ThematicBreak, of_kinds, text_of
from proofpress.words import answers

SAID = "the card, the votes or the controls of a page of questions and answers", "问答页面的用户卡片、票数或控件"
_USER = regex(r"/(?:users?|people|members?|u)/[\w-]+")
_STANDING = regex(r"[\d,.]++k?+(?:[\s•·●]++\d++(?: (?:gold|silver|bronze) badges?)?+)*+")
_VOTES = regex(r"[+-]?\d{1,5}")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without such a frame, the answers parted by a rule; itself where nothing shows for sure that there
    is one."""
    blocks = document.children
    counted = next((at for at, one in enumerate(blocks) if _is_heading(one, answers.COUNTED.regex)), -1)
    cards = dict.fromkeys(_cards(blocks)) if counted >= 0 else {}
    if not any(at > counted for at in cards):
        return document
    gone = _beside(blocks, counted, cards)
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if at in gone:
            ledger.removed(block.span, *SAID)
            continue
        if at > counted and at - 1 in gone and kept and not isinstance(block, Heading) and _parts(kept[-1], at, cards):
            kept.append(ThematicBreak(span=block.span))
        kept.append(block)
    return with_children(document, tuple(kept))


def _cards(blocks: Blocks) -> Iterator[int]:
    """The places of the blocks of cards."""
    for at, block in enumerate(blocks):
        said = _said(block)
        found = answers.CARD.regex.match(said) if said else None
        if found is None:
            continue
        end = at + 1
        if found.end() < len(said):
            if not _is_user(block, found.end()):
                continue
        elif end == len(blocks) or not _is_user(blocks[end], 0):
            continue
        else:
            end += 1
        if end < len(blocks) and "badge" in _said(blocks[end]) and _STANDING.fullmatch(_said(blocks[end])):
            end += 1
        yield from range(at, end)


def _is_user(block: Block, start: int) -> bool:
    """Whether a paragraph is a link to a user of a site from a place in its text on, and what the user has earned."""
    links = list(of_kinds(block, Link)) if isinstance(block, Paragraph) else []
    said = _said(block)[start:]
    for link in links:
        said = said.replace(" ".join(text_of(link).split()), "", 1)
    is_alone = not said.strip() or _STANDING.fullmatch(said.strip()) is not None
    return is_alone and any(_USER.search(link.url) for link in links)


def _beside(blocks: Blocks, counted: int, cards: dict[int, None]) -> set[int]:
    """The places of the whole frame: the cards, votes right below one or below the head of the answers, and lines of
    counts and controls."""
    gone, votes = set(cards), set[int]()
    first = next((at for at, one in enumerate(blocks) if isinstance(one, Heading)), -1)
    for at, block in enumerate(blocks):
        said = _said(block)
        if said and answers.BESIDE.regex.match(said):
            gone.add(at)
        elif _VOTES.fullmatch(said) and (at - 1 in gone or at - 1 in (counted, first)) and at - 1 not in votes:
            votes.add(at)
            gone.add(at)
        elif at > counted and (_is_heading(block, answers.ASKS.regex) or said and answers.ASKS.regex.match(said)):
            gone.add(at)
    return gone


def _parts(above: Block, at: int, cards: dict[int, None]) -> bool:
    """Whether an answer ends above a place, and another begins there."""
    return not isinstance(above, Heading) and (at - 1 in cards or at - 2 in cards)


def _is_heading(block: Block, words: re.Pattern[str]) -> bool:
    return isinstance(block, Heading) and words.match(" ".join(text_of(block).split())) is not None


def _said(block: Block) -> str:
    return " ".join(text_of(block).split()) if isinstance(block, Paragraph) else ""

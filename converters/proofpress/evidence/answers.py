"""What stands at the ends of an answer to whoever ordered a text, and in no article: its length held against the order,
a check of it, an offer of another version."""

from __future__ import annotations

from proofpress.evidence.speech import Sign, bears, to_the_user
from proofpress.tree import Block, Emphasis, Heading, List, Paragraph, Strong, ThematicBreak, text_of
from proofpress.words import answer, remark, speech

Blocks = tuple[Block, ...]
_BRACKETS = ("（）", "()", "【】", "[]")
_LONGEST = 500


def measures(text: str) -> bool:
    """True for words that count the text they belong to, and hold the count against what was ordered."""
    told = len(text) < _LONGEST and answer.MEASURED.regex.match(text) and answer.MET.regex.search(text)
    return bool(told) and not remark.READERS.regex.search(text)


def stands_apart(node: Block) -> bool:
    """True for a paragraph that is all in brackets, or all emphasised."""
    if not isinstance(node, Paragraph):
        return False
    text = text_of(node).strip()
    whole = len(node.children) == 1 and isinstance(node.children[0], Emphasis | Strong)
    return whole or any(text.startswith(pair[0]) and text.endswith(pair[1]) for pair in _BRACKETS)


def is_checked(node: Block) -> bool:
    """True for a list that checks the text point by point: its own length is one, and most are said to hold."""
    if not isinstance(node, List) or len(node.items) < 2:
        return False
    points = [text_of(item).strip() for item in node.items]
    holds = sum(bool(answer.CHECKED.regex.search(point)) for point in points)
    counted = any(answer.MEASURED.regex.match(one) and answer.CHECKED.regex.search(one) for one in points)
    return counted and holds > 0.5 * len(points)


def presents(text: str) -> bool:
    """True for words that tell what the text holds, and offer another version of it."""
    told = answer.PRESENTED.regex.match(text) is not None and bears(text, Sign.OFFER)
    return told and answer.ANOTHER.regex.search(text) is not None and not remark.READERS.regex.search(text)


def ends(blocks: Blocks) -> tuple[int, int] | None:
    """The first words of an answer and its last, where both speak to whoever ordered the text; None where one of them
    is missing. The first stand below nothing but a title."""
    first = next((at for at, node in enumerate(blocks[:2]) if isinstance(node, Paragraph)), None)
    last = len(blocks) - 1
    while last > 0 and isinstance(blocks[last], ThematicBreak):
        last -= 1
    if first is None or first and not isinstance(blocks[0], Heading) or last <= first + 1:
        return None
    head, tail = (text_of(blocks[at]).strip() for at in (first, last))
    begins = _begins(head) or first == 0 and _hands_over(head, blocks[1])
    return (first, last) if begins and isinstance(blocks[last], Paragraph) and _ends(tail) else None


def _hands_over(text: str, below: Block) -> bool:
    """True for words right over a title that hand a text over, and nothing else."""
    handed = len(text) <= _LONGEST and answer.HANDS.regex.match(text) and text.endswith((":", "："))
    return bool(handed and answer.WORK.regex.search(text)) and isinstance(below, Heading) and below.depth == 1


def _begins(text: str) -> bool:
    if len(text) > _LONGEST or not answer.YES.regex.match(text):
        return False
    rest = answer.YES.regex.sub("", text, count=1).strip()
    said = answer.HANDS.regex.match(rest) is not None and speech.TEXT.regex.search(text) is not None
    return said or bears(text, Sign.USER)


def _ends(text: str) -> bool:
    if len(text) > _LONGEST or remark.READERS.regex.search(text):
        return False
    offered = bears(text, Sign.OFFER) and (bears(text, Sign.USER) or answer.ANOTHER.regex.search(text) is not None)
    return offered or remark.ASKS.regex.match(text) is not None or to_the_user(text)

"""A prompt in sections before the article that it orders: who the writer is, a task, demands.

It goes whole or it stays whole. Some of its parts are known by their names, or by holding nothing but orders; between
them and behind them stand others that no table names. So it does not end where the known parts do but where the article
begins: at the title or the outline that the prompt itself names, or, where a writer is told who it is, at what has the
form of a beginning.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.evidence import commissioned, orders
from proofpress.evidence.commissioned import key_of, named, size_of
from proofpress.evidence.speech import Sign, bears
from proofpress.regex import regex
from proofpress.tree import Block, Heading, List, Paragraph, ThematicBreak, text_of, walk
from proofpress.words import label, prompt, remark

Blocks = tuple[Block, ...]
_BEFORE = 2
_UNKNOWN = 3
_BOLD = 7
_FAR = 100
"""Blocks within which a prompt ends: whether one begins the article is asked of all before it."""
_NUMBER = regex(r"\A[\W\d]*+(?:[一二三四五六七八九十]{1,3}+[、.．]|第[\d一二三四五六七八九十]{1,3}+[章节部])?\s*+")
_LABELLED = regex(r"\A[^\n:：]{1,30}+[:：]")
_COUNTED = regex(r"\W*(?:\d|[一二三四五六七八九十]+[、.．])")
_FIRST = regex(r"\W*(?:1(?![\d.]*\d)|一[、.．]|第[一1][章节部])")


class Brief(NamedTuple):
    """The first blocks of a text, `end` of them, are a prompt, `sure` where the article is known to begin there.
    Before its first word, at `first`, stands what may be a title."""

    end: int
    sure: bool
    first: int = 0


def sectioned(blocks: Blocks) -> Brief | None:
    """The prompt at the beginning of a text, by the names of its parts or by what they do; None where neither tells of
    one. Where it is not sure, `end` is that of its last known part."""
    brief = _of_named_parts(blocks)
    if brief is None or not brief.sure:
        done = commissioned.extent(blocks)
        if done is not None and (brief is None or done[2] or done[1] > brief.end):
            first, end, sure = done
            return Brief(end, sure, first)
    return brief


def _of_named_parts(blocks: Blocks) -> Brief | None:
    """The prompt in sections; None where no two parts of one and an order to write stand at the beginning."""
    first = next((at for at, node in enumerate(blocks[: _BEFORE + 1]) if _head(node)), None)
    if first is None or not _is_named_so(blocks[first]) or not all(map(_opens, blocks[:first])):
        return None
    parts, unknown, last, level = 0, 0, first, _BOLD
    for at in range(first, min(first + _FAR, len(blocks))):
        head = _head(blocks[at])
        known = head is not None and _is_part(blocks, at)
        if parts > 1 and not known and (begins := _beginning(blocks, at, level)) is not None and _no_more(blocks, at):
            return Brief(begins, True)
        if head is None:
            continue
        parts, unknown, last = (parts + 1, 0, at) if known else (parts, unknown + 1, last)
        level = min(level, head.depth)
        if unknown > (_UNKNOWN if parts > 1 else 1):
            break
    end = _end(blocks, last)
    return Brief(end, False) if parts > 1 and _orders(blocks[:end]) else None


def opening(blocks: Blocks) -> set[int]:
    """What stands before the article and orders it, by place: a request as data, a paragraph to an expert, a prompt in
    sections whose end is sure."""
    first = next((at for at, node in enumerate(blocks) if isinstance(node, Heading)), 0)
    found = {at for at, node in enumerate(blocks[:first]) if orders.is_request(node) or orders.is_to_an_expert(node)}
    brief = sectioned(blocks)
    return found | set(range(brief.first, brief.end)) if brief is not None and brief.sure else found


def certain(blocks: Blocks) -> bool:
    """True where a prompt leaked beyond doubt: what it orders is this text, where it stands."""
    brief = sectioned(blocks)
    if brief is not None and not brief.sure:
        blocks = blocks[brief.end :]
    return bool(opening(blocks)) or any(
        orders.is_certain(node, blocks[at - 1] if at else None) for at, node in enumerate(blocks)
    )


class _Head(NamedTuple):
    depth: int
    text: str


def _head(node: Block) -> _Head | None:
    """What stands over a part, or before it in its line: a heading, a bold line, the name of a part."""
    if isinstance(node, Heading):
        return _Head(node.depth, text_of(node))
    text = text_of(node).strip() if isinstance(node, Paragraph) else ""
    if orders.is_bold_line(node):
        return _Head(_BOLD, text)
    name = _LABELLED.match(text)
    return _Head(_BOLD, name[0]) if name and prompt.PART.regex.match(name[0]) else None


def _is_part(blocks: Blocks, at: int) -> bool:
    """Whether a part of a prompt begins: by its name, or for it holds nothing but orders."""
    if _is_named_so(blocks[at]):
        return True
    inside = [node for node in blocks[at + 1 : _end(blocks, at)] if not isinstance(node, ThematicBreak)]
    return bool(inside) and all(map(_is_order, inside))


def _is_named_so(node: Block) -> bool:
    head = _head(node)
    texts = (head.text, re.split("[:：]", head.text, maxsplit=1)[0]) if head is not None else ()
    return any(words.regex.match(text) for words in (prompt.PART, prompt.LABEL) for text in texts)


def _is_order(node: Block) -> bool:
    return orders.is_orders(node) or isinstance(node, Paragraph) and orders.is_order(text_of(node))


def _no_more(blocks: Blocks, at: int) -> bool:
    """Whether no part with an order in it follows soon: the article has not begun before that."""
    soon = [later for later in range(at + 1, len(blocks)) if _head(blocks[later])][:_UNKNOWN]
    return not any(_is_part(blocks, one) and _orders(blocks[one : _end(blocks, one)]) for one in soon)


def _end(blocks: Blocks, at: int) -> int:
    return next((stop for stop in range(at + 1, len(blocks)) if _head(blocks[stop])), len(blocks))


def _opens(node: Block) -> bool:
    """True for what may stand before the first part: a word to the writer, a rule."""
    if isinstance(node, ThematicBreak):
        return True
    text = text_of(node)
    return isinstance(node, Paragraph) and (bool(prompt.EXPERT.regex.match(text)) or bears(text, Sign.ORDER))


def _orders(blocks: Blocks) -> bool:
    """Whether a text is ordered there."""
    return any(prompt.COMMISSION.regex.search(text_of(node)) or orders.are_demands(node) for node in blocks)


def _beginning(blocks: Blocks, at: int, level: int) -> int | None:
    """Where the article begins if it does so with this block, behind a prompt whose highest part has this level: at the
    block, or at a title right before it."""
    before, node = blocks[:at], blocks[at]
    if not _orders(before):
        return None
    text = text_of(node).strip()
    if isinstance(node, Heading | Paragraph) and len(text) < 100 and named(text, before):
        return at
    if isinstance(node, Heading) and _is_planned(text, before):
        above = blocks[at - 1]
        titled = isinstance(above, Paragraph) and len(text_of(above)) < 40 and not _is_order(above)
        return at - 1 if titled and not text_of(above).endswith(tuple("：:。.!！?？；;")) else at
    told = any(_tells_who(one) for node in before for one in (node, *walk(node)))
    return at if told and _has_form(blocks, at, level) else None


def _tells_who(node: object) -> bool:
    """True for a paragraph that tells a writer who it is, also behind a label."""
    text = text_of(node) if isinstance(node, Paragraph) else ""
    return any(prompt.EXPERT.regex.match(one) for one in (text, _LABELLED.sub("", text, count=1)))


def _is_planned(text: str, before: Blocks) -> bool:
    """Whether a heading is a point of the outline that the prompt gives."""
    points = (text_of(item) for node in before if isinstance(node, List) for item in node.items)
    return key_of(_NUMBER.sub("", text, count=1)) in {key_of(_NUMBER.sub("", point, count=1)) for point in points}


def _has_form(blocks: Blocks, at: int, level: int) -> bool:
    """Whether a block has the form of an article's beginning, where the parts of the prompt stand at this level: a
    heading over theirs, alone at its level or the first of counted ones; a bold line; what follows a rule; an answer.
    """
    node, text = blocks[at], text_of(blocks[at]).strip()
    ruled = isinstance(blocks[at - 1], ThematicBreak)
    if isinstance(node, Heading):
        own = label.ABSTRACT.regex.match(text) or _FIRST.match(text) and not _counts(blocks[:at])
        return node.depth < level or bool(own) or node.depth == level and _stands_alone(blocks, at)
    if orders.is_bold_line(node):
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        return (
            level < _BOLD and size_of(key_of(text)) > 3 and text[-1] not in ":：" and (ruled or type(below) is not List)
        )
    return isinstance(node, Paragraph) and (ruled and not _opens(node) or bool(remark.PREFACE.regex.match(text)))


def _counts(blocks: Blocks) -> bool:
    return any(_COUNTED.match(head.text) for node in blocks if (head := _head(node)))


def _stands_alone(blocks: Blocks, at: int) -> bool:
    """Whether no heading as high as this one follows it, or only counted ones, and some heading does."""
    node = blocks[at]
    assert isinstance(node, Heading)
    later = [one for one in blocks[at + 1 :] if isinstance(one, Heading)]
    high = [one for one in later if one.depth <= node.depth]
    counted = bool(high) and not _COUNTED.match(text_of(node)) and all(_COUNTED.match(text_of(one)) for one in high)
    return bool(later) and (not high or counted)

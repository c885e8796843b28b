"""Runaway text: a machine that says the same again and again, in one line, line after line, or section after section.

What could be meant stays: an author's page keeps every repeat, and no code, log, table or list of items ever goes for
it. In a machine's text sentences that repeat at once are kept once, and so are chapters that stand there a second time.
Only the whole article, once more and word for word, goes from any page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar

from proofpress.authority import Authority, Kind
from proofpress.evidence.marks import copies, is_sentence
from proofpress.evidence.repeats import cut_off, reach, runs, stutters
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level, each_run, with_children
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Document,
    Footnote,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
    of_kinds,
    place_in,
    text_of,
    walk,
)

_Part = TypeVar("_Part", Block, Item)
_SENTENCE = regex(r"[^。！？.!?]*+(?:[。！？.!?]++[”’」』）)]*+\s*+|\Z)")
_TURNS = 3
_SECTIONS = 4
_WORDS = regex(r"[^\W\d_]")
_INSIDE_WORD = regex(r"[A-Za-z0-9]{2}")
_SHOUTED = frozenset("!！?？,，。、;；:：")
_UNSEEN = regex("[\u00ad\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\\s]+")
_LEAST_DOUBT = 30
_MANY = 8
_ITEMS = 5
_LEAST_ITEM = 8
_NUMBER = regex(r"\d+")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with what repeats kept once, as far as it may go."""
    document = each_run(document, lambda run: _in_line(run, ledger))
    if ledger.authority is not Authority.AUTHOR:
        document = with_children(document, _numbered(document.children, ledger))
        document = each_level(document, lambda blocks: _blocks(blocks, ledger))
    for node in of_kinds(document, List):
        _doubt_items(node, ledger)
    return with_children(document, _copies(document.children, ledger))


def _doubt_items(node: List, ledger: Ledger) -> None:
    """A list that says the same item after item, but for numbers, is reported; who wrote it may have meant it."""
    texts = [_NUMBER.sub("0", text_of(item)) for item in node.items]
    if next(of_kinds(node, Link, Image), None) is not None:
        return
    if len(texts) < _ITEMS or len(set(texts)) > len(texts) - _ITEMS + 2:
        return
    for run in runs([text if sum(map(str.isalpha, text)) >= _LEAST_ITEM else None for text in texts], _ITEMS):
        end = run.end + (run.end == len(texts) - 1 and cut_off(texts[run.end], texts[run.end - run.period]))
        span = Span(node.items[run.start + run.period].span.start, node.items[end - 1].span.end)
        ledger.doubted(span, f"the same list items again, {run.cycles - 1} times", f"重复的列表项，{run.cycles - 1} 次")


# At once


def _blocks(blocks: Blocks, ledger: Ledger) -> Blocks:
    blocks = _once(blocks, ledger, "runaway text: the same blocks again", "失控重复的内容")
    return tuple(_inside(node, ledger) for node in blocks)


def _inside(node: Block, ledger: Ledger) -> Block:
    """A list of whole sentences may run away as paragraphs do; items that only name something may be meant."""
    if isinstance(node, Table):
        for run in runs([row if text_of(row).strip() else None for row in node.rows], _MANY):
            again = node.rows[run.start + run.period : run.end]
            span = Span(again[0].span.start, again[-1].span.end)
            ledger.doubted(
                span, f"the same table rows again, {run.cycles - 1} times", f"重复的表格行，{run.cycles - 1} 次"
            )
    if not isinstance(node, List):
        return node
    items = _once(node.items, ledger, "runaway text: the same list items again", "失控重复的列表项")
    return node if len(items) == len(node.items) else replace(node, items=items)


def _once(parts: tuple[_Part, ...], ledger: Ledger, en: str, zh: str) -> tuple[_Part, ...]:
    """The parts with each run of at least three turns of sentences kept once."""
    if len(parts) < 3:
        return parts
    texts = [text_of(part) for part in parts]
    again = {text for text, times in Counter(texts).items() if times > 2}
    if not again:
        return parts
    keys: list[Hashable] = [_key(part) if text in again else None for part, text in zip(parts, texts, strict=True)]
    gone: set[int] = set()
    for run in runs(keys, 3):
        if not any(map(is_sentence, texts[run.start : run.start + run.period])):
            continue
        copied = range(run.start + run.period, reach(run, keys, texts))
        span = Span(parts[copied[0]].span.start, parts[copied[-1]].span.end)
        if ledger.judged(Kind.REPEAT, span, f"{en}, {run.cycles - 1} times", f"{zh}，{run.cycles - 1} 次"):
            gone.update(copied)
    return tuple(part for index, part in enumerate(parts) if index not in gone)


def _key(node: object) -> Hashable:
    """What repeats: the part itself with all its addresses and markup; never a rule, a note,
    code or a picture alone."""
    return None if isinstance(node, ThematicBreak | Footnote) else node


def _in_line(run: tuple[Inline, ...], ledger: Ledger) -> tuple[Inline, ...]:
    """Words that repeat inside one text, the last of them perhaps cut off."""
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Text):
            node = _said_once(_shortened(node, ledger), ledger)
        out.append(node)
    return tuple(out)


def _shortened(node: Text, ledger: Ledger) -> Text:
    value, parts, at = node.value, [], 0
    for found in stutters(value):
        once, again = found["once"], found["again"]
        signs = len(set(once)) == 1 and once[0] in _SHOUTED
        if (
            not (signs or _WORDS.search(once) or _UNSEEN.fullmatch(once))
            or len(again) < 40
            or (len(again) // len(once) < 5 and len(once) < 12)
        ):
            continue
        end = found.end()
        while end < len(value) and value[end] == value[end - len(once)]:
            end += 1
        start, said = found.start("again"), once.strip()
        before = found.start("once")
        if len(said) >= 12 and value.endswith(said, 0, before):
            start = before  # glued to what it repeats
        while start < found.start("again") + len(once) and start > before and _INSIDE_WORD.match(value, start - 1):
            start += 1
        if start == found.start("again") and (closed := _CLOSED.match(once)) and closed.end() < len(once):
            start += closed.end()  # what is repeated begins where the sentence before it ends
        span = place_in(node, start, end)
        kind = Kind.CONTROL if _UNSEEN.fullmatch(once) else Kind.REPEAT
        if not ledger.judged(
            kind, span, "runaway text: the same words again and again", "一行之内失控重复的词句", text=value[start:end]
        ):
            continue
        parts.append(value[at:start])
        at = end
    return node if not at else replace(node, value="".join(parts) + value[at:])


_CLOSED = regex(r"[。！？；.!?;]++[”’」』\"')）]*+")


def _said_once(node: Text, ledger: Ledger) -> Text:
    """Sentences that repeat in a row, at least three times, are kept once."""
    found = list(_SENTENCE.finditer(node.value))
    keys = [one[0].strip() for one in found]
    if len(keys) - len(set(keys)) < _TURNS - 1:
        return node
    parts, at = [], 0
    for run in runs(keys, _TURNS):
        if not any(map(is_sentence, keys[run.start : run.start + run.period])):
            continue
        start, end = found[run.start + run.period].start(), found[run.end - 1].end()
        span = place_in(node, start, end)
        text = node.value[start:end]
        said = "runaway text: the same sentences again", "失控重复的句子"
        if ledger.judged(Kind.REPEAT, span, *(f"{one}, {run.cycles - 1} ×" for one in said), text=text):
            parts.append(node.value[at:start])
            at = end
    return replace(node, value="".join(parts) + node.value[at:]) if at else node


# With a number that counts


def _numbered(blocks: Blocks, ledger: Ledger) -> Blocks:
    """Sections that say the same under headings that differ in nothing but a number: the first is kept."""
    heads = [index for index, node in enumerate(blocks) if isinstance(node, Heading)]
    if len(heads) < _SECTIONS:
        return blocks
    ends = [*heads[1:], len(blocks)]
    keys = [_section_key(blocks[head:end]) for head, end in zip(heads, ends, strict=True)]
    gone: set[int] = set()
    at = 0
    while at < len(keys):
        length = 1
        while keys[at] is not None and at + length < len(keys) and keys[at + length] == keys[at]:
            length += 1
        if length >= _SECTIONS:
            first, end = heads[at + 1], ends[at + length - 1]
            if (
                end < len(blocks)
                and ends[at + length] == len(blocks)
                and _begins(blocks[end:], blocks[heads[at] : ends[at]])
            ):
                end, length = len(blocks), length + 1
            ledger.judged(
                Kind.REPEAT,
                Span(blocks[first].span.start, blocks[end - 1].span.end),
                f"runaway text: the same section under another number, {length - 1} times",
                f"失控重复的章节，仅编号不同，{length - 1} 次",
            )
            gone.update(range(first, end))
        at += length
    return tuple(node for index, node in enumerate(blocks) if index not in gone)


def _begins(section: Blocks, whole: Blocks) -> bool:
    """Whether the last section is the beginning of another one, under its own number."""
    here, there = ("\n".join(text_of(node) for node in part[1:]) for part in (section, whole))
    return re.sub(r"\d+", "0", text_of(section[0])) == re.sub(r"\d+", "0", text_of(whole[0])) and there.startswith(here)


def _section_key(section: Blocks) -> Hashable:
    """A section without the numbers in its heading; None where it holds too little to tell."""
    size = sum(len(text_of(node)) for node in section[1:])
    if size < 12 or any(isinstance(node, Footnote) for node in section):
        return None
    return (re.sub(r"\d+", "0", text_of(section[0])), section[1:]) if re.search(r"\d", text_of(section[0])) else None


# Elsewhere


def _copies(blocks: Blocks, ledger: Ledger) -> Blocks:
    """The blocks without the article's second copy, or, in a machine's text, the second copy of chapters."""
    gone: set[int] = set()
    for index, length, whole in copies(blocks):
        run = blocks[index : index + length]
        span = Span(run[0].span.start, run[-1].span.end)
        size = sum(len(text_of(node)) for node in run)
        if whole:
            kind = Kind.COPY if _is_all(blocks, index, length) else Kind.REPEAT
            if ledger.judged(kind, span, f"a copy of {length} blocks that stand above", f"与前文重复的 {length} 段"):
                gone.update(range(index, index + length))
        elif size >= _LEAST_DOUBT and any(
            isinstance(inner, Paragraph) and is_sentence(text_of(inner)) for node in run for inner in walk(node)
        ):
            ledger.doubted(span, "this stands in the article twice", "这部分内容在文中出现了两次")
    return tuple(node for at, node in enumerate(blocks) if at not in gone)


def _is_all(blocks: Blocks, index: int, length: int) -> bool:
    """True where a copy is all that stands behind the article, and says all of it."""
    behind = sum(len(text_of(node)) for node in blocks[index + length :])
    copied = sum(len(text_of(node)) for node in blocks[index : index + length])
    before = sum(len(text_of(node)) for node in blocks[:index])
    return copied >= 0.95 * before and behind <= 0.05 * before

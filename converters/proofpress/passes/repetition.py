"""Runaway text: a machine that says the same again and again, in one line, line after line, or section after section.

What repeats at once, at least three times, is kept once. A copy that stands elsewhere is removed where no author would write
it: a third one, or a second one of a good part of the article; a single copy of a paragraph or a section is reported.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level, each_run, with_children
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Code,
    Document,
    Footnote,
    Heading,
    Inline,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    text_of,
)

_Part = TypeVar("_Part")
_LONGEST_PERIOD = 12
_SECTIONS = 4
_RUN = re.compile(r"(?P<once>.{2,80}?)(?P<again>(?P=once){3,})", re.S)
_WORDS = re.compile(r"[^\W\d_]")
_INSIDE_WORD = re.compile(r"[A-Za-z0-9]{2}")
_SHOUTED = frozenset("!！?？,，。、;；:：")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with what repeats kept once."""
    document = with_children(document, _numbered(document.children, ledger))
    document = each_run(document, lambda run: _in_line(run, ledger))
    document = each_level(document, lambda blocks: _blocks(blocks, ledger))
    return with_children(document, _copies(document.children, ledger))


# At once


def _blocks(blocks: Blocks, ledger: Ledger) -> Blocks:
    blocks = _once(blocks, _key, ledger, 3, "runaway text: the same blocks again", "失控重复的内容")
    return tuple(_inside(node, ledger) for node in blocks)


def _inside(node: Block, ledger: Ledger) -> Block:
    match node:
        case List():
            items = _once(
                node.items,
                lambda item: item if _say(text_of(item)) else None,
                ledger,
                3,
                "runaway text: the same list items again",
                "失控重复的列表项",
            )
            return node if len(items) == len(node.items) else replace(node, items=items)
        case Table():
            rows = _once(
                node.rows,
                lambda row: row if _say(text_of(row)) else None,
                ledger,
                5,
                "runaway text: the same table rows again",
                "失控重复的表格行",
            )
            return node if len(rows) == len(node.rows) else replace(node, rows=rows)
        case Code():
            return _code(node, ledger)
        case _:
            return node


def _code(node: Code, ledger: Ledger) -> Code:
    """Lines of code that repeat many times; data and drawings may."""
    lines = node.value.split("\n")
    if len(lines) < 18 or len(set(lines)) > 0.5 * len(lines):
        return node
    cut: list[tuple[int, int]] = []
    for start, period, cycles in _cycles([line.strip() if _WORDS.search(line) else None for line in lines], 8):
        stop = start + period * cycles
        # The last cycle may have been cut off in the midst.
        while stop < len(lines) and (
            lines[stop].strip() == lines[stop - period].strip()
            or (stop == len(lines) - 1 and lines[stop - period].strip().startswith(lines[stop].strip()))
        ):
            stop += 1
        cut.append((start + period, stop))
    if not cut:
        return node
    kept = [line for number, line in enumerate(lines) if not any(first <= number < last for first, last in cut)]
    gone = "\n".join("\n".join(lines[first:last]) for first, last in cut)
    ledger.removed(
        node.span,
        f"runaway text: {sum(last - first for first, last in cut)} lines of code again and again",
        "代码中失控重复的行",
        text=gone,
    )
    return replace(node, value="\n".join(kept))


def _once(
    parts: Sequence[_Part], key: Callable[[_Part], Hashable], ledger: Ledger, least: int, en: str, zh: str
) -> tuple[_Part, ...]:
    """The parts with each run of at least `least` cycles kept once."""
    if len(parts) < least:
        return tuple(parts)
    texts = [text_of(part) for part in parts]  # type: ignore[arg-type]
    keys = (
        [key(part) if text in again else None for part, text in zip(parts, texts, strict=True)]
        if (again := _more_than_once(texts))
        else []
    )
    gone: set[int] = set()
    for start, period, cycles in _cycles(keys, least):
        if cycles < 4 and sum(len(text_of(part)) for part in parts[start : start + period]) < 12:  # type: ignore[arg-type, misc]
            continue
        stop = start + period * cycles
        while stop < len(parts) and keys[stop] is not None and keys[stop] == keys[stop - period]:
            stop += 1
        if stop == len(parts) - 1 and cycles >= 3 and _cut_off(texts[stop], texts[stop - period]):
            stop += 1
        copies = range(start + period, stop)
        gone.update(copies)
        spans = [parts[index].span for index in copies]  # type: ignore[attr-defined]
        ledger.removed(Span(spans[0].start, spans[-1].end), f"{en}, {cycles - 1} times", f"{zh}，{cycles - 1} 次")
    return tuple(part for index, part in enumerate(parts) if index not in gone)


def _cut_off(text: str, whole: str) -> bool:
    """Whether the last part is the beginning of what stood there a cycle before."""
    text, whole = text.strip(), whole.strip()
    return len(text) > 1 and len(text) < len(whole) and whole.startswith(text)


def _more_than_once(texts: Sequence[str]) -> set[str]:
    """The texts that stand there more than once: nothing else needs to be compared."""
    return {text for text, times in Counter(texts).items() if times > 1}


def _cycles(keys: Sequence[Hashable], least: int) -> list[tuple[int, int, int]]:
    """Runs that repeat at once, as start, period and how often; a part whose key is None repeats nothing."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(keys):
        best = (0, 0)
        for period in range(1, _LONGEST_PERIOD + 1):
            if at + period * least > len(keys) or keys[at] is None:
                break
            length = 0
            while (
                at + period + length < len(keys)
                and keys[at + length] is not None
                and keys[at + length] == keys[at + period + length]
            ):
                length += 1
            cycles = length // period + 1
            if cycles >= least and period * cycles > best[0] * best[1]:
                best = (period, cycles)
                break
        if best[0]:
            found.append((at, *best))
            at += best[0] * best[1]
        else:
            at += 1
    return found


def _key(node: Block) -> Hashable:
    """What repeats: the block itself with all its addresses and markup; never a rule, a note or a block without words."""
    if isinstance(node, ThematicBreak | Footnote):
        return None
    return node if _say(text_of(node)) else None


def _say(text: str) -> str | None:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) > 1 and _WORDS.search(text) else None


def _in_line(run: tuple[Inline, ...], ledger: Ledger) -> tuple[Inline, ...]:
    """Words that repeat inside one text, the last of them perhaps cut off."""
    out: list[Inline] = []
    for node in run:
        if isinstance(node, Text) and len(node.value) >= 48 and _squeezes(node.value):
            node = _shortened(node, ledger)
        out.append(node)
    return tuple(out)


def _squeezes(text: str) -> bool:
    data = text.encode()[-20000:]
    return len(zlib.compress(data, 1)) < 0.45 * len(data) or len(data) > 2000


def _shortened(node: Text, ledger: Ledger) -> Text:
    value, parts, at = node.value, [], 0
    for found in _RUN.finditer(value):
        once, again = found["once"], found["again"]
        signs = len(set(once)) == 1 and once[0] in _SHOUTED
        if not (signs or _WORDS.search(once)) or len(again) < 40 or (len(again) // len(once) < 5 and len(once) < 12):
            continue
        end = found.end()
        while end < len(value) and value[end] == value[end - len(once)]:
            end += 1
        start = found.start("again")
        while start < found.start("again") + len(once) and _INSIDE_WORD.match(value, start - 1):
            start += 1
        parts.append(value[at:start])
        exact = node.span.end - node.span.start == len(value)
        span = Span(node.span.start + start, node.span.start + end) if exact else node.span
        ledger.removed(
            span, "runaway text: the same words again and again", "一行之内失控重复的词句", text=value[start:end]
        )
        at = end
    return node if not at else replace(node, value="".join(parts) + value[at:])


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
            ledger.removed(
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
    """The blocks without what stands in the article a third time, or a second time at length."""
    texts = [text_of(node) for node in blocks]
    again = _more_than_once(texts)
    if not again:
        return blocks
    keys = [_long_key(node) if text in again else None for node, text in zip(blocks, texts, strict=True)]
    first: dict[Hashable, int] = {}
    times: dict[Hashable, int] = {}
    gone: set[int] = set()
    total = sum(map(len, texts))
    index = 0
    while index < len(blocks):
        key = keys[index]
        if key is None or key not in first:
            if key is not None:
                first[key] = index
                times[key] = 1
            index += 1
            continue
        earlier, length = first[key], 1
        while (
            index + length < len(blocks)
            and earlier + length < index
            and keys[index + length] is not None
            and keys[index + length] == keys[earlier + length]
        ):
            length += 1
        for copied in keys[index : index + length]:
            if copied in times:
                times[copied] += 1
        run = blocks[index : index + length]
        size = sum(len(text_of(node)) for node in run)
        span = Span(run[0].span.start, run[-1].span.end)
        headings = sum(isinstance(node, Heading) for node in run)
        whole = length >= 10 and headings >= 2 and (size > max(1200, 0.05 * total) or size > 0.3 * total)
        if whole or (times[key] >= 3 and _machine_made(run, size)):
            ledger.removed(span, f"a copy of {length} blocks that stand above", f"与前文重复的 {length} 段")
            gone.update(range(index, index + length))
        elif size >= 30:
            ledger.doubted(span, "this stands in the article twice", "这部分内容在文中出现了两次")
        index += length
    return tuple(node for at, node in enumerate(blocks) if at not in gone)


def _long_key(node: Block) -> Hashable:
    """What makes two blocks the same: everything but where they stand; notes never are."""
    return None if isinstance(node, Footnote) else node


def _machine_made(run: Sequence[Block], size: int) -> bool:
    """Whether what stands in the article a third time is prose that nobody repeats: several blocks, or one of some length."""
    prose = [node for node in run if isinstance(node, Paragraph | List | Quote)]
    return len(prose) > 1 and size >= 60 or (len(run) == 1 and len(prose) == 1 and size >= 100)

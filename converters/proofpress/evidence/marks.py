"""The marks that a machine leaves in a text and no author does: an answer's first words, its last, orders,
runaway text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from itertools import pairwise

from proofpress.evidence import answers, briefs, chinese, orders
from proofpress.evidence.quoted import own_words
from proofpress.evidence.repeats import reach, runs, stutters
from proofpress.evidence.speech import about_the_task, closes, is_refusal, is_wish, tells_how, to_the_user
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Code,
    Document,
    Footnote,
    Heading,
    List,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    text_of,
)
from proofpress.words import chat, label, remark

Blocks = tuple[Block, ...]
THOUGHTS = frozenset(("think", "thinking", "thought", "thoughts", "reasoning"))
"""What models call a block of thoughts."""
_LONGEST = 700
_SHORT = 200
_MANY = 6
_ROUND = regex(r"\d[\d,]*(?=\s*(?:字|words?))|\d[\d,]*\W*$")


def made_by_a_machine(document: Document) -> bool:
    """True where one of the marks stands in a text that is not about writing or prompting itself."""
    blocks = own_words(document.children)
    return (
        _is_labelled(blocks)
        or _thinks(blocks)
        or _runs_away(blocks)
        or repeats_chapters(blocks)
        or not orders.about_writing(document)
        and (_speaks(blocks, title_of(document)) or briefs.certain(blocks))
    )


def _is_labelled(blocks: Blocks) -> bool:
    """A heading that says no more than that a title follows, over the title."""
    first = next((index for index, node in enumerate(blocks[:4]) if isinstance(node, Heading)), None)
    if first is None or first + 1 >= len(blocks):
        return False
    text = text_of(blocks[first])
    if label.ARTICLE_TITLED.regex.match(text):
        return True
    return bool(label.TITLE.regex.match(text)) and isinstance(blocks[first + 1], Heading | Paragraph | Quote)


def _thinks(blocks: Blocks) -> bool:
    """A block of code that calls itself a thought, and is one about the writing."""
    return any(
        isinstance(node, Code) and node.lang.lower() in THOUGHTS and about_the_task(node.value) for node in blocks[:4]
    )


def title_of(document: Document) -> str:
    """The title of the front matter, or the first heading."""
    if given := str(document.meta.get("title") or ""):
        return given
    heads = (node for node in document.children[:6] if isinstance(node, Heading | Paragraph))
    texts = (text_of(node) for node in heads)
    return next((label.TITLED.regex.sub("", text) for text in texts if not label.TITLE.regex.match(text)), "")


def _speaks(blocks: Blocks, title: str) -> bool:
    """Somebody answers: at the beginning, at the end, or anywhere to whoever gave the order."""
    words = [(at, text_of(node).strip()) for at, node in enumerate(blocks) if isinstance(node, Paragraph)]
    words = [(at, text) for at, text in words if len(text) <= _LONGEST]
    # In the middle of a text stands what an author tells of an answer, and of a panel that shows thoughts.
    outermost = (words[0][0], words[-1][0]) if words else ()
    if any(
        at in outermost
        and is_refusal(text)
        or to_the_user(text)
        and not is_wish(text)
        or _is_of_a_product(text)
        and (at in outermost or not chat.THOUGHT.regex.match(text))
        for at, text in words
    ):
        return True
    if any(at == place and remark.PREFACE.regex.match(text) for place, (at, text) in enumerate(words[: lead(blocks)])):
        return True
    last = len(blocks) - 1
    while last > 0 and isinstance(blocks[last], Footnote | ThematicBreak):
        last -= 1
    if _hands_over(blocks[: last + 1]):
        return True
    ends = [text for at, text in words[-3:] if at >= last - 2]
    return any(
        remark.ASKS.regex.match(text) or _claims(text) or closes(text, title) or tells_how(text) for text in ends
    )


def _hands_over(blocks: Blocks) -> bool:
    """The last block holds the text against its order, or, behind a rule, tells what it holds and offers another."""
    if not blocks:
        return False
    node, text = blocks[-1], text_of(blocks[-1]).strip()
    if isinstance(node, List):
        return answers.is_checked(node)
    ruled = len(blocks) > 1 and isinstance(blocks[-2], ThematicBreak)
    apart = ruled or answers.stands_apart(node)
    return isinstance(node, Paragraph) and (apart and answers.measures(text) or ruled and answers.presents(text))


def lead(blocks: Blocks) -> int:
    """How many paragraphs stand before an article, over its title: one or two, or none."""
    above = next((at for at, node in enumerate(blocks[:_LEADS]) if not isinstance(node, Paragraph)), _LEADS)
    if above == 0 or above == _LEADS:
        return int(opens(blocks))
    return above if isinstance(blocks[above], Heading | ThematicBreak) else int(opens(blocks))


_LEADS = 3


def opens(blocks: Blocks) -> bool:
    """True where the first block can stand before an article: over a heading or a rule, or, where it ends in a colon,
    over a title in bold."""
    if len(blocks) < 2:
        return False
    announces = text_of(blocks[0]).strip().endswith((":", "："))
    return isinstance(blocks[1], Heading | ThematicBreak) or announces and orders.is_bold_line(blocks[1])


def _is_of_a_product(text: str) -> bool:
    return len(text) < _SHORT and remark.PRODUCT.regex.search(text) is not None


def _claims(text: str) -> bool:
    """A length that was ordered: a machine claims a round number, an author counts."""
    if not remark.COUNT.regex.match(text):
        return False
    found = _ROUND.search(text)
    return found is not None and int(re.sub(r"\D", "", found[0]) or 1) % 500 == 0


def _runs_away(blocks: Blocks) -> bool:
    """The same sentences many times in a row, or in a row that breaks off with the text."""
    texts = [text_of(node) if isinstance(node, Paragraph) else "" for node in blocks]
    again = {text for text, times in Counter(texts).items() if times > 2 and is_sentence(text)}
    if any(_stutters(text) for text in texts) or _counts_on(blocks):
        return True
    keys: list[Hashable] = [text if text in again else None for text in texts]
    return any(run.cycles >= _MANY or reach(run, keys, texts) == len(texts) for run in runs(keys, 3))


def _stutters(text: str) -> bool:
    """Some words of a sentence, said ten times at once."""
    return any(
        len(found["again"]) >= 9 * len(found["once"])
        and 2 * chinese.count(found["once"]) + found["once"].count(" ") >= 8
        for found in stutters(text)
    )


def _counts_on(blocks: Blocks) -> bool:
    """Sections that say the same under headings that differ in nothing but a number, many times."""
    heads = [index for index, node in enumerate(blocks) if isinstance(node, Heading)]
    keys = [
        (re.sub(r"\d+", "0", text_of(blocks[head])), blocks[head + 1 : end])
        if end > head + 1 and is_sentence(text_of(blocks[head + 1])) and _has_words(text_of(blocks[head]))
        else None
        for head, end in pairwise([*heads, len(blocks)])
    ]
    return any(run.period == 1 for run in runs(keys, _MANY))


def _has_words(text: str) -> bool:
    """True for a heading that says more than the number of a version or a day."""
    return chinese.count(text) > 1 or len(re.findall(r"[A-Za-z]{4,}", text)) > 1


def is_sentence(text: str) -> bool:
    """True for words of some length that end like a sentence, or hold one: no label, log, address or listing."""
    text = text.strip()
    size = 2 * chinese.count(text) + len(re.findall(r"[A-Za-z]+", text))
    return (
        size >= 12
        and bool(re.search(r"[。！？：，]|[a-z][.!?:,](?:\s|\W*$)", text))
        and not re.search(r"[{};=<>\\/]|\d\d:\d\d", text)
    )


def repeats_chapters(blocks: Blocks) -> bool:
    """Ten blocks or more, with two headings, that stand there a second time word for word."""
    return any(whole for _, _, whole in copies(blocks, 10))


def copies(blocks: Blocks, least: int = 1) -> list[tuple[int, int, bool]]:
    """Runs of blocks that stood earlier in the text: where, how many, and whether they are whole chapters.

    Equal blocks are equal in all but where they stand; notes never are. Chapters that repeat among themselves, as those
    of a template do, are no copy of others.
    """
    texts = [text_of(node) for node in blocks]
    again = {text for text, times in Counter(texts).items() if times > 1}
    if not again:
        return []
    keys: list[Hashable] = [
        node if text in again and not isinstance(node, Footnote) else None
        for node, text in zip(blocks, texts, strict=True)
    ]
    total = sum(map(len, texts))
    first: dict[Hashable, int] = {}
    found: list[tuple[int, int, bool]] = []
    index = 0
    while index < len(blocks):
        key = keys[index]
        earlier = first.setdefault(key, index) if key is not None else index
        if earlier == index:
            index += 1
            continue
        length = 1
        while (
            index + length < len(blocks)
            and earlier + length < index
            and keys[index + length] is not None
            and keys[index + length] == keys[earlier + length]
        ):
            length += 1
        run = blocks[index : index + length]
        size = sum(map(len, texts[index : index + length]))
        headings = sum(isinstance(node, Heading) for node in run)
        prose = sum(isinstance(node, Paragraph | Table) for node in run)
        distinct = len(set(keys[index : index + length]))
        whole = length >= 8 and headings >= 2 and prose >= 2 and size > min(1000, 0.3 * total) and 2 * distinct > length
        if length >= least:
            found.append((index, length, whole))
        index += length
    return found

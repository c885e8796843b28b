"""What an author quotes: a machine's words in it are no sign that the text around them is a machine's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from proofpress.evidence.speech import Sign, bears, is_refusal, to_the_user
from proofpress.tree import Block, Code, List, Paragraph, Quote, Table, text_of
from proofpress.words import prompt, remark

_COLON = re.compile(r"[:：][\s*_”\"’」]*$")
_QUOTED = re.compile(r" {0,3}>")
_TAG = re.compile(r"<[^<>\n]{0,80}>")
_SPEAKER = re.compile(r"#|\*\*[^*]+\*\*[:：]?$|[-*_=]{3,}$")
_SAID = frozenset((Paragraph, Quote, List, Code, Table))


def introduces(node: Block) -> bool:
    """True for a paragraph that ends in a colon and is an author's: no answer that begins, no order, no label of a
    prompt."""
    if not isinstance(node, Paragraph) or _COLON.search(text := text_of(node).strip()) is None:
        return False
    answers = remark.PREFACE.regex.match(text) or remark.ANNOUNCED.regex.match(text) or prompt.LABEL.regex.match(text)
    answers = answers or remark.THOUGHTS.regex.match(text)
    return not (answers or bears(text, Sign.ORDER) or bears(text, Sign.USER) or is_refusal(text) or to_the_user(text))


def own_words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with nothing in the place of what is introduced as somebody's words."""
    return tuple(
        Paragraph((), span=node.span) if at and type(node) in _SAID and introduces(blocks[at - 1]) else node
        for at, node in enumerate(blocks)
    )


class Quoting(Enum):
    """How a line of Markdown stands to an author's own words."""

    NONE = auto()
    FOLLOWS = auto()
    """In a quote somewhere behind them."""
    INTRODUCED = auto()
    """In a quote right behind words that end in a colon."""


def quoted_lines(lines: Sequence[str]) -> list[Quoting]:
    """For each line of Markdown whether an author quotes it. What a chat puts into a quote is none: it stands before
    all else, or below nothing but headings and the name of who speaks."""
    told, last = False, ""
    flags: list[Quoting] = []
    for line in lines:
        if _QUOTED.match(line):
            introduced = Quoting.INTRODUCED if _COLON.search(last) else Quoting.FOLLOWS
            flags.append(introduced if told else Quoting.NONE)
            continue
        flags.append(Quoting.NONE)
        if line.strip():
            last = line
            told = told or _SPEAKER.match(bare := _TAG.sub("", line).strip()) is None and bool(bare)
    return flags

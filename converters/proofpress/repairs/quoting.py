"""Lines of Markdown that an author quotes: what stands in them is no mark of a machine."""

from __future__ import annotations

from enum import Enum, auto

from proofpress.evidence.quoted import COLON
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.source import Source

_TAG = regex(r"<[^<>\n]{0,80}>")
_SPEAKER = regex(r"#|\*\*[^*]+\*\*[:：]?$|[-*_=]{3,}$")


class Quoting(Enum):
    """How a line of Markdown stands to an author's own words."""

    NONE = auto()
    FOLLOWS = auto()
    """In a quote somewhere behind them."""
    INTRODUCED = auto()
    """In a quote right behind words that end in a colon."""


def quoted_lines(source: Source) -> list[Quoting]:
    """For each line whether an author quotes it. What a chat puts into a quote is none: it stands before all else, or
    below nothing but headings and the name of who speaks."""
    scan = lex_source(source, ANYBODYS).scan
    told, last = False, ""
    flags: list[Quoting] = []
    for line, quote in zip(scan.lines, scan.quotes, strict=True):
        if quote:
            introduced = Quoting.INTRODUCED if COLON.search(last) else Quoting.FOLLOWS
            flags.append(introduced if told else Quoting.NONE)
            continue
        flags.append(Quoting.NONE)
        if line.strip():
            last = line
            told = told or _SPEAKER.match(bare := _TAG.sub("", line).strip()) is None and bool(bare)
    return flags

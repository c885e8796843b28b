"""Short lines that somebody typed one below the other, as in a chat or a list without signs: names, a verse, two things
compared. Markdown would join them to one sentence; what only wraps prose is joined.

None of them ends as a clause or a sentence does or goes on with a small word, and no width has broken them; or they are
what `evidence.meant_lines` knows, as lines of a quotation too.
"""

from __future__ import annotations

from itertools import pairwise

from proofpress.evidence import chinese, wraps
from proofpress.evidence.meant_lines import are_meant
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.paragraphs import QUOTE, paragraphs, quoted
from proofpress.source import Source

_LINE = regex(r"[ \t]*(?!\d{1,9}[.)])[\w(（“《「【][^|｜$\\<\n]*")
"""A line of words: no item, no row of a table, no formula, no tag."""
_LINK = regex(r"[ \t]*\[[^\[\]\n]+\]\([^()\s<>]+\)[ \t]?")
"""A line that is one link, as an editor exports a card that leads to a page."""
_ENDED = regex(r"(?:[。.；;：:！!？?…—–-]|  |\\)$")
_BROKEN = regex(r"(?:  |\\)$")
_SENTENCE_ENDS = tuple("。.！!？?")
_GOES_ON = regex(r"(?:[a-z]+(?=[\s,.;]|$)|[，。、；的了着吗呢吧和与及或但])")
_LONGEST = 48
_NARROW = 24
"""Columns that no page is narrower than."""
_FEWEST = 3
_ALIKE, _ALIKE_WIDE = 5, 2


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a break at the end of each such line."""
    lines = lines_of(source)
    changes: list[Change] = []
    for paragraph in (*paragraphs(lines), *quoted(lines)):
        said = [QUOTE.sub("", lines[number]) for number in paragraph]
        if not are_lines(said):
            continue
        changes += (Change(lines.end(number), lines.end(number), "  ") for number in paragraph[:-1])
        ledger.repaired(
            source.span(lines.starts[paragraph.start], lines.end(paragraph.stop - 1)),
            f"{len(said)} short lines, which Markdown would join",
            f"{len(said)} 行短句，Markdown 会连成一行",
        )
    return rewrite(source, changes)


def are_lines(said: list[str]) -> bool:
    """Whether the lines of a paragraph are lines for their author."""
    are_links = len(said) > 1 and all(map(_LINK.fullmatch, said))
    return are_links or _are_apart(said) or are_meant(said) and not any(map(_BROKEN.search, said[:-1]))


def _are_apart(said: list[str]) -> bool:
    if any(not _LINE.fullmatch(line) or wraps.columns(line.strip()) > _LONGEST for line in said):
        return False
    if any(wraps.stops(line) or _ENDED.search(line) for line in said[:-1]):
        return False
    said = [line.strip() for line in said]
    if said[-1].endswith(_SENTENCE_ENDS) or any(map(_GOES_ON.match, said[1:])):
        return False
    if len(said) < _FEWEST:
        begins = said[0][: _ALIKE_WIDE if chinese.has(said[0][:1]) else _ALIKE]
        return all(line.startswith(begins) for line in said)
    width = max(map(wraps.columns, said))
    return width < _NARROW or not all(wraps.fills(line, after, width) for line, after in pairwise(said))

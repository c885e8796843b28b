"""What an element, a heading or a toggle of a shared document holds by a tab before each line: its lines without the
tab, of which Markdown would make code, and what stands right behind a table apart from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_ELEMENT = regex(
    r"\t*+<(?:callout|columns?|synced_block(?:_reference)?|details|summary|meeting-notes|notes)\b.*>[ \t]*+"
)
_HEADING = regex(r"\t*+#{1,6}[ \t][^{}]*+\{[^{}]*+\}[ \t]*+")
_TOGGLE = regex(
    r"(?P<lead>\t*+)(?P<sign>▶[ \t]*+)(?P<level>#{1,6}[ \t]++)?(?P<said>[^\s{](?:[^\n{]*[^\s{])?+)[ \t]*+"
    r"(?:\{[^{}]*+\}[ \t]*+)?"
)
_ENDS = regex(r"\t*+</(?:table|details)>[ \t]*+")
"""A line that ends an element of HTML; Markdown would go on with it on the next."""
_SHOWN = regex(r"\t*+<summary>.*</summary>[ \t]*+")
"""What a disclosure shows: Markdown is read behind a blank line only."""
_SAID = "a toggle as what it shows and hides", "折叠块改为其标题和内容"


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what such lines hold at their own margin; a toggle is a disclosure, or the heading that it is."""
    lines = lines_of(source)
    changes: list[Change] = []
    holds: list[tuple[int, str]] = []
    """How many tabs stand before the lines that each open element holds, and what ends it."""
    filled = [number for number, line in enumerate(lines.all) if line.strip()]
    for number, below in pairwise((*filled, -1)):
        line = lines[number]
        deep, start = _deep(line), lines.starts[number]
        if holds and deep:
            changes.append(Change(start, start + min(deep, len(holds)), ""))
        if not lines.code[number]:
            if (toggle := _TOGGLE.fullmatch(line)) and below >= 0 and _deep(lines[below]) > deep:
                lead = line[min(deep, len(holds)) : deep]
                holds.append((deep + 1, "" if toggle["level"] else f"\n\n{lead}</details>\n"))
                changes += _opened(toggle, start, lead)
                ledger.repaired(source.span(start, lines.end(number)), *_SAID)
            elif _ELEMENT.fullmatch(line) or 'toggle="true"' in line and _HEADING.fullmatch(line):
                holds.append((deep + 1, ""))
        ends = _ENDS.fullmatch(line) or _SHOWN.fullmatch(line) and _deep(lines[below]) > 0
        ended = "\n" if below == number + 1 and ends and not lines.code[number] else ""
        in_code = below >= 0 and lines.code[below - 1] and lines.code[below]
        while holds and not in_code and (below < 0 or _deep(lines[below]) < holds[-1][0]):
            ended += holds.pop()[1]
        if ended:
            changes.append(Change(lines.end(number), lines.end(number), ended))
    return rewrite(source, changes)


def _deep(line: str) -> int:
    return len(line) - len(line.lstrip("\t"))


def _opened(toggle: re.Match[str], start: int, lead: str) -> Iterator[Change]:
    """What opens a toggle, around the words that it shows; a heading only loses its sign."""
    opens = "" if toggle["level"] else f"<details>\n{lead}<summary>"
    yield Change(start + toggle.start("sign"), start + toggle.end("sign"), opens)
    if opens:
        yield Change(start + toggle.end("said"), start + toggle.end(), "</summary>\n")

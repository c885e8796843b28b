"""What an element or a heading of a shared document holds by a tab before each line: its lines without the tab, of
which Markdown would make code."""

from __future__ import annotations

from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_ELEMENT = regex(r"\t*+<(?:callout|columns?|synced_block(?:_reference)?|details|summary)\b.*>[ \t]*+")
_HEADING = regex(r"\t*+#{1,6}[ \t][^{}]*+\{[^{}]*+\}[ \t]*+")


def apply(source: Source) -> Source:
    """The source with what such lines hold at their own margin."""
    if "\t" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    holds: list[int] = []
    """How many tabs stand before the lines that each open element holds."""
    for number, line in enumerate(lines.all):
        if not line.strip():
            continue
        deep = len(line) - len(line.lstrip("\t"))
        in_code = number > 0 and lines.code[number - 1] and lines.code[number]
        while holds and deep < holds[-1] and not in_code:
            holds.pop()
        start = lines.starts[number]
        if holds and deep:
            changes.append(Change(start, start + min(deep, len(holds)), ""))
        if not lines.code[number] and (
            _ELEMENT.fullmatch(line) or 'toggle="true"' in line and _HEADING.fullmatch(line)
        ):
            holds.append(deep + 1)
    return rewrite(source, changes)

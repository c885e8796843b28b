"""Docsify's remarks: a paragraph behind `!> ` is an important note, one behind `?> ` a tip."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import BLOCK
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_HEAD = regex(r"(?P<lead>[ \t]*+)(?P<sign>[!?])>[ \t]++(?=\S)")
_KINDS = {"!": "important", "?": "tip"}


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each remark as a box: such a line begins a paragraph, and the whole of it is the remark."""
    if "!> " not in source.text and "?> " not in source.text:
        return source
    seen = lex_source(source, ANYBODYS).codeless.split("\n")
    lines = lines_of(source)
    changes: list[Change] = []
    number = after = 0
    while number < len(lines):
        found = _HEAD.match(seen[number]) if not lines.code[number] else None
        if found is None or number != after and not lines.blank(number - 1):
            number += 1
            continue
        last = _last(lines, number)
        changes += _box(lines, number, last, found["lead"], _KINDS[found["sign"]], found.end())
        ledger.repaired(
            source.span(lines.starts[number] + len(found["lead"]), lines.starts[number] + found.end()),
            "a remark of Docsify's as a box",
            "Docsify 的提示改为提示框",
        )
        number = after = last + 1
    return rewrite(source, changes)


def _last(lines: Lines, number: int) -> int:
    """The last line of the paragraph that begins on a line."""
    while number + 1 < len(lines) and not lines.blank(number + 1) and not lines.code[number + 1]:
        below = lines[number + 1].lstrip(" \t")
        if BLOCK.match(below) or _HEAD.match(below):
            break
        number += 1
    return number


def _box(lines: Lines, first: int, last: int, lead: str, kind: str, text: int) -> Iterator[Change]:
    start = lines.starts[first]
    yield Change(start, start + text, f"{lead}> [!{kind.upper()}]\n{lead}>\n{lead}> ")
    for number in range(first + 1, last + 1):
        at = lines.starts[number]
        margin = len(lines[number]) - len(lines[number].lstrip(" \t"))
        yield Change(at, at + margin, f"{lead}> ")
    if last + 1 < len(lines) and not lines.blank(last + 1):
        yield Change(lines.end(last), lines.end(last), "\n")

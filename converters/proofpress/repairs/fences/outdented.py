"""Fences right under opening tags, as deep as the tags are nested: four columns in, Markdown reads none, and the
closing fence would open the text below."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.fences.apart import UNDER_A_TAG
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_OPENED = regex(r"(?:<(?P<name>[A-Za-z][\w-]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>\s*+)++")
"""Opening tags alone; `name` is that of the innermost."""
_CLOSED = regex(r"(?:</[A-Za-z][\w-]*+>\s*+)++")
_VERBATIM = frozenset(("pre", "code", "script", "style", "textarea", "xmp"))
_TOO_DEEP = 4
_MOST_TAGS = 20


def outdented(source: Source, ledger: Ledger) -> Source:
    """The source with each such fence at the margin of the one that closes it."""
    if "<" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    before = -1
    for block in lines.blocks:
        opened, first, last = block.opened, block.opened.number, block.last
        if not block.closed or opened.indent < _TOO_DEEP or opened.prefix.strip():
            continue
        if not _is_held(lines, first, last, before):
            continue
        margin = lines[last][: len(lines[last]) - len(lines[last].lstrip())]
        moved = [first]
        if len(margin.expandtabs(4)) >= _TOO_DEEP:
            margin, moved = "", [n for n in range(first, last + 1) if lines[n].strip()]
        if not all(lines[n].startswith(opened.prefix) for n in moved):
            continue
        changes.append(Change(lines.starts[first], lines.starts[first], "\n"))
        changes += [Change(lines.starts[n], lines.starts[n] + len(opened.prefix), margin) for n in moved]
        changes.append(Change(lines.end(last), lines.end(last), "\n"))
        changes += _ends_below(lines, last)
        before = last
        ledger.repaired(source.span(lines.starts[first], lines.end(last)), *UNDER_A_TAG, text="")
    return rewrite(source, changes)


def _ends_below(lines: Lines, last: int) -> Iterator[Change]:
    """The closing tags below a fence at the margin: four columns in, they would be code themselves."""
    for number in range(last + 1, min(last + _MOST_TAGS, len(lines.all))):
        tag = lines[number].lstrip()
        if tag and _CLOSED.fullmatch(tag) is None:
            return
        at, indent = lines.starts[number], len(lines[number]) - len(tag)
        if tag and len(lines[number][:indent].expandtabs(4)) >= _TOO_DEEP:
            yield Change(at, at + indent, "")


def _is_held(lines: Lines, first: int, last: int, before: int) -> bool:
    """Whether lines stand between opening tags, the outermost at the margin or below a fence `before` that was held
    too, and a closing one; blank lines at most beside them."""
    above = end = next((n for n in range(first - 1, max(first - 3, -1), -1) if not lines.blank(n)), -1)
    while above > 0 and end - above < _MOST_TAGS and lines[above - 1].lstrip().startswith("<"):
        above -= 1
    tags = lines.all[above : end + 1] if above >= 0 else []
    if not tags or above - 1 != before and len(tags[0][: -len(tags[0].lstrip())].expandtabs(4)) >= _TOO_DEEP:
        return False
    name = _OPENED.fullmatch(tags[-1].strip())
    below = next((line for line in lines.all[last + 1 : last + 3] if line.strip()), "")
    return name is not None and name["name"].lower() not in _VERBATIM and below.lstrip().startswith("</")

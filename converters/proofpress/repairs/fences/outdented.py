"""Fences right under opening tags, as deep as the tags are nested: four columns in, Markdown reads none, and the
closing fence would open the text below."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.fences.apart import UNDER_A_TAG
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_OPENED = regex(r"(?:<(?P<name>[A-Za-z][\w-]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>\s*+)++")
"""Opening tags alone; `name` is that of the innermost."""
_VERBATIM = frozenset(("pre", "code", "script", "style", "textarea", "xmp"))
_TOO_DEEP = 4
_MOST_TAGS = 20


def outdented(source: Source, ledger: Ledger) -> Source:
    """The source with each such fence at the margin of the one that closes it."""
    if "<" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for block in lines.blocks:
        opened, first, last = block.opened, block.opened.number, block.last
        if not block.closed or opened.indent < _TOO_DEEP or opened.prefix.strip() or not _is_held(lines, first, last):
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
        ledger.repaired(source.span(lines.starts[first], lines.end(last)), *UNDER_A_TAG, text="")
    return rewrite(source, changes)


def _is_held(lines: Lines, first: int, last: int) -> bool:
    """Whether lines stand right between opening tags, the outermost at the margin, and a closing one."""
    above = first - 1
    while above > 0 and first - above < _MOST_TAGS and lines[above - 1].lstrip().startswith("<"):
        above -= 1
    tags = lines.all[above:first] if above >= 0 else []
    if not tags or len(tags[0]) - len(tags[0].lstrip()) >= _TOO_DEEP or tags[0].startswith("\t"):
        return False
    name = _OPENED.fullmatch(tags[-1].strip())
    below = next((line for line in lines.all[last + 1 : last + 3] if line.strip()), "")
    return name is not None and name["name"].lower() not in _VERBATIM and below.lstrip().startswith("</")

"""Rules of a pipe table that were drawn with other signs than GFM's: `|---+---|` as Emacs joins them, `|===|===|`;
above, between and below the rows too."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown.cells import cells
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_RULE = regex(r"[ \t]*+\|[ \t]*+:?[-=]++:?[ \t]*+(?:[|+][ \t]*+:?[-=]++:?[ \t]*+)+\|?[ \t]*+$")
_DRAWN = regex(r"[+=]")
_PART = regex(r"(:?)[-=]+(:?)")
_ROW = regex(r"[ \t]*+\|.*\|[ \t]*+$")


def ruled(source: Source, ledger: Ledger) -> Source:
    """The source with the line below a table's first row as GFM's delimiter row; those that only draw go."""
    lines = lines_of(source)
    changes: list[Change] = []
    for run in _runs(lines):
        rules = [number for number in run if _RULE.match(lines[number])]
        rows = [number for number in run if not _RULE.match(lines[number])]
        drawn = {number for number in rules if _DRAWN.search(lines[number])}
        if not drawn or len(rows) < 2:
            continue
        width = len(cells(head := lines[rows[0]], 0, len(head)))
        if any(abs(len(_PART.findall(lines[number])) - width) > 1 for number in rules):
            continue
        for number in sorted(drawn):
            span = (lines.starts[number], lines.end(number))
            if number == rows[0] + 1:
                parts = (f"{left}---{right}" for left, right in _PART.findall(lines[number]))
                changes.append(Change(*span, f"| {' | '.join(parts)} |"))
                ledger.repaired(source.span(*span), *_SAID)
            else:
                changes.append(Change(*lines.whole(number, number), ""))
                ledger.removed(source.span(*span), *_SAID)
    return rewrite(source, changes)


_SAID = ("a line of a table drawn with other signs", "用其他符号画出的表格横线")


def _runs(lines: Lines) -> Iterator[list[int]]:
    """The lines between bars that follow each other, without those that a frame of `+---+` stands around."""
    run: list[int] = []
    for number, line in (*lines.prose(), (len(lines) + 1, "")):
        if run and number == run[-1] + 1 and _ROW.match(line):
            run.append(number)
            continue
        if len(run) > 2 and not (run[-1] + 1 < len(lines) and lines[run[-1] + 1].lstrip().startswith("+-")):
            yield run
        framed = number and number <= len(lines) and lines[number - 1].lstrip().startswith("+-")
        run = [number] if _ROW.match(line) and not framed else []

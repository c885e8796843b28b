"""Lines of a program without a fence, which Markdown would join to prose: a paragraph of statements, or the end of one,
in a language that their own words tell.

A line that may be prose ends them.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.code import Coded, coded
from proofpress.evidence.language import language_of
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.ticks import fence_around
from proofpress.repairs.lines import Change, Lines, inside, lines_of, rewrite
from proofpress.repairs.paragraphs import paragraphs
from proofpress.source import Source

_SAID = "lines of code without a fence; written as a listing", "没有围栏的代码行，写作代码块"
_FEWEST = 2
_LANGUAGES = frozenset("python java go c cpp sql bash".split())


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such lines between fences."""
    lines = lines_of(source)
    changes: list[Change] = []
    formulas = [one.span for one in lex_source(source, ANYBODYS).formulas]
    for run in _runs(lines):
        if inside(formulas, lines.starts[run.start]):
            continue
        start, end = lines.starts[run.start], lines.end(run.stop - 1)
        language = language_of(source.text[start:end])
        if language not in _LANGUAGES:
            continue
        fence = fence_around(source.text[start:end])
        above = "" if lines.blank(run.start - 1) else "\n"
        below = "" if lines.blank(run.stop) else "\n"
        changes += [
            Change(start, start, f"{above}{fence}{language}\n"),
            Change(end, end, f"\n{fence}{below}"),
        ]
        ledger.repaired(source.span(start, end), *_SAID, text="")
    return rewrite(source, changes)


def _runs(lines: Lines) -> Iterator[range]:
    """Statements at the margin that follow each other, with what is indented below them; those of the next paragraph
    belong to them where it holds nothing else."""
    open_ = range(0)
    for paragraph in paragraphs(lines):
        for run in _statements(lines, paragraph):
            whole = run == paragraph
            if open_ and whole and open_.stop + 1 == run.start:
                open_ = range(open_.start, run.stop)
                continue
            if open_:
                yield open_
            open_ = run
    if open_:
        yield open_


def _statements(lines: Lines, paragraph: range) -> Iterator[range]:
    first, statements = paragraph.start, 0
    for number in (*paragraph, paragraph.stop):
        line = lines[number] if number < paragraph.stop else ""
        is_statement = bool(line) and not line[0].isspace() and coded(line.rstrip()) is Coded.STRONG
        is_below = statements > 0 and line[:1].isspace() and coded(line.strip()) > Coded.PROSE
        if is_statement or is_below:
            statements += 1
            continue
        if statements >= _FEWEST:
            yield range(first, number)
        first, statements = number + 1, 0

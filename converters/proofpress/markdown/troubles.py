"""All that an author wrote and no parser of the dialect takes: one finder a kind, in one table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Literal

from proofpress.evidence.prose import Prose, is_prose
from proofpress.markdown.cells import cells, is_delimiter
from proofpress.markdown.front import late
from proofpress.markdown.glued import boxes, coded, headings, lists
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.lines import Kind
from proofpress.markdown.lists import Entry, ListRun, displaced, misread, mixed
from proofpress.markdown.notes import notes
from proofpress.markdown.signs import BLOCK
from proofpress.markdown.tables import Table, has_bars
from proofpress.markdown.trouble import (
    CommentTrouble,
    DirectiveTrouble,
    EntryTrouble,
    FenceTrouble,
    FormulaTrouble,
    FrontTrouble,
    LinkTrouble,
    TableTrouble,
    Trouble,
)
from proofpress.markdown.wide import wide
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.markdown.formula import Formula
    from proofpress.markdown.lexed import Lexed
    from proofpress.markdown.lines import Fence


def _front(lexed: Lexed) -> Iterator[Trouble]:
    lines = lexed.scan
    if lines.front is None:
        if (opening := late(lines)) is not None:
            yield FrontTrouble("late", lines.row_span(opening))
    elif lines.front.last is None:
        yield FrontTrouble("unclosed", lines.span(0, 0))
    for taken in lines.taken:
        yield FrontTrouble("taken", lines.span(taken[0], taken[-1]), taken)


def _fences(lexed: Lexed) -> Iterator[Trouble]:
    lines = lexed.scan
    for fence in lexed.fences:
        here = Span(lines.content(fence.first), lines.end(fence.first))
        if not fence.closed:
            yield FenceTrouble("unclosed", here, fence)
        if fence.behind:
            yield FenceTrouble("behind", here, fence)
        what = _misplaced(lexed, fence)
        if what:
            yield FenceTrouble(what, here, fence)
        if fence.loose and not what and not fence.behind and lexed.dialect.of_site:
            yield FenceTrouble("loose", Span(lines.starts[fence.last], lines.end(fence.last)), fence)
        if fence.inner is not None:
            yield FenceTrouble("collision", here, fence)
        if fence.info.trouble and fence.text:
            start = lines.text.index(fence.text, lines.starts[fence.first])
            yield FenceTrouble(fence.info.trouble, Span(start, start + len(fence.text)), fence)

    for fence in lines.unread:
        if lines.kinds[fence.first] == Kind.TEXT:
            yield FenceTrouble("unread", Span(lines.content(fence.first), lines.end(fence.first)), fence)


def _misplaced(lexed: Lexed, fence: Fence) -> Literal["", "left", "shallow"]:
    lines, column = lexed.scan, lexed.scan.indents[fence.first]
    if not lexed.dialect.superfences or lexed.dialect.other_lists or fence.behind:
        return ""
    if lines.quotes[fence.first] or not column:
        return ""
    inside = range(fence.first + 1, fence.last + 1)
    if fence.closed and any(lines.lines[k].strip() and lines.lead(k) < column for k in inside):
        return "left"
    return "shallow" if column < lines.bases[fence.first] and not lines.boxed[fence.first] else ""


_BLANK = regex(r"\n(?:[ \t>]*\n)+")


def _formulas(lexed: Lexed) -> Iterator[Trouble]:
    for formula in lexed.formulas:
        if formula.trouble == "unclosed":
            yield FormulaTrouble("unclosed", _lone(formula), formula)
        elif formula.trouble == "spaced":
            yield FormulaTrouble("spaced", formula.span, formula)
        elif formula.trouble == "nested":
            at = lexed.text.index("$", formula.inner.start)
            yield FormulaTrouble("nested", Span(at, at + 1), formula)
        elif formula.display and not formula.coded:
            yield from _glued(lexed, formula)
            blank = _BLANK.search(lexed.text, *formula.inner)
            if blank and lexed.text[formula.inner.start : formula.inner.end].strip(" \t\n>"):
                yield FormulaTrouble("blank", Span(blank.start() + 1, blank.end()), formula)


def _lone(formula: Formula) -> Span:
    """The delimiter that stands alone."""
    opens = formula.inner.end == formula.span.end and formula.inner.start > formula.span.start
    at = formula.span.start if opens else formula.span.end - len(formula.delimiter)
    return Span(at, at + len(formula.delimiter))


_LEAD = regex(r"(?:(?:[-*+]|\d{1,9}+[.)])[ \t]++|:[ \t]{2,}+|\[\^[^\]]++\]:[ \t]*+)++")


def _glued(lexed: Lexed, formula: Formula) -> Iterator[Trouble]:
    """A formula that is not alone in its block; a list marker or the head of a box does not count."""
    block = lexed.scan.block_at(formula.span.start)
    if block is None or lexed.dialect.in_sentences:
        return
    first = block.first
    start = lexed.scan.content(first)
    lead = lexed.text[start : formula.span.start]
    env = formula.delimiter == "env"
    before = "" if env or _LEAD.fullmatch(lead) else lead.strip(" \t\n>")
    after = "" if env else lexed.text[formula.span.end : block.span.end].strip(" \t\n>")
    chunk = lexed.scan.chunk(block)
    over, under = bool(before) or chunk[0] < block.first, bool(after) or chunk[1] > block.last
    if over or under:
        yield FormulaTrouble("glued", formula.span, formula, over, under)
        return
    inside = lexed.scan.indents[first] - lexed.scan.bases[first]
    if formula.delimiter != "$$" and lead == "" and 0 < inside < 4:
        yield FormulaTrouble("indented", Span(start - inside, formula.span.end), formula)


_DEFINITION = regex(r"\[[^\]]+\]:|\*\[")


_PAREN = regex(r"\d{1,9}\)")
"""`1)`, which not every site reads as an item's mark."""


def _entries(lexed: Lexed) -> Iterator[Trouble]:
    lines = lexed.scan

    def taken(entry: Entry) -> bool:
        return lexed.dialect.parens or not _PAREN.match(lines.body(entry.line))

    for run in lexed.list_runs:
        wrong = [e for e in run.entries if misread(e, lines)]
        fence = next((e for e in wrong if e.what == "fence"), None)
        others = [e for e in wrong if e.what != "fence" and not _DEFINITION.match(lines.body(e.line))]
        if fence is not None:
            yield EntryTrouble("fence", lines.span(fence.line, fence.line), run, fence)
        for entry in _apart_of(run, others):
            yield EntryTrouble("entry", lines.span(entry.line, entry.line), run, entry)
        if not wrong:
            yield from (
                EntryTrouble("displaced", Span(at := lines.content(e.line), at + 1), run, e)
                for e in displaced(run, lines)
                if 0 < lines.boxed[e.line] <= e.parent and not lines.quotes[e.line]
            )
        other = None if lexed.dialect.sane_lists else mixed(run, taken)
        if other is not None and all(e.what == "item" or e.line > other.line for e in wrong):
            yield EntryTrouble("mixed", lines.span(other.line, other.line), run, other)


def _apart_of(run: ListRun, wrong: list[Entry]) -> Iterator[Entry]:
    """The first wrong entry of a list, and of each further outermost item the first block that leaves it."""
    tops = [e.line for e in run.entries if e.what == "item" and not e.depth]
    told = -1
    for entry in wrong:
        top = bisect_right(tops, entry.line)
        if told < 0 or entry.what == "part" and top > told:
            told = top
            yield entry


def _tables(lexed: Lexed) -> Iterator[Trouble]:
    for table in lexed.tables:
        if table.rule is None:
            yield TableTrouble("undelimited", lexed.scan.row_span(table.head), table, table.head)
        else:
            yield from _rows(lexed, table, table.rule)


def _rows(lexed: Lexed, table: Table, rule: int) -> Iterator[Trouble]:
    lines, wanted = lexed.scan, table.wanted
    above = table.head - 1
    if above >= lines.chunks[table.block.first]:
        yield TableTrouble("glued", lines.row_span(table.head), table, table.head)
    given = len(table.rows[1].cells)
    if given != wanted:
        yield TableTrouble("delimiter", lines.row_span(rule), table, rule, given, wanted)
    whole = given == wanted
    for row in table.rows[2:]:
        if is_delimiter(lines.view(row.line)):
            yield TableTrouble("header", lines.row_span(row.line - 1), table, row.line)
            whole = False
        view = lines.view(row.line)
        if row.line < table.last and is_delimiter(lines.view(row.line + 1)):
            whole = False
        bare = view.strip() == "|" or row.line == table.last and "|" not in view
        if whole and not bare and len(row.cells) != wanted:
            yield TableTrouble("row", lines.row_span(row.line), table, row.line, len(row.cells), wanted)
    yield from _below(lexed, table, rule)
    yield from _apart(lexed, table)
    if table.last > rule:
        last, head = lines.view(table.last).strip(), lines.view(table.head).strip()
        closed = head.startswith("|") and head.endswith("|")
        # Whoever leaves the last bar out of another row, too, has not been cut off.
        closed = closed and all(lines.view(row.line).rstrip().endswith("|") for row in table.rows[2:-1])
        cut = closed and last.startswith("|") and not last.endswith("|") and len(table.rows[-1].cells) < wanted
        if last == "|" or cut:
            yield TableTrouble("cut", lines.row_span(table.last), table, table.last)


_NO_ROW = regex(r"[{</]|\[TABLE|\^")
"""Attributes, HTML and captions, which some parsers take off the table."""


def _below(lexed: Lexed, table: Table, rule: int) -> Iterator[Trouble]:
    """The first line that becomes a row and is none."""
    kept = table.block.first in lexed.scan.kept
    lines, edged = lexed.scan, lexed.scan.body(table.head).startswith("|")
    for line in range(rule + 1, len(lines.lines)):
        row = lines.body(line)
        if row and lines.depth(line) > lines.depth(table.head) and lines.kinds[line] == Kind.TEXT:
            yield TableTrouble("block", lines.row_span(line), table, line)
            return
        if not row or lines.quotes[line] != lines.quotes[table.head] or lines.boxed[table.head] > lines.indents[line]:
            return
        if lines.indents[line] < lines.indents[table.head] and (not kept or line in lines.openings):
            return
        if "block" in lexed.dialect.taken and row.startswith("///"):
            return
        if "|" in lexed.prose[lines.starts[line] : lines.end(line)] or _NO_ROW.match(row):
            continue
        if (block := BLOCK.match(row) is not None) or edged or is_sentence(row) and is_prose(row, Prose.PHRASE):
            yield TableTrouble("block" if block else "text", lines.row_span(line), table, line)
            return


def _apart(lexed: Lexed, table: Table) -> Iterator[Trouble]:
    """A line that looks as the rows of the table do, cut off by a blank line, so that the page prints its bars."""
    lines, last = lexed.scan, table.last
    line = next((k for k in range(last + 1, min(last + 3, len(lines.lines))) if lines.kinds[k] != Kind.BLANK), last + 1)
    block = lines.block_at(lines.content(line)) if line > last + 1 and line < len(lines.lines) else None
    if block is None or (block.first, block.last) != (line, line) or not has_bars(lines, line):
        return
    same = all(of[line] == of[table.head] for of in (lines.indents, lines.boxed, lines.quotes))
    found = cells(lines.codeless, lines.starts[line] + lines.quotes[line], lines.end(line), True)
    if same and has_bars(lines, table.head) and len(found) == table.wanted:
        yield TableTrouble("apart", lines.row_span(line), table, line)


def _directives(lexed: Lexed) -> Iterator[Trouble]:
    """Those that the dialect does not take, and calls of objects apart, which plugins read."""
    for one in lexed.directives:
        kind = "block" if one.slashed else "directive"
        if kind not in lexed.dialect.taken and not one.named:
            yield DirectiveTrouble("unread", lexed.scan.row_span(one.first), one)


def _links(lexed: Lexed) -> Iterator[Trouble]:
    for link in lexed.links.links:
        if link.trouble:
            yield LinkTrouble(link.trouble, link.span, link)


def _comments(lexed: Lexed) -> Iterator[Trouble]:
    at = lexed.prose.find("<!--")
    if at >= 0:
        yield CommentTrouble("unclosed", Span(at, at + len("<!--")))


FINDERS: tuple[Callable[[Lexed], Iterator[Trouble]], ...] = (
    _front,
    _fences,
    _formulas,
    lists,
    headings,
    coded,
    _entries,
    notes,
    _tables,
    boxes,
    _directives,
    _links,
    wide,
    _comments,
)


_OF_LISTS = (lists, _entries)


def troubles(lexed: Lexed) -> tuple[Trouble, ...]:
    """Every trouble of a text, in order; of lists none where an extension reads them by columns of its own."""
    other = lexed.dialect.other_lists
    found: Iterator[Trouble] = chain.from_iterable(find(lexed) for find in FINDERS if not (other and find in _OF_LISTS))
    if lexed.scan.unread:
        # What the author takes for code is only said to be none: mending lines of it would change the code.
        code = {number for fence in lexed.scan.unread for number in range(fence.first, fence.last + 1)}
        found = (
            trouble
            for trouble in found
            if isinstance(trouble, FenceTrouble) or lexed.scan.line_of(trouble.span.start) not in code
        )
    return tuple(sorted(found, key=lambda trouble: trouble.span))

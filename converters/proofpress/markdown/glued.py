"""Lines that touch what stands above them, or stand outside of the box that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from proofpress.markdown.headings import is_held
from proofpress.markdown.lines import Block, Kind, Lines
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import BLOCK, BLOCK_TAG, BOX, EMPTY_ITEM
from proofpress.markdown.trouble import BoxTrouble, LineTrouble, Trouble
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.markdown.lexed import Lexed

_HEAD = regex(rf"\[[^\]]+\]:|\*\[|{BLOCK_TAG.pattern}|\||#|:[ \t]{{2,}}", re.I)


def lists(lexed: Lexed) -> Iterator[Trouble]:
    """The first item right under a paragraph, or under a block of an item that keeps it."""
    kept = list(_kept_items(lexed))
    yield from kept
    told = {trouble.line for trouble in kept}
    for block in lexed.blocks:
        yield from _empty_items(lexed, block)
        if not told.isdisjoint(range(block.first, block.last + 1)):
            continue
        start, where = lexed.scan.chunks[block.first], (block.first, block.last)
        if (number := _other_item(lexed, block)) is not None:
            yield _line(lexed, "kept", number, where)
        elif lexed.dialect.callouts == "any" and block.first in lexed.scan.callouts:
            continue
        elif block.last > start and (number := _glued_item(lexed, block, start)) is not None:
            yield _line(lexed, "list" if _is_list(lexed, number, block.last) else "dash", number, where)


def _line(
    lexed: Lexed, what: Literal["list", "dash", "kept", "lazy"], number: int, where: tuple[int, int]
) -> LineTrouble:
    """A trouble at the mark of an item."""
    mark = lexed.scan.content(number)
    return LineTrouble(what, Span(mark, mark + len(lexed.scan.body(number).split(None, 1)[0])), number, where)


def _empty_items(lexed: Lexed, block: Block) -> Iterator[Trouble]:
    """Marks of a list with nothing behind them, not even a space, which go on with the item above; a dash makes a
    heading of it."""
    lines = lexed.scan
    if block.first not in lines.openings or not lines.openings[block.first][0].item:
        return
    for number in range(block.first + 1, block.last + 1):
        body = lines.body(number)
        heading = number == block.first + 1 and lines.is_under(number)
        if EMPTY_ITEM.fullmatch(body) and (heading or not lines.is_bare(number)):
            start = lines.content(number)
            yield LineTrouble("empty", Span(start, start + len(body)), number, (block.first, block.last))


def _kept_items(lexed: Lexed) -> Iterator[LineTrouble]:
    """The first item that stands further out than a later block of another item, and right under it, whatever that
    block is."""
    lines = lexed.scan
    start = -1
    """The first of the lines without a blank one between them, -1 where an item in them was told already."""
    for number, kind in enumerate(lines.kinds):
        if kind == Kind.BLANK:
            continue
        if number == 0 or lines.kinds[number - 1] == Kind.BLANK:
            start = number
        if start < 0 or number not in lines.openings:
            continue
        quoted = lines.quotes[start] > 0
        if quoted and start in lines.openings and lines.openings[start][0].item and not lines.quotes[number]:
            if lines.openings[number][0].item and not _counts_on(lines, number):
                yield _line(lexed, "lazy", number, (start, number))
                start = -1
            continue
        if start not in lines.kept:
            continue
        base = lines.lead(start) if quoted else lines.bases[start]
        within = quoted or lines.indents[start] >= base
        # The body of a box is taken apart by its indentation, so that nothing in it keeps a line a level further out.
        within = within and not 0 < lines.boxed[number] <= lines.indents[number] <= lines.lead(start) - 4
        if within and lines.openings[number][0].item and not lines.quotes[number] and lines.indents[number] < base:
            yield _line(lexed, "kept", number, (start, number))
            start = -1


def _counts_on(lines: Lines, number: int) -> bool:
    """Whether an item has the number behind that of the item above it."""
    above, here = (lines.item.match(lines.body(k)) for k in (number - 1, number))
    numbers = [int(item[1][:-1]) for item in (above, here) if item is not None and item[1][0].isdigit()]
    return len(numbers) == 2 and numbers[1] == numbers[0] + 1


def _other_item(lexed: Lexed, block: Block) -> int | None:
    """The first item of another kind than the list right above it, on its level: it is text of the item above where
    numbers and bullets make lists of their own."""
    lines = lexed.scan
    if (
        not lexed.dialect.sane_lists
        or lexed.dialect.mixed_lists
        or not (item := lines.item.match(lines.body(block.first)))
    ):
        return None
    column, numbered = lines.indents[block.first], item[1][0].isdigit()
    for number in range(block.first + 1, block.last + 1):
        other = lines.item.match(lines.body(number)) if lines.indents[number] == column else None
        if other is not None and other[1][0].isdigit() != numbered:
            return number
    return None


def _glued_item(lexed: Lexed, block: Block, start: int) -> int | None:
    lines = lexed.scan
    first = block.first
    if lines.quotes[first] and first and lines.kinds[first - 1] == Kind.TEXT:
        above = lines.block_at(lines.content(first - 1))
        if above is not None and lines.item.match(lines.body(above.first)):
            return None
    while first < block.last and _HEAD.match(lines.body(first)) and first not in lines.orphans:
        first += 1
    if start < first == block.first:
        # A fence stands above it, which is a paragraph where no item began before it.
        if lines.item.match(lines.body(start)):
            return None
        first -= 1
    elif lines.item.match(lines.body(first)) or lines.bases[first] and lines.indents[first] < lines.bases[first]:
        return None
    for number in range(first + 1, block.last + 1):
        item = lines.item.match(lines.body(number))
        if not item or number in lines.table_rows:
            continue
        if lines.indents[number] - lines.indents[number - 1] > 3 and not _is_announced(lines, number, block.last):
            continue
        if number > start and lines.kinds[number - 1] == Kind.FENCE:
            return number
        if item[1] not in ("-", "*", "+") and (item[1] not in ("1.", "1)") or not _goes_on(lexed, number, block.last)):
            continue
        if lexed.prose[lines.content(number)] != MASK:
            return number
    return None


_COLON = regex(r"[:：][*_)）\s]*$")
_LEAD_IN = regex(r"[:：。.!?！？;；…][*_)\]\"'”’）」]*[ \t]*$|^[ \t>]*([*_]{2,3})\S.*\1[ \t]*$")
"""A line that a list may follow: it announces one, is a sentence's end, or a label in bold."""


def _is_announced(lines: Lines, number: int, last: int) -> bool:
    """Whether a line further in than a paragraph that ends in a colon is the first of several items."""
    if not _COLON.search(lines.body(number - 1)) or lines.item.match(lines.body(number - 1)) or number == last:
        return False
    first, second = (lines.item.match(lines.body(k)) for k in (number, number + 1))
    same = lines.indents[number] == lines.indents[number + 1]
    return bool(same and first and second and first[1][0].isdigit() == second[1][0].isdigit())


def _is_list(lexed: Lexed, number: int, last: int) -> bool:
    """Whether the author means items: several of them, or one under a line that a list may follow."""
    lines = lexed.scan
    mark = lines.body(number).split(None, 1)[0]
    if any(lines.body(k).split(None, 1)[:1] == [mark] for k in range(number + 1, last + 1)):
        return True
    if mark[0].isdigit() and number < last:
        return True
    return _LEAD_IN.search(lines.body(number - 1)) is not None


def _goes_on(lexed: Lexed, number: int, last: int) -> bool:
    below = (lexed.scan.body(k) for k in range(number + 1, last + 1))
    return number == last or any(body.startswith(("1.", "1)", "2.", "2)")) for body in below)


_NO_SPACE = regex(r"(#{1,6})(?![#\s!])(\S.*)$")
_SIGNS = regex(r"#{1,6}(?=[ \t]+[^\s#])")
_DEEP = regex(r"#{7,}+(?=[ \t]*+[^\s#])")
_WIDE = regex(r"＃{1,6}+(?=[ \t\u3000]++[^\s＃])|＃{2,6}+(?=[^\s＃])")


def headings(lexed: Lexed) -> Iterator[Trouble]:
    """Number signs without a space behind them, and with some before them. One that stands in a text is a tag, which
    the site makes a heading too."""
    lines = lexed.scan
    listed = {entry.line for run in lexed.list_runs for entry in run.entries}
    for block in lexed.blocks:
        for number in range(block.first, block.last + 1):
            body, where = lines.body(number), (block.first, block.last)
            if (what := _held(lexed, block, number)) is not None:
                yield LineTrouble("held", what, number, where)
                continue
            at = lines.openings[number][-1].content if number in lines.openings else 0
            start = lines.content(number) + at
            if number == block.first and not at and (found := _WIDE.match(body)):
                yield LineTrouble("wide", Span(start, start + len(found[0])), number, where)
                continue
            if body[at : at + 1] != "#" or lexed.prose[start] == MASK:
                continue
            outside = not at and lines.indents[number] < lines.bases[number]
            if outside and (number in listed or not _leaves(lexed, number)):
                continue
            if outside or not at and 0 < lines.indents[number] - lines.bases[number] < 4:
                if block.alone and (found := _SIGNS.match(body)):
                    yield LineTrouble("indented", Span(start, start + len(found[0])), number, where)
            elif found := _DEEP.match(body, at):
                yield LineTrouble("deep", Span(start, start + len(found[0])), number, where)
            elif found := _NO_SPACE.match(body, at):
                tag = len(found[1]) == 1 and (block.first != block.last or found[2][0].isdigit())
                if lexed.dialect.sane_headings and (tag or lexed.dialect.mixed_lists and found[2][:1] in ".)"):
                    continue
                yield LineTrouble("tag" if tag else "heading", Span(start, start + len(found[0])), number, where)


def _leaves(lexed: Lexed, number: int) -> bool:
    """Whether a line in front of the body of an item, in none of the lists, has a few spaces before it."""
    lines = lexed.scan
    inside = 0 < lines.indents[number] - lines.boxed[number] < 4
    return inside and not lines.quotes[number] and not lexed.dialect.other_lists


_AROUND = [Kind.TEXT, Kind.BLANK, Kind.CODE, Kind.BLANK, Kind.TEXT]


def coded(lexed: Lexed) -> Iterator[Trouble]:
    """Headings that are code, as they stand four columns in: single lines between paragraphs that do not announce them,
    where the page has other headings of that depth."""
    lines = lexed.scan
    depths = {heading.depth for heading in lexed.headings if not heading.setext}
    for number, body in enumerate(lines.bodies):
        if body[:2] != "##" or lines.kinds[number] != Kind.CODE or lines.kinds[number - 2 : number + 3] != _AROUND:
            continue
        found = _SIGNS.match(body)
        apart = lines.quotes[number] or lines.bases[number] or lines.indents[number - 2] or lines.indents[number + 2]
        if found and len(found[0]) in depths and not apart and not _COLON.search(lines.bodies[number - 2]):
            start = lines.content(number)
            yield LineTrouble("coded", Span(start, start + len(found[0])), number, (number, number))


def _held(lexed: Lexed, block: Block, number: int) -> Span | None:
    """The sign of a heading, a box or a quote that stands right under the first text of an item, and inside of it."""
    lines = lexed.scan
    if number == block.first and is_held(lines, block):
        start = lines.content(number)
        found = _SIGNS.match(lines.body(number)) or BOX.match(lines.body(number))
        return Span(start, start + len(found[0])) if found else None
    above = number - 1
    if not number or not lines.quotes[number] or lines.quotes[above] or above not in lines.openings:
        return None
    if lines.kinds[above] != Kind.TEXT or lines.is_bare(above):
        return None
    if not lines.openings[above][0].item or lines.lead(number) < lines.indents[above] // 4 * 4 + 4:
        return None
    start = lines.starts[number] + lines.lines[number].index(">")
    return Span(start, start + 1)


_BOX_LINE = regex(
    r"(?:" + BOX.pattern + r')[ \t]++(?:[\w-]++(?:[ \t]++[\w-]++)*+)?[ \t]*+(?:"[^"\n]*+"|\'[^\'\n]*+\')?[ \t]*+$'
)


def boxes(lexed: Lexed) -> Iterator[Trouble]:
    """Boxes without a body, and bodies that are not indented. What a plugin fills in is a body of its own."""
    lines = lexed.scan
    if lexed.dialect.plugin_callouts:
        yield from _callouts(lines)
    filled = {lines.line_of(filling.span.start) for filling in lexed.fillings}
    for number, kind in enumerate(lines.kinds):
        if kind != Kind.TEXT or not _opens(lexed, number):
            continue
        body = number + 1
        while body < len(lines.kinds) and lines.kinds[body] == Kind.BLANK:
            body += 1
        if not filled.isdisjoint(range(number + 1, body)):
            continue
        column = lines.indents[number] + 4
        if body < len(lines.kinds) and (lines.indents[body] >= column or lines.lead(body) >= lines.lead(number) + 4):
            yield from _fallen(lexed, number, body, column)
            continue
        apart = body > number + 1
        if body >= len(lines.kinds) or apart and lines.indents[body] <= lines.indents[number]:
            if not _titled(lines.body(number)):
                bare = lines.body(number).startswith("!!!")
                yield BoxTrouble("bare" if bare else "empty", Span(lines.content(number), lines.end(number)), number)
            continue
        last = body
        while last + 1 < len(lines.kinds) and lines.kinds[last + 1] == Kind.TEXT and not _opens(lexed, last + 1):
            last += 1
        yield BoxTrouble("outside", Span(lines.content(body), lines.end(body)), number, body, last, column)


def _fallen(lexed: Lexed, head: int, body: int, column: int) -> Iterator[BoxTrouble]:
    """Text behind the body of a box that stands further in than its head and not as far as its body."""
    lines = lexed.scan
    after = body
    while after < len(lines.kinds) and (lines.kinds[after] == Kind.BLANK or lines.boxed[after] >= column):
        if lines.indents[after] < column and lines.kinds[after] == Kind.FENCE != lines.kinds[after - 1]:
            return
        after += 1
    if after == len(lines.kinds) or lines.kinds[after] != Kind.TEXT or lines.quotes[after] != lines.quotes[head]:
        return
    if not column - 2 <= lines.indents[after] < column or _opens(lexed, after):
        return
    last = after
    while last + 1 < len(lines.kinds) and lines.kinds[last + 1] == Kind.TEXT:
        if lines.indents[last + 1] != lines.indents[after]:
            break
        last += 1
    yield BoxTrouble("fallen", Span(lines.content(after), lines.end(after)), head, after, last, column)


def _callouts(lines: Lines) -> Iterator[BoxTrouble]:
    """Heads of callouts with nothing in them but text without marks right below, which then stands outside."""
    for head in sorted(lines.callouts & lines.heads):
        last = head
        while last + 1 < len(lines.kinds) and lines.kinds[last + 1] == Kind.TEXT and not lines.quotes[last + 1]:
            if BLOCK.match(lines.body(last + 1)) or last + 1 in lines.heads:
                break
            last += 1
        if last > head:
            yield BoxTrouble("outside", Span(lines.content(head + 1), lines.end(head + 1)), head, head + 1, last)


def _opens(lexed: Lexed, number: int) -> bool:
    body = lexed.scan.body(number)
    return _FAMILY.get(body[:3], "") in lexed.dialect.boxes and _BOX_LINE.match(body) is not None


_FAMILY = {"!!!": "admonition", "???": "details", "===": "tab"}


def _titled(body: str) -> bool:
    """An admonition that only shows its title is the author's choice; a tab or a details block is not."""
    return body.startswith("!!!") and body.endswith(('"', "'")) and '""' not in body

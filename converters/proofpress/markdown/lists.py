"""The lists of a text as CommonMark nests them, which is what most authors mean, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import BREAK, DEFINITION


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that matters: `item` the first of an item, `part` a later block of one, `fence` a fence in one.

    `depth` is the item's level from 0, `column` where the line stands, `parent` the column of the item that holds it
    (for an item, of the item above; -1 for the outermost), `content` the column of that item's text.
    """

    line: int
    what: Literal["item", "part", "fence"]
    depth: int
    column: int
    parent: int
    content: int
    numbered: bool = False
    """For an item, whether its mark is a number."""
    behind: bool = False
    """For an item, whether it begins behind the mark of another, on its line."""


@dataclass(slots=True)
class ListRun:
    """A list with all it holds, lines from 0, inclusive."""

    first: int
    last: int
    entries: list[Entry] = field(default_factory=list)


def list_runs(
    scan: Lines, raw: frozenset[int] = frozenset(), first: int = 0, stop: int | None = None
) -> Iterator[ListRun]:
    """The outermost lists between two lines, and those in the quotes inside of them; `raw` lines hold no Markdown."""
    stop = len(scan.kinds) if stop is None else stop
    run: ListRun | None = None
    stack: list[tuple[int, int, bool]] = []
    before = Kind.BLANK
    depth = 0
    part = -1
    """The level of the paragraph that stands open, -1 for one that an item begins: no item begins inside of the
    former."""
    number = first
    fences = {f.first: f for f in scan.fences}
    starts = scan.chunks.keys()
    titles = {block.first for block in scan.blocks if block.alone and block.last > block.first}
    step = scan.dialect.list_step
    bearing = (Kind.TEXT,) if scan.dialect.of_site else (Kind.TEXT, Kind.CODE)
    while number < stop:
        kind = Kind.RAW if number in raw else scan.kinds[number]
        if kind == Kind.BLANK:
            before = kind
            number += 1
            continue
        quoted = scan.quotes[number] > 0
        column = scan.indents[number]
        body = scan.body(number)
        if run is not None and quoted and not depth and scan.lead(number) > run.entries[0].column:
            column = scan.lead(number)
            if scan.kinds[number - 1] == Kind.BLANK:
                _leave(stack, column, step)
                if stack:
                    run.entries.append(Entry(number, "part", len(stack) - 1, column, stack[-1][0], stack[-1][1]))
            end = number
            while end < stop and scan.quotes[end]:
                end += 1
            yield from list_runs(scan, raw, number, end)
            run.last, number, before, part = end - 1, end, Kind.TEXT, -1
            continue
        if run is not None and (quoted != bool(depth) or kind in (Kind.FRONT, Kind.RAW)):
            yield run
            run, stack = None, []
        if kind == Kind.FENCE:
            fence = fences.get(number)
            last = fence.last if fence else number
            if run is not None:
                while stack and column <= stack[-1][0]:
                    stack.pop()
                if stack:
                    run.entries.append(Entry(number, "fence", len(stack) - 1, column, stack[-1][0], stack[-1][1]))
                    run.last = last
                else:
                    yield run
                    run = None
            before = kind
            number = last + 1
            continue
        opens = scan.openings.get(number, ())
        item = scan.item.match(body) if kind in bearing and not BREAK.match(body) else None
        if item is None and kind == Kind.TEXT and opens and not opens[0].item:
            item = next((found for sign in opens if sign.item and (found := scan.item.match(body, sign.at))), None)
            if item is not None:
                if run is not None and column <= run.entries[0].column:
                    yield run
                    run, stack = None, []
                column, before = column // step * step + 4, Kind.BLANK
        title = number in titles
        heading = title or body[:1] == "#" and scan.atx.match(body) is not None
        item = None if title else item
        if before != Kind.TEXT:
            part = -1 if item or column % 4 else column
        elif item and run is not None and 0 <= part <= column:
            item = None
        elif item:
            part = -1
        if item and kind != Kind.RAW and (run is not None or (kind == Kind.TEXT and before != Kind.TEXT)):
            if run is None:
                run, stack, depth = ListRun(number, number), [], int(quoted)
            numbered = item[1][0].isdigit()
            while stack and column < stack[-1][1] and not _under(stack, column, numbered):
                stack.pop()
            parent = stack[-1] if stack else (-1, 0)
            if not stack and run.entries and column < run.entries[0].column:
                yield run
                run = ListRun(number, number)
            content = column + len(item[1]) + (len(item[2].expandtabs(4)) if len(item[2]) < 5 else 1)
            run.entries.append(Entry(number, "item", len(stack), column, parent[0], parent[1], numbered))
            stack.append((column, content, numbered))
            for more in (sign for sign in opens if sign.item and sign.at >= item.end()):
                numbered = body[more.at].isdigit()
                run.entries.append(
                    Entry(number, "item", len(stack), content, stack[-1][0], stack[-1][1], numbered, behind=True)
                )
                stack.append((content, content + more.content - more.at, numbered))
                content += more.content - more.at
            run.last = number
        elif run is not None:
            if before == Kind.TEXT and not heading and number not in scan.heads:
                run.last = number
            else:
                _leave(stack, column, step)
                # A heading further out than the text of all items stands behind the list.
                if stack and not (heading and column < stack[0][1]):
                    run.entries.append(Entry(number, "part", len(stack) - 1, column, stack[-1][0], stack[-1][1]))
                    run.last = number
                else:
                    yield run
                    run, stack = None, []
        ends = heading or kind == Kind.RAW or number + 1 in starts
        ends = ends or before == Kind.BLANK and body[:1] == "[" and DEFINITION.match(body) is not None
        before = Kind.BLANK if ends else Kind.TEXT
        number += 1 + title
    if run is not None:
        yield run


def _leave(stack: list[tuple[int, int, bool]], column: int, step: int) -> None:
    """Take away the items to which a later block that stands in a column does not belong."""
    while stack and column <= stack[-1][0] + (0 if column >= 2 else 1):
        stack.pop()
    while len(stack) > 1 and column < stack[-1][1] and column - stack[-2][0] >= step:
        stack.pop()


def _under(stack: list[tuple[int, int, bool]], column: int, numbered: bool) -> bool:
    """Whether an item that stands left of the last one's text is meant to be below it: any item further in than a
    nested one, and a bullet two columns in under a number."""
    inside = column - stack[-1][0]
    return len(stack) > 1 and inside > 0 or inside >= 2 and stack[-1][2] and not numbered


def mixed(run: ListRun, taken: Callable[[Entry], bool] = lambda _: True) -> Entry | None:
    """The first item with a mark of another kind than the one before it at its level, among the items that are `taken`
    for some. A later block of an item ends the lists below it."""
    kinds: list[bool] = []
    for entry in run.entries:
        if entry.what != "item":
            del kinds[entry.depth + 1 :]
        elif taken(entry):
            if len(kinds) > entry.depth and kinds[entry.depth] != entry.numbered:
                return entry
            del kinds[entry.depth :]
            kinds.append(entry.numbered)
    return None


def misread(entry: Entry, scan: Lines) -> bool:
    """True where the site's parser, which counts in steps, puts the line elsewhere than CommonMark does; an item that
    stands two steps in is text."""
    step, of_site = scan.dialect.list_step, scan.dialect.of_site
    if entry.behind:
        return False
    if entry.parent < scan.boxed[entry.line] or entry.parent < 0:
        # The first of its list; what stands four columns in is code.
        if of_site and entry.what == "item" and step < 4:
            return entry.column - scan.bases[entry.line] >= step
        return entry.parent >= 0 and 0 < entry.column - entry.parent < 4
    inside, levels = entry.column - entry.parent, entry.column // step - entry.parent // step
    if of_site and entry.what == "item" and levels > 1 and scan.kinds[entry.line] == Kind.TEXT:
        return True
    return 0 < inside < 4 if step == 4 else inside > 0 and levels == 0


def displaced(run: ListRun, scan: Lines) -> Iterator[Entry]:
    """The first nested items right under the words of their item where a later block of that item follows.

    In a box, Python-Markdown looks anew for the item that a block belongs to. Where the words of that item are no
    paragraph yet, it makes them one, behind all that the item holds.
    """
    at = {entry.line: entry for entry in run.entries if not entry.behind}
    words: dict[int, bool] = {}
    """For the open items, by level, whether their words are no paragraph yet."""
    glued: dict[int, Entry] = {}
    level, blank = 0, True
    """The level of the first line of the block, and whether a blank line stands above."""
    for number in range(run.first, run.last + 1):
        entry = at.get(number)
        if entry is None or scan.kinds[number] == Kind.BLANK:
            blank = scan.kinds[number] == Kind.BLANK
            continue
        inside = entry.depth + (entry.what != "item")
        begins = blank or inside < level
        blank = False
        if begins:
            level = inside
            words[inside - 1] = False
            if inside in glued:
                yield glued.pop(inside)
        elif entry.what == "item" and words.get(inside - 1) and inside not in words:
            glued[inside] = entry
        # The first item of a block that goes on with a list is a paragraph.
        open_words = not (begins and inside in words)
        for deeper in [one for one in words if one > entry.depth]:
            del words[deeper]
        for deeper in [one for one in glued if one > entry.depth]:
            del glued[deeper]
        if entry.what == "item":
            words[inside] = open_words

"""Items numbered as `1)` on a site whose parser knows only `1.`.

The lines run together in one paragraph, with a blank line above them or without. So do items of fancy lists behind a
capital letter, as `A.`, with one space where the parser asks for two: else every initial would begin a list.

用 `1)` 编号的列表项，而站点的解析器只认 `1.`。

无论上方有没有空行，各项都会连成一段。fancylists 的大写字母编号（如 `A.`）后面只有一个空格时也一样：解析器要求两个空格，
以免把人名的首字母当成列表。

Reported:

````markdown
You need:

1) a rope
2) a lamp
````

Instead:

````markdown
You need:

1. a rope
2. a lamp
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.lines import Block
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import ITEM
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, blank_above, leading_sign
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a paragraph, at the first of its items."""
    yield from _tasks(page)
    yield from _capitals(page)
    if page.dialect.parens or page.dialect.breaks or ") " not in page.text and ")\t" not in page.text:
        return
    for block in page.blocks:
        items = _items(page, block) if block.last > block.first else []
        if len(items) > 1:
            start = page.scan.content(items[0][0])
            yield Remark(
                Span(start, start + len(items[0][1]) + 1),
                Words(
                    f"Unexpected {items[0][1]}) before an item of a list, expected {items[0][1]}.",
                    f"列表项编号写作 {items[0][1]})，站点只认 {items[0][1]}.",
                ),
                Words("Write a full stop behind each number.", "编号后面改用英文句点。"),
                _edits(page, block, items),
                safe=items[0][1] == "1",
            )


_CAPITAL = regex(r"([A-Z]|II)\.([ ]+)(?=\S)")


def _capitals(page: Page) -> Iterator[Remark]:
    """Items behind capital letters that count on, where one has a single space behind its full stop."""
    scan, styles = page.scan, page.dialect.list_styles
    if not styles & {"alpha", "roman"} or page.dialect.breaks:
        return
    run: list[tuple[Block, int, re.Match[str]]] = []
    for block in page.blocks:
        found = [
            (block, number, mark)
            for number in range(block.first, block.last + 1)
            if (mark := _CAPITAL.match(scan.body(number))) and page.prose[scan.content(number)] != MASK
        ]
        for one in found:
            if run and not (_counts_on(run[-1][2][1], one[2][1]) and scan.indents[run[-1][1]] == scan.indents[one[1]]):
                yield from _capital(page, run)
                run = []
            run.append(one)
        if not found:
            yield from _capital(page, run)
            run = []
    yield from _capital(page, run)


def _counts_on(mark: str, other: str) -> bool:
    return (mark, other) == ("I", "II") or len(mark) == 1 and other == chr(ord(mark) + 1)


def _capital(page: Page, run: list[tuple[Block, int, re.Match[str]]]) -> Iterator[Remark]:
    read = "[A-Z]" if "alpha" in page.dialect.list_styles else "[IVXLCDM]"
    short = [(block, number, m) for block, number, m in run if m[2] == " " and re.fullmatch(read, m[1])]
    if len(run) < 2 or not short:
        return
    block, first, mark = short[0]
    start = page.scan.content(first)
    ends = [page.scan.content(number) + found.end(1) + 1 for _, number, found in short]
    above = blank_above(page, first) if block.first < first == run[0][1] else ()
    yield Remark(
        Span(start, start + len(mark[1]) + 1),
        Words(
            f"Unexpected single space behind {mark[1]}. before an item of a list, expected two",
            f"列表项 {mark[1]}. 后面只有一个空格，应为两个",
        ),
        Words("Write two spaces behind the full stop of a capital letter.", "大写字母的句点后面写两个空格。"),
        (*above, *(Edit(Span(end, end), " ") for end in ends)),
        safe=run[0][2][1] in "AI",
    )


_TASK = regex(r"([-*+])([ \t]*)(\[[ xX]\])(?=[ \t]+\S)")


def _tasks(page: Page) -> Iterator[Remark]:
    """Tasks whose boxes stand right behind the marks of their items."""
    scan = page.scan
    for block in page.blocks if "[" in page.text else ():
        lines = range(block.first, block.last + 1)
        tasks = [(scan.content(number), found) for number in lines if (found := _TASK.match(scan.body(number)))]
        glued = next((at for at, found in tasks if not found[2]), None)
        if glued is None or page.prose[glued] == MASK:
            continue
        first = scan.line_of(tasks[0][0])
        yield Remark(
            Span(glued, glued + 4),
            Words("Unexpected box of a task right behind the mark of an item", "列表标记与任务方框之间缺少空格"),
            Words("Put a space before the box.", "在方框前加一个空格。"),
            (
                *(blank_above(page, first) if first > block.first else ()),
                *(Edit(Span(at, at + found.end()), f"{found[1]} {found[3]}") for at, found in tasks),
            ),
        )


def _items(page: Page, block: Block) -> list[tuple[int, str]]:
    """Lines of a paragraph, and their numbers, that count on from the first one and stand under one another."""
    scan = page.scan
    made: list[tuple[int, str]] = []
    for number in range(block.first, block.last + 1):
        item = ITEM.match(scan.body(number))
        if item is None or item[1][-1] != ")" or page.prose[scan.content(number)] == MASK:
            continue
        said = item[1][:-1]
        if made and (int(said) != int(made[-1][1]) + 1 or scan.indents[number] != scan.indents[made[0][0]]):
            continue
        if scan.lines[number - 1 if made else number].endswith(("  ", "\\")):
            return []
        made.append((number, said))
    return made


def _edits(page: Page, block: Block, items: list[tuple[int, str]]) -> tuple[Edit, ...]:
    scan = page.scan
    marks = (scan.content(number) + len(said) for number, said in items)
    first = items[0][0]
    above = blank_above(page, first) if first > block.first else ()
    return (*above, *(Edit(Span(at, at + 1), ".") for at in marks))


RULE = Rule("list-marker", ERROR, check, fix="safe", sign=leading_sign, gives_way=("html-block-markdown",))

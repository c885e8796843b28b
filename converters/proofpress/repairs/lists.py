"""Lists that Markdown does not see: `•` and its like as bullets, `1、` and `（1）` as numbers are left to the
author."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown.html import COMMONMARK_BLOCKS
from proofpress.markdown.signs import BLOCK
from proofpress.regex import regex
from proofpress.repairs import years
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_BULLET = regex(
    r"^(?P<indent>[ \t]*)(?P<mark>[•●○◦▪▫■□◆◇‣⁃∙·\uf0b7]|-(?=["
    + chinese.CLASS
    + r"《「『“（【]|\[[^\[\]\n]{1,200}\]\())[ \t\u00a0\u3000]*(?=\S)"
)
_NUMBER = regex(r"^(?P<indent>[ \t]*)(?P<number>\d{1,2})(?P<mark>[、．]|[.)](?=[^\s\d.)]))[ \t\u3000]*(?=\S)")
_ORDERED = regex(r"(?P<indent> *)(?P<number>\d{1,3})[.)] {1,3}(?=\S)")
_HTML = regex(r"(?P<indent> {0,3})</?(?P<name>[A-Za-z][A-Za-z0-9]*+)[\s/>]")
_DOTTED = regex(r"[ \t]*(\d{1,2})\.[ \t]+\S")
_UNDOTTED = regex(r"\A(?P<indent>[ \t]*+)(?P<number>\d{1,2})[ \t]+(?=[^\W\d]|[《「『“（【*])")
_CAPITAL = regex(rf"\A(?P<indent>[ \t]*+)(?P<number>\d{{1,2}})[ \t]+(?=[A-Z{chinese.CLASS}]|[《「『“（【*])")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with bullets of text as list items, runs of `1、 2、 3、` as a numbered list,
    and items without their dot."""
    lines = lines_of(source)
    changes: list[Change] = list(years.dots(source, ledger))
    for run in _runs(lines, _BULLET):
        if len(run) < 2:
            continue
        for number in run:
            found = _BULLET.match(lines[number])
            assert found is not None
            changes.append(_item(lines, number, found, "- ", first=number == run[0]))
        _said(source, lines, run, ledger)
    for run in _runs(lines, _NUMBER):
        numbers = [int(_NUMBER.match(lines[number])["number"]) for number in run]  # type: ignore[index]
        if len(run) < 2 or numbers != list(range(numbers[0], numbers[0] + len(run))) or numbers[0] > 1:
            continue
        for number in run:
            found = _NUMBER.match(lines[number])
            assert found is not None
            changes.append(_item(lines, number, found, f"{found['number']}. ", first=number == run[0]))
        _said(source, lines, run, ledger)
    for run in _continued(lines):
        for number in run:
            found = _UNDOTTED.match(lines[number])
            assert found is not None
            changes.append(_item(lines, number, found, f"{found['number']}. ", first=number == run[0]))
        _said(source, lines, run, ledger)
    return _resumed(rewrite(source, changes), ledger)


def _resumed(source: Source, ledger: Ledger) -> Source:
    """The next number of a list under a paragraph or HTML that stands outside of it, where Markdown joins the two: on
    its own; and text right under the code of an item, indented but not far enough, as a part of the item."""
    lines = lines_of(source)
    changes: list[Change] = []
    column = value = content = before = -1
    fresh, outside = True, False
    for number, line in lines.prose():
        parted = number != before + 1
        before = number
        found = _ORDERED.match(line)
        if not line.strip() or line.startswith("#"):
            fresh, outside = True, False
            column = column if not line.strip() else -1
        elif found is not None:
            if (
                outside
                and lines.text_lines[number]
                and len(found["indent"]) == column
                and int(found["number"]) == value + 1
            ):
                changes.append(Change(lines.starts[number], lines.starts[number], "\n"))
                ledger.repaired(
                    source.span(lines.starts[number], lines.end(number)),
                    "a number of a list, which Markdown would join to the paragraph above",
                    "列表的编号会被 Markdown 连到上一段",
                    text="",
                )
            column, value, content = len(found["indent"]), int(found["number"]), found.end()
            fresh, outside = False, False
        elif (fresh or parted) and column >= 0:
            indent = len(line) - len(line.lstrip(" "))
            outside, fresh = indent < content and not BLOCK.match(line.lstrip()), False
            if outside and parted and indent > column:
                changes.append(Change(lines.starts[number], lines.starts[number], " " * (content - indent)))
                outside = False
        elif not outside and column >= 0 and (html := _HTML.match(line)) is not None:
            outside = len(html["indent"]) < content and html["name"].lower() in COMMONMARK_BLOCKS
    return rewrite(source, changes)


def _continued(lines: Lines) -> list[list[int]]:
    """Lines that go on counting where a list stands: `3 …` and `4 …` below `1. …` and `2. …`, and `2 …` between `1. …`
    and `3. …`."""
    runs: list[list[int]] = []
    block: list[tuple[int, int, bool]] = []
    before = -1
    for number, line in (*lines.prose(), (-9, "")):
        dotted = _DOTTED.match(line)
        found = dotted or (_UNDOTTED.match(line) if len(block) > 1 else _CAPITAL.match(line))
        value = int(found.group(1 if dotted else "number")) if found else 0
        goes_on = block and number - before == 1 and value == block[-1][1] + 1
        if found is None and not line.strip() and number - before == 1:
            before = number
            continue
        if not goes_on:
            runs += _undotted(block)
            block = []
        before = number
        if found is not None and (block or dotted):
            block.append((number, value, dotted is not None))
    return runs


def _undotted(block: list[tuple[int, int, bool]]) -> list[list[int]]:
    """The lines without their dot among lines that count, where two or more have one: two above, or one on each
    side."""
    found: list[list[int]] = []
    run: list[int] = []
    dots = 0
    for number, _, dotted in (*block, (0, 0, True)):
        if not dotted:
            run.append(number)
            continue
        if run and (dots > 1 or number and dots):
            found.append(run)
        run = []
        dots += 1
    return found


def _runs(lines: Lines, pattern: re.Pattern[str]) -> list[list[int]]:
    """Lines that match, each with the next at most one blank line away, or behind lines that go on with its text."""
    runs: list[list[int]] = []
    for number, line in lines.prose():
        if not pattern.match(line):
            continue
        last = runs[-1][-1] if runs else -9
        between = range(last + 1, number)
        if (len(between) == 1 and lines.blank(last + 1)) or runs and all(_goes_on(lines, at) for at in between):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _goes_on(lines: Lines, number: int) -> bool:
    """Whether a line goes on with the paragraph above it."""
    return lines.text_lines[number] and not lines.blank(number) and not BLOCK.match(lines[number].lstrip())


def _item(lines: Lines, number: int, found: re.Match[str], mark: str, *, first: bool) -> Change:
    start = lines.starts[number]
    blank = (
        "\n"
        if first
        and number
        and not lines.blank(number - 1)
        and not re.match(r"\s*(?:[-*+•●○◦▪▫■□◆◇‣⁃∙·\uf0b7]|\d{1,2}[.)、．])", lines[number - 1])
        else ""
    )
    return Change(
        start + (0 if blank else found.start("mark" if mark == "- " else "number")),
        start + found.end(),
        blank + (found["indent"] if blank else "") + mark,
    )


def _said(source: Source, lines: Lines, run: list[int], ledger: Ledger) -> None:
    span = source.span(lines.starts[run[0]], lines.end(run[-1]))
    ledger.repaired(
        span,
        f"{len(run)} lines that begin with a typed bullet or number are a list",
        f"{len(run)} 行手打的项目符号改为列表",
    )

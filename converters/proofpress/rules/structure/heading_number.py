"""A gap or a restart in the author's numbering: 1, 2, 4.

A section was lost, or the numbers were not mended after one moved.

标题的编号有缺漏或重复：1、2、4。

可能丢了一节，或移动之后没有改编号。

Reported:

````markdown
## 1 Introduction

Text.

## 2 Method

Text.

## 4 Results

Text.
````

Instead:

````markdown
## 1 Introduction

Text.

## 2 Method

Text.

## 3 Results

Text.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from proofpress.finding import Words
from proofpress.markdown.headings import Heading
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.rules.structure._releases import is_release

_STEP = regex(r"(Step|Part|Chapter|Section|Lesson|Phase|步骤|阶段|部分) ?(\d{1,2})(?=[.:：、\s]|$)", re.I)
_ARABIC = regex(r"((?:\d{1,2}\.)*)(\d{1,2})(?:[.、．)）：:]\s*|\s+)(?=\S)(?!\d)")
_CHINESE = regex(r"([第（(]?)([一二三四五六七八九十]{1,3})([章节、．.)）]\s*|(?=\s))")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def check(page: Page) -> Iterator[Remark]:
    """One remark where the number after the last is not the next."""
    for family in _families([h for h in page.headings if not h.accidental]):
        for run in _runs(family):
            if len(run) < 3 or run[0][1] not in (0, 1):
                continue
            for (_, before), (heading, value) in pairwise(run):
                if value != before + 1:
                    yield Remark(
                        heading.span,
                        Words(
                            f"Unexpected number {value} after {before}, expected {before + 1}",
                            f"编号 {before} 之后是 {value}，应为 {before + 1}",
                        ),
                        Words(
                            "Mend the number, or look for the section that is missing.", "改正编号，或找回缺失的一节。"
                        ),
                    )


def _runs(family: list[Heading]) -> Iterator[list[tuple[Heading, int]]]:
    """Neighbours that are numbered in one style."""
    run: list[tuple[Heading, int]] = []
    style = ""
    for heading in family:
        found = number(heading.title)
        if run and (found is None or found[0] != style or found[1] == 1 and run[-1][1] > 1):
            yield run
            run = []
        if found is not None:
            style = found[0]
            run.append((heading, found[1]))
    if run:
        yield run


def number(title: str) -> tuple[str, int] | None:
    """The numbering of a title: what comes before its last number, with its form, and that number; the version of a
    release is none."""
    if is_release(title):
        return None
    if found := _STEP.match(title):
        return found[1].casefold() + "#", int(found[2])
    if found := _ARABIC.match(title):
        return found[1] + "#", int(found[2])
    if found := _CHINESE.match(title):
        return found[1] + found[3].strip(), _chinese(found[2])
    return None


def _chinese(text: str) -> int:
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS.get(text, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _families(all_: list[Heading]) -> Iterator[list[Heading]]:
    """Headings of one level under one parent."""
    open_: list[list[Heading]] = []
    for heading in all_:
        while open_ and open_[-1][0].level > heading.level:
            yield open_.pop()
        if open_ and open_[-1][0].level == heading.level:
            open_[-1].append(heading)
        else:
            open_.append([heading])
    yield from reversed(open_)


RULE = Rule(
    "heading-number",
    WARNING,
    check,
    gives_way=("heading-no-space", "list-indent", "residue-duplicate", "heading-duplicate", "section-continued"),
)

"""A numbered item that the page shows under another number than was typed.

Something at the margin ends a list, be it a paragraph, a formula or a block of code. The next item begins a list of its
own, and there Python-Markdown counts from 1 whatever its number is: the steps of an article read 1, 1, 1. A year at the
start of a note is such a number, too; and where a number is left out, the page counts on.

有序列表的序号与页面上显示的不同。

顶格的段落、公式或代码块会结束列表，下一项就另起一个列表；Python-Markdown 不看写的是几，一律从 1 数起，
页面上的步骤就成了 1、1、1。脚注开头的年份也是这样的序号；中间跳过的序号，页面上会接着数。

Reported:

````markdown
1. Close the valve.

Wait until the pipe is dry.

2. Open the lid.
````

Instead:

````markdown
1. Close the valve.

    Wait until the pipe is dry.

2. Open the lid.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.rules.numbers import first, numbered
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_ITEM = regex(r"(\d{1,9})[.)][ \t]+[*_\[(“《【（]{0,4}(?=\w)")
_NOTE = regex(r"\[\^[^\[\]\s]+\]:[ \t]+")
_NAMES = 0xA500
"""Letters of a script (Vai) that no page is written in: each names an item."""
_MOST = 200


def check(page: Page) -> Iterator[Remark]:
    """One remark a list, at its first item or at the first behind a gap; two numbers before it show that they count."""
    if page.dialect.sane_lists or not (found := _candidates(page)):
        return
    marks = [(mark, chr(_NAMES + at)) for at, mark in enumerate(found)]
    html = page.made_with([Edit(Span(mark.end, mark.end), name) for mark, name in marks]) or ""
    shown = {word[:1]: number for number, word in numbered(html)}
    told = 0
    for mark, name in marks:
        number, there = int(re.split("[.)]", page.text[mark.start : mark.end])[0]), shown.get(name)
        if there == 1 != number:
            yield _remark(mark, number)
        elif there is not None and there == told + 1 < number and told > 1:
            yield _gap(mark, number, there)
        # Of items that are counted otherwise than they are written, the first tells.
        told = there if there == number else 0


def _remark(mark: Span, number: int) -> Remark:
    return Remark(
        Span(mark.start, mark.start + len(str(number)) + 1),
        Words(
            f"Unexpected number {number} where a list begins, which the page shows as 1",
            f"列表从 {number} 写起，页面上却显示为 1",
        ),
        Words(
            "Indent by four spaces what stands between this item and the one before, or add sane_lists to the "
            "markdown_extensions of the site; write a backslash before the stop where no list is meant.",
            "把上一项与这一项之间的内容缩进四个空格，或在站点的 markdown_extensions 里加上 sane_lists；"
            "若不是列表，在点号前加反斜杠。",
        ),
    )


def _gap(mark: Span, number: int, there: int) -> Remark:
    return Remark(
        Span(mark.start, mark.start + len(str(number)) + 1),
        Words(
            f"Unexpected number {number} behind a gap, which the page shows as {there}",
            f"序号跳到了 {number}，页面上却显示为 {there}",
        ),
        Words("Put in what is missing, or mend the number.", "补上缺的一项，或改正序号。"),
    )


def _candidates(page: Page) -> list[Span]:
    """The marks of items whose number the page may not show, each up to the first word, and those of the items before
    them."""
    scan = page.scan
    made: list[Span] = []
    for number, kind in enumerate(scan.kinds):
        body = scan.bodies[number] if kind == Kind.TEXT else ""
        note = _NOTE.match(body)
        found = _ITEM.match(body, note.end() if note else 0)
        start = scan.content(number)
        if found is not None and page.prose[start] != MASK and len(made) < _MOST:
            made.append(Span(start + found.start(), start + found.end()))
    built = page.built if made else None
    if built is None:
        return []
    shown: dict[str, list[int]] = {}
    for count, word in numbered(built.html):
        shown.setdefault(word, []).append(count)
    said = [
        (mark, int(re.split("[.)]", page.text[mark.start : mark.end])[0]), first(page.text[mark.end : mark.end + 80]))
        for mark in made
    ]
    late = [any(there == 1 != number or there < number for there in shown.get(word, ())) for _, number, word in said]
    return [
        mark for (mark, *_), is_late, follows in zip(said, late, [*late[1:], False], strict=True) if is_late or follows
    ]


RULE = Rule("list-number", WARNING, check, across=True, gives_way=("list-indent", "fence-indent", "list-glued"))

"""A bar with a backslash before it in the code of a cell.

In code this site takes a backslash as it is, and needs none before a bar: readers see it, and copy it.

单元格的代码里，竖线之前写了反斜杠。

代码里的反斜杠会原样显示，本站的表格也不需要它：读者会看到并复制这个反斜杠。

Reported:

````markdown
| Type | Means |
| --- | --- |
| `int \\| None` | may be missing |
````

Instead:

````markdown
| Type | Means |
| --- | --- |
| `int | None` | may be missing |
````
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_BAR = regex(r"\\\|")
_SPACED = regex(r"\\\|(?= )|(?<= )\\\|")
_PATTERN = regex(r"\\[^|]|['\"/]")
"""What says that code may be an expression that means the backslash: another one, or signs around it. Only a bar beside
a space is none there."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a code span."""
    if "\\|" not in page.text or "`" not in page.text:
        return
    spans = page.code_spans
    for table in page.tables:
        if table.rule is None:
            continue
        start, end = page.scan.starts[table.head], page.scan.end(table.last)
        for span in spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]:
            bars = [Span(*found.span()) for found in _sign(page.text[slice(*span)]).finditer(page.text, *span)]
            if bars and page.built is not None:
                yield Remark(
                    bars[0],
                    Words(
                        "Unexpected \\ before a bar in code, which the page shows", "代码里 | 之前的反斜杠会显示出来"
                    ),
                    Words("Write the bar alone.", "只写 |。"),
                    tuple(Edit(Span(bar.start, bar.start + 1), "") for bar in bars),
                    safe=False,
                )


def _sign(code: str) -> re.Pattern[str]:
    return _SPACED if _PATTERN.search(code) else _BAR


RULE = Rule("table-code-bar", WARNING, check, fix="unsafe", across=True)

"""A table that stops in the middle of a row.

A last row that is a lone bar, or that breaks off before its last cell closes, is what is left when a text was cut.

表格在一行中间断掉。

最后一行只剩一条竖线，或没写完就断了，是文本被截断的痕迹。

Reported:

````markdown
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
|
````

Instead:

````markdown
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark at the last row."""
    for trouble in page.troubled(TableTrouble, "cut"):
        start = page.scan.starts[trouble.line]
        yield Remark(
            trouble.span,
            Words(
                "Unexpected end of the table in the middle of a row, expected whole rows",
                "表格在一行中间断掉，应是完整的行",
            ),
            Words("Complete the row from the original, or remove it.", "按原文补全此行，或删去。"),
            replace(start - 1, page.scan.end(trouble.line), ""),
            safe=False,
        )


RULE = Rule("table-truncated", ERROR, check, fix="unsafe")

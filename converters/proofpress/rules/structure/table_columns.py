"""A row with more or fewer cells than the header.

Extra cells are not shown at all, missing ones shift the rest of the reader's attention. A bar inside a formula cuts a
cell too: write `\\vert`, or escape it.

表格某行的单元格比表头多或少。

多出的单元格不会显示，缺少的会让内容错位。公式里的竖线也会切开单元格：请写 `\\vert`，或加反斜杠。

Reported:

````markdown
| Model | Accuracy | Time |
| --- | --- | --- |
| ResNet | 92% | 12h | extra |
| VGG | 90% | 10h |
````

Instead:

````markdown
| Model | Accuracy | Time |
| --- | --- | --- |
| ResNet | 92% | 12h |
| VGG | 90% | 10h |
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a row."""
    for trouble in page.troubled(TableTrouble, "row"):
        given, wanted = trouble.given, trouble.wanted
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected row of {given} cell{'s' if given != 1 else ''}, expected {wanted} as in the header",
                f"此行有 {given} 个单元格，应与表头一样是 {wanted} 个",
            ),
            Words(
                "Add the missing cells or remove the extra ones; a bar inside a cell is written \\|.",
                "补上缺少的单元格，或删去多余的；单元格里的竖线写作 \\|。",
            ),
            # What is missing is filled with empty cells; what is too much, readers never see.
            severity=WARNING if given < wanted else None,
        )


RULE = Rule(
    "table-columns",
    ERROR,
    check,
    gives_way=("table-truncated", "table-second-header", "table-delimiter", "math-unbalanced-delimiter"),
)

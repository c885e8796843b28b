"""A row with more or fewer cells than the header.

Extra cells are not shown at all. A cell that is missing may be one that was forgotten, and then those behind it stand
in the wrong columns: a row is told that has too few where nearly all others are whole. A bar inside a formula cuts a
cell too: write `\\vert`, or escape it.

表格某行的单元格比表头多或少。

多出的单元格不会显示；缺少的可能是漏写，后面的内容就错了位：其余各行几乎都完整时才会指出。公式里的竖线也会切开单元格：
请写 `\\vert`，或加反斜杠。

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

from collections import Counter
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a row."""
    troubles = page.troubled(TableTrouble, "row")
    short = Counter(id(trouble.table) for trouble in troubles if trouble.given < trouble.wanted)
    for trouble in troubles:
        given, wanted = trouble.given, trouble.wanted
        if given < wanted and not _is_forgotten(trouble, short[id(trouble.table)]):
            continue
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


_MOST_SHORT = 4
"""Where more than one row in so many lacks cells, it is a habit."""


def _is_forgotten(trouble: TableTrouble, short: int) -> bool:
    """Whether a row with cells too few may lack one inside of it: a single cell is a heading, a last row a sum, and
    whoever leaves out the empty cells at the end does so in several rows, `short` of them."""
    most = max(1, (len(trouble.table.rows) - 2) // _MOST_SHORT)
    return trouble.given > 1 and trouble.line != trouble.table.last and short <= most


RULE = Rule(
    "table-columns",
    ERROR,
    check,
    gives_way=(
        "table-truncated",
        "table-second-header",
        "table-delimiter",
        "sign-fullwidth",
        "math-unbalanced-delimiter",
    ),
)

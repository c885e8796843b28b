"""A table whose delimiter row is missing or does not match its header.

Without `| --- | --- |` of the header's width under the header there is no table: the bars are printed.

表格的分隔行缺失，或与表头的列数不同。

表头下面若没有同样列数的 `| --- | --- |`，就不成表格，竖线会原样印出来。

Reported:

````markdown
| Model | Accuracy |
| ResNet | 92% |
| VGG | 90% |
````

Instead:

````markdown
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
| VGG | 90% |
````

Reported:

````markdown
| 模型 | 准确率 | 时间 |
| --- | --- |
| ResNet | 92% | 12h |
````

Instead:

````markdown
| 模型 | 准确率 | 时间 |
| --- | --- | --- |
| ResNet | 92% | 12h |
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.tables import cells
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a table."""
    for table in page.tables:
        wanted = cells(page.scan.view(table.head))
        row = "| " + " | ".join(["---"] * wanted) + " |"
        if table.rule is None:
            start = page.scan.starts[table.head + 1]
            prefix = page.text[start : page.scan.content(table.head + 1)]
            yield Remark(
                page.scan.row_span(table.head),
                Words(
                    "Unexpected table without a delimiter row, expected one under the header",
                    "表格没有分隔行，表头下面应有一行",
                ),
                Words(f"Add {row} as the second line.", f"在第二行加上 {row}。"),
                replace(start, start, f"{prefix}{row}\n"),
                safe=False,
            )
            continue
        given = cells(page.scan.view(table.rule))
        if given != wanted:
            span = page.scan.row_span(table.rule)
            yield Remark(
                span,
                Words(
                    f"Unexpected delimiter row of {given} cells, expected {wanted} as in the header",
                    f"分隔行有 {given} 格，应与表头一样是 {wanted} 格",
                ),
                Words(f"Write {row}, or mend the header.", f"写作 {row}，或改正表头。"),
                replace(span.start, span.end, row),
                safe=False,
            )


RULE = Rule("table-delimiter", ERROR, check, fix="unsafe")

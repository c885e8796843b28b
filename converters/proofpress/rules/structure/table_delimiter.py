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
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a table."""
    for trouble in page.troubled(TableTrouble, "apart"):
        yield _apart(page, trouble)
    for trouble in page.troubled(TableTrouble, "undelimited", "delimiter"):
        row = "| " + " | ".join(["---"] * trouble.table.wanted) + " |"
        if trouble.what == "undelimited":
            under = trouble.line + 1
            start = page.scan.starts[under]
            yield Remark(
                trouble.span,
                Words(
                    "Unexpected table without a delimiter row, expected one under the header",
                    "表格没有分隔行，表头下面应有一行",
                ),
                Words(f"Add {row} as the second line.", f"在第二行加上 {row}。"),
                replace(start, start, f"{page.text[start : page.scan.content(under)]}{row}\n"),
                safe=False,
            )
        else:
            yield Remark(
                trouble.span,
                Words(
                    f"Unexpected delimiter row of {trouble.given} cells, expected {trouble.wanted} as in the header",
                    f"分隔行有 {trouble.given} 格，应与表头一样是 {trouble.wanted} 格",
                ),
                Words(f"Write {row}, or mend the header.", f"写作 {row}，或改正表头。"),
                replace(*trouble.span, row),
                safe=False,
            )


def _apart(page: Page, trouble: TableTrouble) -> Remark:
    scan = page.scan
    return Remark(
        trouble.span,
        Words(
            "Unexpected blank line between a table and its row, which the page prints with its bars",
            "表格与这一行之间有空行，这一行会连同竖线原样印出来",
        ),
        Words(
            "Take the blank line out, or give the row a header of its own.", "去掉空行；若是另一张表，为它写上表头。"
        ),
        replace(scan.starts[trouble.table.last + 1], scan.starts[trouble.line], ""),
    )


RULE = Rule("table-delimiter", ERROR, check, fix="unsafe", gives_way=("sign-fullwidth",))

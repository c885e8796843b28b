"""A table right under a paragraph, without a blank line between them.

The site's parser looks for a table only at the start of a block: here it prints the bars.

表格紧贴在段落之下，中间没有空行。

站点的解析器只在一块的开头认表格，这里会把竖线原样印出来。

Reported:

````markdown
The results:
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
````

Instead:

````markdown
The results:

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
    """One remark at the header row."""
    for trouble in page.troubled(TableTrouble, "glued"):
        head, above = trouble.line, trouble.line - 1
        start = page.scan.starts[head]
        prefix = page.text[start : start + page.scan.quotes[head]].rstrip()
        in_item = page.scan.indents[head] != page.scan.indents[above] or "|" in page.scan.view(above)
        yield Remark(
            trouble.span,
            Words(
                "Unexpected table right under a paragraph, expected a blank line between them",
                "表格紧贴段落，两者之间应有空行",
            ),
            Words("Put a blank line above the header row.", "在表头之前空一行。"),
            () if in_item else replace(start, start, prefix + "\n"),
        )


RULE = Rule("table-glued", ERROR, check, fix="safe")

"""A second header inside a table: two tables glued into one.

The second header and its delimiter row are shown as ordinary rows.

表格中间又出现了表头：两张表粘成了一张。

第二个表头和它的分隔行会被当作普通的行显示。

Reported:

````markdown
| Model | Time |
| --- | --- |
| VGG | 10h |
| Project | Stage |
| --- | --- |
| A | done |
````

Instead:

````markdown
| Model | Time |
| --- | --- |
| VGG | 10h |

| Project | Stage |
| --- | --- |
| A | done |
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at every header after the first."""
    for trouble in page.troubled(TableTrouble, "header"):
        yield Remark(
            trouble.span,
            Words(
                "Unexpected second header in a table, expected a blank line before it",
                "表格里出现第二个表头，之前应有空行",
            ),
            Words("Put a blank line between the two tables.", "在两张表之间空一行。"),
        )


RULE = Rule("table-second-header", ERROR, check)

"""HTML entities in a diagram: `--&gt;`.

图里的 HTML 实体：`--&gt;`。

Reported:

````markdown
```mermaid
flowchart LR
    A --&gt; B
```
````

Instead:

````markdown
```mermaid
flowchart LR
    A --> B
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.mermaid._mermaid_cause import remarks
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a diagram."""
    yield from remarks(
        page,
        "mermaid-entity",
        Words("Unexpected {0} in a diagram, expected {1}", "图里出现 {0}，应为 {1}"),
        Words("Write the character itself.", "写成字符本身。"),
    )


RULE = Rule("mermaid-entity", ERROR, check, fix="safe")

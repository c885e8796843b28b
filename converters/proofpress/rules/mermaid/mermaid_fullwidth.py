"""Full-width brackets or arrows in a diagram.

图里的全角括号或箭头。

Reported:

````markdown
```mermaid
flowchart LR
    A［开始］ --> B[结束]
```
````

Instead:

````markdown
```mermaid
flowchart LR
    A[开始] --> B[结束]
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
        "mermaid-fullwidth",
        Words("Unexpected full-width {0} in a diagram, expected {1}", "图里出现全角“{0}”，应为 {1}"),
        Words("Write the plain characters.", "改用半角字符。"),
    )


RULE = Rule("mermaid-fullwidth", ERROR, check, fix="safe")

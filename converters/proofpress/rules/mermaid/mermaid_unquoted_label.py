"""Parentheses and the like in a label without quotes.

Mermaid reads them as the shape of a node. It is the most common fault of diagrams.

标签里有括号之类的字符，却没有加引号。

Mermaid 会把它们当作节点的形状。这是图里最常见的错误。

Reported:

````markdown
```mermaid
flowchart LR
    A[Network (CNN)] --> B[Result]
```
````

Instead:

````markdown
```mermaid
flowchart LR
    A["Network (CNN)"] --> B[Result]
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
        "mermaid-unquoted-label",
        Words("Unexpected sign in the label {0}, expected the label in quotes", "标签 {0} 里有特殊字符，应加引号"),
        Words("Write {1}.", "写作 {1}。"),
    )


RULE = Rule("mermaid-unquoted-label", ERROR, check, fix="safe")

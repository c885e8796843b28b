"""`end` as the name of a node.

Mermaid reads the word as the end of a subgraph. Any other spelling will do: `End`, `done`.

用 `end` 作节点名。

Mermaid 会把它当作子图的结束。换一种写法即可：`End`、`done`。

Reported:

````markdown
```mermaid
flowchart LR
    start --> end
```
````

Instead:

````markdown
```mermaid
flowchart LR
    start --> End
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
        "mermaid-reserved-word",
        Words(
            "Unexpected {0} as a node, expected another name: the word ends a subgraph",
            "不能用 {0} 作节点名，它表示子图结束",
        ),
        Words("Write {1}.", "写作 {1}。"),
        safe=False,
    )


RULE = Rule("mermaid-reserved-word", ERROR, check, fix="unsafe")

"""A diagram with nothing in it.

空的图。

Reported:

````markdown
The flow:

```mermaid
```

That is all.
````

Instead:

````markdown
The flow:

```mermaid
flowchart LR
    A --> B
```

That is all.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules._mermaid import is_empty
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a fence."""
    for fence in page.fences:
        if fence.lang == "mermaid" and fence.closed and is_empty(page.fence_source(fence).text):
            yield Remark(
                page.scan.span(fence.first, fence.last),
                Words("Unexpected diagram without content, expected one", "图是空的"),
                Words("Put the diagram in, or remove the fence.", "补上内容，或删去围栏。"),
            )


RULE = Rule("mermaid-empty", ERROR, check)

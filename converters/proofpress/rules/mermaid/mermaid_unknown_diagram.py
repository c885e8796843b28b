"""A diagram whose first word is no type that Mermaid knows.

图的第一个词不是 Mermaid 认识的类型。

Reported:

````markdown
```mermaid
flowchar LR
    A --> B
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
from difflib import get_close_matches

from proofpress.engines.mends import head
from proofpress.engines.mermaid import names
from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a diagram."""
    for diagram in page.diagrams:
        if diagram.cause != "mermaid-unknown-diagram":
            continue
        at, word = head(diagram.source.text)
        near = get_close_matches(word, names(), 1, 0.6) or [t for t in names() if t.lower() == word.lower()]
        span = diagram.source.span(at, at + len(word))
        yield Remark(
            span,
            Words(f"Unexpected {word!r}, expected a type of diagram", f"“{word}”不是 Mermaid 的图类型"),
            Words(f"Did you mean {near[0]}?", f"是否应为 {near[0]}？")
            if near
            else Words(
                "Begin with flowchart, sequenceDiagram or another type.", "以 flowchart、sequenceDiagram 等类型开头。"
            ),
            replace(span.start, span.end, near[0]) if near else (),
            safe=False,
            detail=f"Mermaid: {diagram.message}",
        )


RULE = Rule("mermaid-unknown-diagram", ERROR, check, fix="unsafe", gives_way=("code-line-numbers", "encoding"))

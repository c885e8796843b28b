"""A code fence that is opened and never closed.

Everything after it becomes code, up to the next fence, and then what was code becomes text.

代码围栏有头无尾。

其后的正文都会变成代码，直到下一个围栏；再往后，代码又会变成正文。

Reported:

````markdown
```json
{"total": 0}
````

Instead:

````markdown
```json
{"total": 0}
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark at the opening fence."""
    for fence in page.fences:
        if fence.closed:
            continue
        start = page.scan.content(fence.first)
        line = fence.last + 1
        yield Remark(
            Span(start, page.scan.starts[fence.first] + len(page.scan.lines[fence.first])),
            Words(
                f"Unexpected end of the code, expected a closing {fence.marker}",
                f"代码没有收尾，应有与开头相同的 {fence.marker}",
            ),
            Words(
                f"Put {fence.marker} on a line of its own; the code most likely ends with line {line}.",
                f"另起一行写上 {fence.marker}；代码大约到第 {line} 行为止。",
            ),
        )


RULE = Rule("code-fence-unclosed", ERROR, check)

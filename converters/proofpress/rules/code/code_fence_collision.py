"""A fence inside a fence of the same length.

The inner one closes the outer one, and the rest of the listing becomes text.

围栏里又有同样长的围栏。

里面的会提前结束外面的，余下的内容变成正文。

Reported:

`````markdown
```markdown
# Demo

```python
print("hi")
```

The end.
```
`````

Instead:

`````markdown
````markdown
# Demo

```python
print("hi")
```

The end.
````
`````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.trouble import FenceTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark at the outer fence."""
    for trouble in page.troubled(FenceTrouble, "collision"):
        fence = trouble.fence
        longer = fence.marker + fence.marker[0]
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected {fence.marker} inside a fence of the same length, expected a longer fence around it",
                f"围栏里出现同样长的 {fence.marker}，外层应更长",
            ),
            Words(f"Open and close the outer block with {longer}.", f"外层的头尾都写作 {longer}。"),
            tuple(
                Edit(Span(at, at + len(fence.marker)), longer)
                for at in (trouble.span.start, page.scan.content(fence.last))
            ),
        )


RULE = Rule("code-fence-collision", ERROR, check, fix="safe")

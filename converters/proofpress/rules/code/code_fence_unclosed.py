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
from proofpress.markdown.trouble import FenceTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at the opening fence."""
    for trouble in page.troubled(FenceTrouble, "unclosed"):
        marker, line = trouble.fence.marker, trouble.fence.last + 1
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected end of the code, expected a closing {marker}", f"代码没有收尾，应有与开头相同的 {marker}"
            ),
            Words(
                f"Put {marker} on a line of its own; the code most likely ends with line {line}.",
                f"另起一行写上 {marker}；代码大约到第 {line} 行为止。",
            ),
        )

    for trouble in page.troubled(FenceTrouble, "loose"):
        marker = trouble.fence.marker
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected closing fence, expected {marker} right below the opening one: the site takes no other",
                f"收尾的围栏与开头不一致，应为同一列上的 {marker}：站点不认其他写法",
            ),
            Words("Write it as the opening one, as far in and as long.", "收尾的围栏应与开头同样缩进、同样长短。"),
        )


RULE = Rule("code-fence-unclosed", ERROR, check)

"""Invisible characters in code.

The code looks right and does not run.

代码里的不可见字符。

看上去没有问题，运行却会出错。

Reported:

````markdown
```python
impor\u200bt torch
```
````

Instead:

````markdown
```python
import torch
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.rules._invisible import zero_width
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a block or code span, with the edits for all."""
    if page.text.isascii():
        return
    spans = [page.scan.span(f.first, f.last) for f in page.fences] + list(page.code_spans)
    for span in spans:
        found = zero_width(page.text, span.start, span.end)
        if found:
            yield Remark(
                Span(*found[0].span()),
                Words(
                    f"Unexpected invisible character U+{ord(found[0][0]):04X} in code, expected none",
                    f"代码里有不可见字符 U+{ord(found[0][0]):04X}",
                ),
                Words("Remove it.", "请删去。"),
                tuple(Edit(Span(*m.span()), "") for m in found),
            )


RULE = Rule("code-zero-width", ERROR, check, fix="safe")

"""Front matter that the site cannot read: not closed, not YAML, a key twice, or a field of the wrong kind.

The site says nothing about it: it prints the lines as text, or drops one of two values.

站点读不懂的文首元数据：没有结束、不是 YAML、键重复，或值的类型不对。

站点对此一声不响：把这些行当正文印出来，或丢掉两个值中的一个。

Reported:

````markdown
---
title: Guide
tags: [a, b
---

Text.
````

Instead:

````markdown
---
title: Guide
tags: [a, b]
---

Text.
````

Reported:

````markdown
---
title: 指南
image: a.png
image: b.png
---

正文。
````

Instead:

````markdown
---
title: 指南
image: b.png
---

正文。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules._yaml import YamlTrouble, faults
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_TEXTS = ("title", "description")
_LISTS = ("tags", "authors", "categories")


def check(page: Page) -> Iterator[Remark]:
    """One remark a fault."""
    front = page.scan.front
    if front is None:
        return
    if front.last is None:
        yield Remark(
            page.scan.span(0, 0),
            Words("Unexpected end of the front matter, expected a closing ---", "文首元数据没有结束，应以 --- 收尾"),
            Words("Put --- on a line of its own after the last field.", "在最后一个字段之后另起一行写上 ---。"),
        )
        return
    start = page.scan.starts[1]
    text = page.text[start : page.scan.starts[front.last]]
    for fault in faults(text, _TEXTS, _LISTS):
        yield Remark(_place(page, start, fault), fault.message, fault.help, detail=fault.detail)


def _place(page: Page, start: int, fault: YamlTrouble) -> Span:
    at = min(start + fault.offset, len(page.text))
    return Span(at, page.scan.end(page.scan.line_of(at)))


RULE = Rule("front-matter", ERROR, check)

"""Front matter that the site cannot read: not on the first line, not closed, not YAML, a key twice, or a field of the
wrong kind.

The site says nothing about it: it prints the lines as text, or drops one of two values. Lines of `Word: text` at the
very top of a page, without dashes, are metadata to MkDocs and vanish from it: an error where they are prose under a key
that nothing reads, a warning where they may be meant as fields.

站点读不懂的文首元数据：不在第一行、没有结束、不是 YAML、键重复，或值的类型不对。

站点对此一声不响：把这些行当正文印出来，或丢掉两个值中的一个。页面最开头没有 `---` 的 `Word: 文字` 几行，
MkDocs 会当作元数据从页面上拿掉：键没有任何地方读取、内容又是正文的，报为错误；可能真是字段的，报为警告。

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
from typing import Literal

from proofpress.finding import Words
from proofpress.markdown.trouble import FrontTrouble
from proofpress.rules._yaml import YamlTrouble, faults
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.rules.structure._taken import lost_text
from proofpress.source import Span

_TEXTS = ("title", "description")
_LISTS = ("tags", "authors", "categories")


def check(page: Page) -> Iterator[Remark]:
    """One remark a fault."""
    for trouble in page.troubled(FrontTrouble, *_SAID):
        yield Remark(trouble.span, *_SAID[trouble.what])
    for trouble in page.troubled(FrontTrouble, "taken"):
        yield from lost_text(page, trouble)
    front = page.scan.front
    if front is None or front.last is None:
        return
    start = page.scan.starts[1]
    text = page.text[start : page.scan.starts[front.last]]
    for fault in faults(text, _TEXTS, _LISTS, _dates(page)):
        severity = WARNING if fault.minor else None
        yield Remark(_place(page, start, fault), fault.message, fault.help, detail=fault.detail, severity=severity)


def _dates(page: Page) -> Literal["needed", "used", ""]:
    """What the site does with `date`: a blog is not built without one; of what is no site nobody knows."""
    docs = page.site.docs(page.source.name)
    if docs is None or any("blog" in name for name in docs.plugins):
        return "needed"
    return "used" if docs.remade or any(name in ("proofpress", "rss") for name in docs.plugins) else ""


_SAID = {
    "late": (
        Words(
            "Unexpected text before the front matter, expected its --- on the first line",
            "文首元数据之前有别的内容，--- 应在第一行",
        ),
        Words("Delete what stands before it, or move it below.", "删去它前面的内容，或移到它后面。"),
    ),
    "unclosed": (
        Words("Unexpected end of the front matter, expected a closing ---", "文首元数据没有结束，应以 --- 收尾"),
        Words("Put --- on a line of its own after the last field.", "在最后一个字段之后另起一行写上 ---。"),
    ),
}


def _place(page: Page, start: int, fault: YamlTrouble) -> Span:
    at = min(start + fault.offset, len(page.text))
    return Span(at, page.scan.end(page.scan.line_of(at)))


RULE = Rule("front-matter", ERROR, check, fix="safe", across=True, reveals=True)

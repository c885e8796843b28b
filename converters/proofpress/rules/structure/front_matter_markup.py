"""Markup that runs in a value of the front matter: themes print titles, descriptions and tags as they are.

Whoever opens the page runs it; a quotation mark in a description ends the attribute that it is printed in.

文首元数据的值里有会运行的标记：主题原样输出标题、摘要和标签。

打开页面的人就会运行它；摘要里的直引号会结束它所在的属性。

Reported:

````markdown
---
description: 'A cache"><script>alert(1)</script>'
---

Text.
````

Instead:

````markdown
---
description: A cache
---

Text.
````

Reported:

````markdown
---
tags:
  - 缓存
  - <img src=x onerror=alert(1)>
---

正文。
````

Instead:

````markdown
---
tags:
  - 缓存
---

正文。
````
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from proofpress import active
from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a field at the top of the front matter."""
    front = page.scan.front
    if front is None or front.last is None:
        return
    start, end = page.scan.starts[1], page.scan.starts[front.last]
    text = page.text[start:end]
    if "<" not in text and '"' not in text:
        return
    header, _ = page.header
    told: Counter[str] = Counter()
    for key, value in (*header.values.items(), *header.repeated) if header is not None else ():
        told[key] += 1
        if key not in active.UNPRINTED and (found := active.found_in(value)):
            fields = re.finditer(rf"^{re.escape(key)}[ \t]*:", text, re.M)
            field = next(islice(fields, told[key] - 1, None), None)
            at = start + (field.start() if field else 0)
            named = ", ".join(found)
            yield Remark(
                Span(at, page.scan.end(page.scan.line_of(at))),
                Words(f"Unexpected markup in `{key}`, expected text: {named}", f"`{key}` 里有标记，应为文字：{named}"),
                Words("Write it as plain text, or take it out.", "改写成纯文字，或删去。"),
            )


RULE = Rule("front-matter-markup", ERROR, check)

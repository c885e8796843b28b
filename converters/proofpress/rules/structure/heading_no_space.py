"""A heading whose text touches its signs: `##Setup`.

The site shows a heading, a code host shows the number signs. Where no heading was meant, a hashtag becomes one.

标题的文字紧挨着井号：`##安装`。

站点上是标题，代码托管站上却是原样的井号；而本不是标题的 `#话题` 会变成大标题。

Reported:

````markdown
##安装

运行安装程序。
````

Instead:

````markdown
## 安装

运行安装程序。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.mask import MASK
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_GLUED = re.compile(r"(#{1,6})(?![#\s!])(\S.*)$")


def check(page: Page) -> Iterator[Remark]:
    """One remark a line."""
    for block in page.blocks:
        for number in range(block.first, block.last + 1):
            if not (found := _GLUED.match(page.body(number))) or page.scan.indents[number] != page.scan.bases[number]:
                continue
            one = len(found[1]) == 1
            if one and (block.first != block.last or re.match(r"\d", found[2])):
                continue
            start = page.scan.content(number)
            if page.prose[start] == MASK:
                continue
            yield Remark(
                Span(start, start + len(found[0])),
                Words(f"Unexpected text right after {found[1]}, expected a space", f"{found[1]} 后面应有一个空格"),
                Words(
                    "Put a space after the signs, or a backslash before them where no heading is meant.",
                    "在井号后加空格；若不是标题，在井号前加反斜杠。",
                ),
                replace(start + len(found[1]), start + len(found[1]), " "),
                safe=not one,
            )


RULE = Rule("heading-no-space", ERROR, check, fix="safe")

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

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import LineTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a line."""
    for trouble in page.troubled(LineTrouble, "heading"):
        start, end = trouble.span
        signs = "#" * (end - start - len(page.text[start:end].lstrip("#")))
        yield Remark(
            trouble.span,
            Words(f"Unexpected text right after {signs}, expected a space", f"{signs} 后面应有一个空格"),
            Words(
                "Put a space after the signs, or a backslash before them where no heading is meant.",
                "在井号后加空格；若不是标题，在井号前加反斜杠。",
            ),
            replace(start + len(signs), start + len(signs), " "),
            safe=len(signs) > 1,
        )


RULE = Rule("heading-no-space", ERROR, check, fix="safe")

"""The words of an item that the site puts behind its nested items, in an admonition, a details box or a tab.

In a box, a later block of an item makes Python-Markdown turn the words of that item into a paragraph. Where nested
items stand right under the words, that paragraph comes behind them. With a blank line between them it stays where it
is.

在提示块、折叠块或标签页里，列表项的文字被站点挪到了它的子项之后。

在这些容器里，列表项后面再来一段内容时，Python-Markdown 才把这一项的文字变成段落；
子项若紧贴着文字，这一段就落到子项之后。两者之间空一行即可。

Reported:

````markdown
!!! note

    - Pack the bag:
        - a lamp

        - a rope
    - Go.
````

Instead:

````markdown
!!! note

    - Pack the bag:

        - a lamp

        - a rope
    - Go.
````

Reported:

````markdown
??? tip "收拾"

    1. 装包：
        - 灯

        绳子最后放。
    2. 出发。
````

Instead:

````markdown
??? tip "收拾"

    1. 装包：

        - 灯

        绳子最后放。
    2. 出发。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import EntryTrouble
from proofpress.rules.numbers import words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, blank_above


def check(page: Page) -> Iterator[Remark]:
    """One remark an item, at the first of its nested ones."""
    for trouble in page.troubled(EntryTrouble, "displaced"):
        yield Remark(
            trouble.span,
            Words(
                "Unexpected nested item right under the words of its item, expected a blank line: the site puts the "
                "words behind it",
                "子项紧贴上一级的文字，站点会把这些文字挪到子项之后，两者之间应有空行",
            ),
            Words("Put a blank line above the item.", "在这一项之前空一行。"),
            blank_above(page, trouble.entry.line),
        )


RULE = Rule("list-displaced", ERROR, check, fix="safe", gives_way=("list-indent", "list-glued"), seen=words)

"""A list right under a paragraph, without a blank line between them.

The site's parser goes on with the paragraph: the items become running text with dashes in it.

列表紧贴在段落之下，中间没有空行。

站点的解析器会把它当作段落的延续：各项连成一段带短横的文字。

Reported:

````markdown
The steps:
- first
- second
````

Instead:

````markdown
The steps:

- first
- second
````

Reported:

````markdown
步骤如下：
1. 安装
2. 运行
````

Instead:

````markdown
步骤如下：

1. 安装
2. 运行
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import BOX, ITEM
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_HEAD = re.compile(BOX.pattern + r"|\[[^\]]+\]:|\*\[|<|\||#|:[ \t]{2,}")


def check(page: Page) -> Iterator[Remark]:
    """One remark for the first item under a paragraph."""
    scan = page.scan
    for block in page.blocks:
        first = block.first
        while first < block.last and _HEAD.match(page.body(first)):
            first += 1
        if ITEM.match(page.body(first)) or scan.bases[first] and scan.indents[first] < scan.bases[first]:
            continue
        for number in range(first + 1, block.last + 1):
            item = ITEM.match(page.body(number))
            if not item or scan.indents[number] - scan.indents[number - 1] > 3:
                continue
            if item[1][0].isdigit() and (item[1] not in ("1.", "1)") or not _goes_on(page, number, block.last)):
                continue
            start = scan.starts[number] + scan.quotes[number]
            mark = scan.content(number)
            if page.prose[mark] == MASK:
                continue
            prefix = page.text[scan.starts[number] : start].rstrip()
            yield Remark(
                Span(mark, mark + len(item[1])),
                Words(
                    "Unexpected list right under a paragraph, expected a blank line between them",
                    "列表紧贴段落，两者之间应有空行",
                ),
                Words("Put a blank line above the first item.", "在第一项之前空一行。"),
                replace(scan.starts[number], scan.starts[number], prefix + "\n"),
            )
            break


def _goes_on(page: Page, number: int, last: int) -> bool:
    return any(page.body(k).startswith(("2.", "2)")) for k in range(number + 1, last + 1)) or number == last


RULE = Rule("list-glued", ERROR, check, fix="safe", gives_way=("html-block-markdown",))

"""A section called "(continued)": 「（续）」.

An article that was written in pieces takes up a section again under a second heading. The parts belong together.

题为“（续）”的小节。

分几次写成的文章用第二个标题接着前文。这两部分应合在一处。

Reported:

````markdown
## 环境安装

先安装依赖。

## 环境安装（续）

再安装主程序。
````

Instead:

````markdown
## 环境安装

先安装依赖。

再安装主程序。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule

_CONTINUED = regex(
    r"[（(\[【]\s*(?:续|接上|接上文|续[一二三四五六七八九十\d]|cont(?:inued|'d|\.)?)\s*[）)\]】]\s*$|(?:——|-|：)\s*续$",
    re.I,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a heading."""
    for heading in page.headings:
        if _CONTINUED.search(heading.title):
            yield Remark(
                heading.span,
                Words(
                    "Unexpected continuation under a heading of its own, expected one section",
                    "同一节分成两处，应合为一节",
                ),
                Words("Move the text to the section that it continues.", "把这部分文字移到它所接续的那一节。"),
            )


RULE = Rule("section-continued", WARNING, check)

"""A link that leads nowhere, or that has no text to click on.

`#` leads to the top of the page, which is meant where the text says so.

没有目标的链接，或没有可点文字的链接。

`#` 指向页首；文字若说的就是“回到顶部”，便不报。

Reported:

````markdown
See the [manual]().
````

Instead:

````markdown
See the [manual](https://example.com/docs).
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule

_TOP = regex(r"\btop\b|^\W*up\W*$|[顶首]|^[↑⬆▲⇧🔝\ufe0f\s]+$", re.I)
"""What a link says that leads to the top of its page."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    for link in page.links.links:
        if link.trouble or page.text[link.span.end : link.span.end + 1] == "{":
            continue
        if link.target.strip() == "#" and _TOP.search(page.text[link.text.start : link.text.end]):
            continue
        if link.target.strip() in ("", "#"):
            yield Remark(
                link.span,
                Words("Unexpected link without a target, expected an address", "链接没有目标地址"),
                Words("Put the address into the parentheses, or remove the link.", "在圆括号里写上地址，或去掉链接。"),
                # It leads to the top of the page.
                severity=WARNING if link.target.strip() else None,
            )
        elif not link.image and not page.text[link.text.start : link.text.end].strip():
            yield Remark(
                link.span,
                Words("Unexpected link without a text, expected words to click on", "链接没有文字"),
                Words("Put a text into the brackets.", "在方括号里写上文字。"),
            )


RULE = Rule("link-empty", ERROR, check)

"""A link with its brackets the wrong way round: `(text)[address]`.

链接的括号写反了：`(文字)[地址]`。

Reported:

````markdown
See (the manual)[https://example.com/docs].
````

Instead:

````markdown
See [the manual](https://example.com/docs).
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    for link in page.links.links:
        if link.trouble == "reversed":
            text = page.text[link.text.start : link.text.end]
            yield Remark(
                link.span,
                Words(
                    "Unexpected (text)[address], expected [text](address)", "链接写成了 (文字)[地址]，应为 [文字](地址)"
                ),
                Words(f"Write [{text}]({link.target}).", f"写作 [{text}]({link.target})。"),
                replace(link.span.start, link.span.end, f"[{text}]({link.target})"),
            )


RULE = Rule("link-reversed", ERROR, check, fix="safe")

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
from proofpress.markdown.trouble import LinkTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    for trouble in page.troubled(LinkTrouble, "reversed"):
        text, target = page.text[trouble.link.text.start : trouble.link.text.end], trouble.link.target
        yield Remark(
            trouble.span,
            Words("Unexpected (text)[address], expected [text](address)", "链接写成了 (文字)[地址]，应为 [文字](地址)"),
            Words(f"Write [{text}]({target}).", f"写作 [{text}]({target})。"),
            replace(*trouble.span, f"[{text}]({target})"),
        )


RULE = Rule("link-reversed", ERROR, check, fix="safe")

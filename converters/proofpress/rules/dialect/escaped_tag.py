r"""A backslash before a tag, where the site's Markdown takes it for no escape: `\<div>`.

CommonMark shows the sign; Python-Markdown prints the backslash, and the tag behind it is one: it is gone, or it runs.

标签前的反斜线，而站点的 Markdown 不把它当转义：`\<div>`。

CommonMark 会显示这个符号；Python-Markdown 印出反斜线，后面的标签照样生效：不是消失，就是运行。

Reported:

````markdown
A list of type List\<int>.
````

Instead:

````markdown
A list of type List&lt;int>.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_ESCAPED = regex(r"(?<!\\)(?:\\\\)*+(\\<)(?=[A-Za-z/!?])")


def check(page: Page) -> Iterator[Remark]:
    """One remark a sign."""
    if page.dialect.escapes or "\\<" not in page.prose:
        return
    for one in _ESCAPED.finditer(page.prose):
        yield Remark(
            Span(*one.span(1)),
            Words("Unexpected \\< before a tag, which the site takes for a tag", "标签前的 \\<：站点仍把它当标签"),
            Words("Write &lt; instead.", "写成 &lt;。"),
            replace(*one.span(1), "&lt;"),
        )


RULE = Rule("escaped-tag", ERROR, check, fix="safe", sign=lambda text, span: "\\")

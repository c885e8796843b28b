"""A word in angle brackets that browsers take for a tag and do not show.

`<your-name>` and `List<String>` typed as text reach the page as they are; no browser knows such an element, so that
readers see nothing in its place. Elements of HTML, those that are closed somewhere and those with attributes are meant.

尖括号里的词被浏览器当成标签，页面上不显示。

正文里的 `<your-name>`、`List<String>` 会原样进入网页；浏览器不认识这样的元素，读者什么也看不到。
HTML 自己的元素、有结束标签的和带属性的不报。

Reported:

````markdown
Put <your-name> into the first line.
````

Instead:

````markdown
Put `<your-name>` into the first line.
````
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.html import KNOWN
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_WORD = regex(r"(?<!\\)<([A-Za-z][^\s<>@:/\"'=!?]{0,60})(?: [\w -]{0,80})?>")
_CLOSED = regex(r"</([A-Za-z][^\s<>]*)\s*>")
_DRAWN = regex(r"<(svg|math)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
"""Drawings and formulas, which have elements of their own."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a word that the page has as a tag."""
    docs, text = page.site.docs(page.source.name), page.text
    if "<" not in text or docs and docs.rewritten:
        return
    drawn = [found.span() for found in _DRAWN.finditer(page.prose)]
    closed = {found[1].lower() for found in _CLOSED.finditer(text)}
    for found in _WORD.finditer(page.prose):
        if found[1].lower() in KNOWN | closed:
            continue
        at = bisect_right(drawn, found.start(), key=lambda span: span[0]) - 1
        if at >= 0 and found.start() < drawn[at][1]:
            continue
        if (built := page.built) is None:
            return
        if found[0] in built.html:
            yield Remark(
                Span(*found.span()),
                Words(
                    f"Unexpected {found[0]}, which browsers take for a tag and do not show",
                    f"{found[0]} 会被浏览器当成标签，页面上不显示",
                ),
                Words("Put it between backticks, or write &lt; for the bracket.", "放进反引号，或把 < 写成 &lt;。"),
                replace(found.start(), found.start() + 1, "&lt;"),
                safe=False,
            )


RULE = Rule("tag-unknown", ERROR, check, fix="unsafe", across=True, gives_way=("residue-html", "residue-think"))

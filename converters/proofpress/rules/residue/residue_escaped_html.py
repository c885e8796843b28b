"""A page as text: tags written with `&lt;` and `&gt;`.

What was markup is shown to the reader as a wall of tags.

成了文字的网页：标签写成了 `&lt;` 和 `&gt;`。

本是标记的东西，读者看到的是一堆标签。

Reported:

````markdown
&lt;div class="abstract"&gt;
&lt;h2&gt;Abstract&lt;/h2&gt;
&lt;p&gt;The text.&lt;/p&gt;
&lt;/div&gt;
````

Instead:

````markdown
## Abstract

The text.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_TAG = regex(
    "&(?:amp;)?lt;(?:/?(?:html|head|body|meta|title|div|p|span|h[1-6]|ul|ol|li|a|br|img|table|thead|tbody|tr"
    "|td|th|section|article|script|style|link|pre|code|"
    r"strong|em|b|i|blockquote|figure|nav|header|footer|main|hr|sup|sub)\b"
    r"|!doctype)(?:(?!&(?:amp;)?[lg]t;)[^\n]){0,300}?&(?:amp;)?gt;",
    re.I,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of blocks with at least three such tags."""
    if "lt;" not in page.prose:
        return
    run: Span | None = None
    count = 0
    for block in (*page.blocks, None):
        found = list(_TAG.finditer(page.prose, block.span.start, block.span.end)) if block else []
        if block and found:
            here = Span(found[0].start(), found[-1].end())
            run = here if run is None else run.cover(here)
            count += len(found)
            continue
        if run is not None and count >= 3:
            yield Remark(
                run,
                Words("Unexpected HTML written as text, expected Markdown", "HTML 被写成了文字，应为 Markdown"),
                Words(
                    "Convert it, or put a listing of it into a code block.", "转换成 Markdown；若是示例，放进代码块。"
                ),
            )
        run, count = None, 0


RULE = Rule("residue-escaped-html", ERROR, check)

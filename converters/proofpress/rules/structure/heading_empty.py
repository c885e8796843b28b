"""A heading without a text.

It leaves a gap on the page and an unnamed line in the table of contents.

没有文字的标题。

页面上留下一处空白，目录里多出一行无名的条目。

Reported:

````markdown
# Guide

##

Text.
````

Instead:

````markdown
# Guide

## Setup

Text.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace

_TO_FILL = regex(r"\{[A-Za-z]\w*\}")
"""A word in braces, which an own hook of a site may fill: as an attribute nobody means it."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a heading."""
    for heading in page.headings:
        empty = not heading.title and not page.text[heading.text.start : heading.text.end].strip()
        if empty and not _TO_FILL.search(page.text, *heading.span):
            yield Remark(
                heading.span,
                Words("Unexpected heading without a text, expected a title", "标题没有文字"),
                Words("Name the section, or remove the line.", "写上标题，或删去此行。"),
                replace(heading.span.start, min(heading.span.end + 1, len(page.text)), ""),
                safe=False,
            )


RULE = Rule("heading-empty", ERROR, check, fix="unsafe")

"""More than one heading of the first level.

A page has one title. The site's table of contents and its search take the first and treat the others as stray.

一级标题不止一个。

一页只有一个标题；目录和搜索以第一个为准，其余的无处安放。

Reported:

````markdown
# Guide

Text.

# Another title

Text.
````

Instead:

````markdown
# Guide

Text.

## Another section

Text.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark at each after the first."""
    seen = False
    for heading in page.headings:
        if heading.level != 1 or not heading.title or heading.accidental:
            continue
        # So far in, it is part of a container, or of the paragraph above.
        if page.scan.indents[heading.line] >= _INSIDE:
            continue
        if not seen:
            seen = True
        else:
            yield Remark(
                heading.span,
                Words("Unexpected second title, expected one on a page", "出现第二个一级标题，一页应只有一个"),
                Words("Make it a section: write ##.", "改作小节：写作 ##。"),
                () if heading.setext else replace(heading.span.start, heading.span.start, "#"),
                safe=False,
            )


_INSIDE = 4


RULE = Rule(
    "heading-title",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("heading-no-space", "list-indent", "residue-header", "heading-setext", "residue-duplicate"),
)

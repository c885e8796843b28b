"""A heading that skips a level: `##` followed by `####`.

The outline of the page gets a hole; readers who jump from heading to heading, by screen reader or by the table of
contents, look for the level that is not there.

标题跳级：`##` 之下直接用 `####`。

页面的目录因此缺了一层；靠目录或读屏软件浏览的读者会去找那个不存在的层级。

Reported:

````markdown
# Guide

## Setup

#### Windows

Run the installer.
````

Instead:

````markdown
# Guide

## Setup

### Windows

Run the installer.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a heading that skips."""
    before = 0
    titled = False
    for heading in page.headings:
        if heading.accidental or heading.level == 1 and titled:
            continue
        titled = titled or heading.level == 1
        if before and heading.level > before + 1:
            wanted = before + 1
            signs = "#" * (wanted - page.dialect.base_level + 1)
            yield Remark(
                heading.span,
                Words(
                    f"Unexpected heading of level {heading.level} under one of level {before}, expected level {wanted}",
                    f"{before} 级标题之下出现 {heading.level} 级标题，应为 {wanted} 级",
                ),
                Words(f"Write {signs}.", f"写作 {signs}。"),
                () if heading.setext else replace(heading.span.start, heading.span.start + heading.depth, signs),
                safe=False,
            )
        before = heading.level


RULE = Rule(
    "heading-jump",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("heading-no-space", "list-indent", "residue-placeholder", "residue-prompt", "heading-empty"),
)

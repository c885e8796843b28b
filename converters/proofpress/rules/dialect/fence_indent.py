"""A fence inside a list item that is not indented by four spaces.

The site's parser takes the fence out of the list: the list ends, its numbers start again,
and the code stands at the margin.

列表项里的代码围栏没有缩进四格。

站点的解析器会把它移出列表：列表在此断开，编号重新开始，代码贴在页边。

Reported:

````markdown
1. Install it

   ```bash
   pip install torch
   ```

2. Run it
````

Instead:

````markdown
1. Install it

    ```bash
    pip install torch
    ```

2. Run it
````

Reported:

````markdown
1. ```bash
   pip install torch
   ```
````

Instead:

````markdown
1. 安装：

    ```bash
    pip install torch
    ```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import EntryTrouble, FenceTrouble
from proofpress.rules.dialect.list_indent import reindent
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a list, at its first fence that the site moves."""
    for trouble in page.troubled(EntryTrouble, "fence"):
        given = trouble.entry.column - trouble.entry.parent
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected fence {given} space{'s' if given > 1 else ''} in from its list item, expected 4",
                f"列表项里的围栏缩进了 {given} 格，应缩进 4 格",
            ),
            Words("Indent the fence and its content by four spaces.", "把围栏连同其内容缩进四格。"),
            reindent(page, trouble.run),
        )

    entries = {entry.line for run in page.list_runs for entry in run.entries if entry.what == "fence"}
    for fault in page.troubled(FenceTrouble, *_SAID):
        if fault.what != "shallow" or fault.fence.first not in entries:
            yield Remark(fault.span, *_SAID[fault.what])


_SAID: dict[str, tuple[Words, Words]] = {
    "left": (
        Words(
            "Unexpected line further out than its fence, which ends it: the site prints its marks",
            "代码块里有一行比围栏缩进得少，站点会把围栏印出来",
        ),
        Words(
            "Indent all its lines, the closing fence too, as far as the first.",
            "把各行连同收尾的围栏缩进到与开头一致。",
        ),
    ),
    "shallow": (
        Words(
            "Unexpected fence further out than the body of its container, expected four spaces before it",
            "围栏比所在容器的正文缩进得少，应缩进四格",
        ),
        Words("Indent the fence and its content by four spaces.", "把围栏连同其内容缩进四格。"),
    ),
    "unread": (
        Words(
            "Unexpected fence that is indented, which fenced_code does not read: the site prints its marks",
            "fenced_code 不认识缩进的围栏，站点会把围栏印出来",
        ),
        Words("Turn on pymdownx.superfences, or indent the code.", "启用 pymdownx.superfences，或只缩进代码。"),
    ),
    "behind": (
        Words(
            "Unexpected fence on the line of an item's mark, expected one of its own: the site prints its marks",
            "围栏写在列表标记的同一行，站点会把围栏印出来，应另起一行",
        ),
        Words(
            "Put it on a line of its own, indented by four spaces, under a few words.",
            "在列表标记后写一句话，围栏另起一行，缩进四格。",
        ),
    ),
}


RULE = Rule("fence-indent", ERROR, check, fix="safe")

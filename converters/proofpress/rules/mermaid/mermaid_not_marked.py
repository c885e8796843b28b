"""A diagram in a fence without its language.

Readers see its source. The fence must say `mermaid`.

图的围栏没有写语言。

读者看到的是源码。围栏上要写 `mermaid`。

Reported:

````markdown
```
flowchart LR
    A --> B
```
````

Instead:

````markdown
```mermaid
flowchart LR
    A --> B
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.engines.mends import head
from proofpress.engines.mermaid import names
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_PLAIN = regex(
    r"(?:graph|flowchart)[ \t]+(?:TB|TD|BT|RL|LR)\b|(?:graph|flowchart|pie|block|info|packet|timeline|journey"
    r"|kanban|sankey)\b(?!-beta)"
)


_SHAPE = regex(r"^[ \t]*(?:\"[^\"\n]+\"[ \t]*:[ \t]*\d|(?:title|section)[ \t]+\S)", re.M)
"""A line of a chart: `"part" : 12`, `title …`, `section …`."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a fence."""
    for fence in page.fences:
        if fence.text.strip() or not fence.closed:
            continue
        text = page.fence_source(fence).text
        at, word = head(text)
        if word not in names():
            continue
        plain = _PLAIN.match(text, at)
        if plain and " " not in plain[0] and "\t" not in plain[0] and not _SHAPE.search(text, at):
            continue
        start = page.text.index(fence.marker, page.scan.starts[fence.first])
        yield Remark(
            Span(start, start + len(fence.marker)),
            Words(
                "Unexpected diagram in a fence without a language, expected mermaid after the fence",
                "图的围栏没有写语言，应为 mermaid",
            ),
            Words(f"Write {fence.marker}mermaid.", f"写作 {fence.marker}mermaid。"),
            replace(start + len(fence.marker), start + len(fence.marker), "mermaid"),
        )


RULE = Rule("mermaid-not-marked", WARNING, check, fix="safe")

"""Two elements of a page that their author gave one id.

A link to it leads to the first of them, whichever was meant.

作者给同一页的两个元素取了同一个 id。

指向它的链接只会到第一个，无论想去哪一个。

Reported:

````markdown
## Memory {#mem}

How it is laid out.

## Ownership {#mem}

Who frees it.
````

Instead:

````markdown
## Memory {#mem}

How it is laid out.

## Ownership {#owner}

Who frees it.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.outline import HTML_ID
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark at each but the first."""
    given = [(heading.span, heading.id) for heading in page.headings if heading.id]
    if "<" in page.prose:
        given += [(Span(*found.span()), found[1]) for found in HTML_ID.finditer(page.prose)]
    seen: set[str] = set()
    for span, name in sorted(given):
        if name in seen:
            yield Remark(
                span,
                Words(f"Unexpected second id {name!r} on this page, expected one", f"本页的 id“{name}”用了两次"),
                Words("Give one of them a name of its own.", "给其中一个另取名字。"),
            )
        seen.add(name)


RULE = Rule("id-duplicate", WARNING, check)

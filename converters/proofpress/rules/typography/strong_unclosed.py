"""Bold text that is opened and never closed.

The two asterisks are printed.

粗体有头无尾。

两个星号会原样印出来。

Reported:

````markdown
**Note this is important.
````

Instead:

````markdown
**Note** this is important.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.rules.typography._strong import strongs


def check(page: Page) -> Iterator[Remark]:
    """One remark at the lone asterisks."""
    for strong in strongs(page):
        if strong.closer is None:
            yield Remark(
                strong.span,
                Words(
                    "Unexpected lone **, expected a second one in the paragraph", "** 只有一个，段内应有另一个与之成对"
                ),
                Words(
                    "Close the bold text, or write \\*\\* where asterisks are meant.",
                    "补上收尾的 **；若就是星号，写作 \\*\\*。",
                ),
            )


RULE = Rule("strong-unclosed", ERROR, check, gives_way=("strong-spaces", "residue-truncated"))

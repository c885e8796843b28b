"""A link by label, `[text][label]`, whose label is defined nowhere.

The brackets are printed.

引用式链接 `[文字][标签]` 的标签没有定义。

方括号会原样印出来。

Reported:

````markdown
See [the manual][docs].
````

Instead:

````markdown
See [the manual][docs].

[docs]: https://example.com/docs
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    known = {d.label for d in page.links.definitions}
    for reference in page.links.references:
        text = page.text[reference.text.start : reference.text.end]
        if reference.label in known or not text.strip() or re.fullmatch(r"[\d\s,^*:-]*", reference.label):
            continue
        if re.fullmatch(r"[\w-]", reference.label) or re.match(
            r"[A-Za-z0-9_\])]", page.text[reference.span.start - 1 : reference.span.start]
        ):
            continue
        yield Remark(
            reference.span,
            Words(
                f"Unexpected label {reference.label!r}, expected one that is defined",
                f"标签“{reference.label}”没有定义",
            ),
            Words(
                f"Add a line `[{reference.label}]: address`, or write the address in parentheses.",
                f"加一行 `[{reference.label}]: 地址`，或把地址写进圆括号。",
            ),
        )


RULE = Rule("reference-undefined", ERROR, check, gives_way=("citation-undefined", "citation-no-list"))

"""A formula with nothing in it.

空公式。

Reported:

````markdown
The result:

$$

$$

That is all.
````

Instead:

````markdown
The result:

That is all.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace

_LINE_END = re.compile(r"[ \t]*+\n\n?")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula."""
    for formula in page.formulas:
        if formula.trouble or page.text[formula.inner.start : formula.inner.end].strip(" \t\n>"):
            continue
        start, end = formula.span
        tail = _LINE_END.match(page.text, end)
        yield Remark(
            formula.span,
            Words("Unexpected formula without content, expected TeX", "公式是空的"),
            Words("Put the formula in, or remove the delimiters.", "补上公式，或删去定界符。"),
            replace(start, tail.end() if tail and page.scan.starts_line(start) else end, ""),
        )


RULE = Rule("math-empty", WARNING, check, fix="safe")

"""A blank line inside a display formula.

It ends the block: both halves are printed with their dollars.

块级公式内有空行。

空行会结束这一块：上下两半都会连同美元符号原样印出来。

Reported:

````markdown
$$
a = b

+ c
$$
````

Instead:

````markdown
$$
a = b
+ c
$$
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_BLANK = re.compile(r"\n(?:[ \t>]*\n)+")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, at its first blank line."""
    for formula in page.formulas:
        if (
            not formula.display
            or formula.trouble
            or not page.text[formula.inner.start : formula.inner.end].strip(" \t\n>")
        ):
            continue
        found = list(_BLANK.finditer(page.text, formula.inner.start, formula.inner.end))
        if found:
            first = found[0]
            yield Remark(
                Span(first.start() + 1, first.end()),
                Words("Unexpected blank line inside a formula, expected none", "公式内不应有空行"),
                Words("Remove it, or write % on it.", "删去空行。"),
                tuple(Edit(Span(*m.span()), "\n") for m in found),
            )


RULE = Rule("math-blank-line", ERROR, check, fix="safe", gives_way=("math-environment",))

"""Spaces between a formula and its dollars: `$ x $`.

The site reads dollars with a space inside as money: they are printed, and the formula is not set.

公式与美元符号之间有空格：`$ x $`。

站点会把带空格的美元符号当作钱数：符号原样印出，公式不会排版。

Reported:

````markdown
It takes $ O(n \\log n) $ steps.
````

Instead:

````markdown
It takes $O(n \\log n)$ steps.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.tex import is_balanced
from proofpress.finding import Words
from proofpress.markdown.trouble import FormulaTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula."""
    for trouble in page.troubled(FormulaTrouble, "spaced"):
        start, end = trouble.formula.inner
        inner = page.text[start:end].strip()
        yield Remark(
            trouble.span,
            Words("Unexpected space inside the dollars, expected none", "美元符号内侧不应有空格"),
            Words(f"Write ${inner}$.", f"写作 ${inner}$。"),
            replace(start, end, inner),
            safe=is_balanced(inner),
        )


RULE = Rule("math-dollar-space", ERROR, check, fix="safe", left=True)

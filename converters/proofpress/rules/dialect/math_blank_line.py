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

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.trouble import FormulaTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_BLANK = regex(r"\n(?:[ \t>]*\n)+")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, at its first blank line."""
    for trouble in page.troubled(FormulaTrouble, "blank"):
        yield Remark(
            trouble.span,
            Words("Unexpected blank line inside a formula, expected none", "公式内不应有空行"),
            Words("Remove it, or write % on it.", "删去空行。"),
            tuple(Edit(Span(*m.span()), "\n") for m in _BLANK.finditer(page.text, *trouble.formula.inner)),
        )


RULE = Rule("math-blank-line", ERROR, check, fix="safe", gives_way=("math-environment",))

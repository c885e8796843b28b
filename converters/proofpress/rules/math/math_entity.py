"""HTML entities inside a formula: `&lt;`, `&amp;`.

TeX sees an ampersand and letters: the formula fails, or shows them.

公式里的 HTML 实体：`&lt;`、`&amp;`。

在 TeX 看来是与号加字母：公式出错，或原样显示。

Reported:

````markdown
Where $a &lt; b$ holds.
````

Instead:

````markdown
Where $a < b$ holds.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.rules._math import ENTITY, plain_sign
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, with the edits for all."""
    for formula in page.formulas:
        found = list(ENTITY.finditer(page.text, formula.inner.start, formula.inner.end))
        if found:
            yield Remark(
                Span(*found[0].span()),
                Words(
                    f"Unexpected {found[0][0]} in a formula, expected {plain_sign(found[0][0])!r}",
                    f"公式里出现 {found[0][0]}，应为“{plain_sign(found[0][0])}”",
                ),
                Words("Write the character itself.", "写成字符本身。"),
                tuple(Edit(Span(*m.span()), plain_sign(m[0])) for m in found),
            )


RULE = Rule("math-entity", ERROR, check, fix="safe", gives_way=("math-unbalanced-delimiter", "math-swallowed"))

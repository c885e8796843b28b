"""Full-width punctuation or digits inside a formula.

They come from an input method; the spacing around them is wrong, and engines warn or fail.
Inside `\\text{…}` they are fine.

公式里的全角标点或数字。

由输入法带入，排出来间距不对，有的引擎还会报错。写在 `\\text{…}` 里则没有问题。

Reported:

````markdown
The function $f(x， y)$ grows.
````

Instead:

````markdown
The function $f(x, y)$ grows.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.tex import PLAIN_SIGNS, WIDE_SIGN, outside_text, plain_sign
from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, with the edits for all."""
    if page.text.isascii():
        return
    for formula in page.formulas:
        if formula.trouble == "unclosed":
            continue
        view = outside_text(page.text[formula.inner.start : formula.inner.end])
        found = list(WIDE_SIGN.finditer(view))
        if not found:
            continue
        at = formula.inner.start
        first = found[0]
        yield Remark(
            Span(at + first.start(), at + first.end()),
            Words(
                f"Unexpected full-width {first[0]!r} in a formula, expected {PLAIN_SIGNS[first[0]]!r}",
                f"公式里出现全角“{first[0]}”，应为“{PLAIN_SIGNS[first[0]]}”",
            ),
            Words("Write the plain character, or put words into \\text{…}.", "改用半角；若是文字，放进 \\text{…}。"),
            tuple(Edit(Span(at + m.start(), at + m.end()), plain_sign(view, m)) for m in found),
        )


RULE = Rule("math-fullwidth", WARNING, check, fix="safe", gives_way=("math-swallowed",))

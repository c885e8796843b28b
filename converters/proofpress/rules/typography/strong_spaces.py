"""Spaces between bold text and its asterisks: `** x **`.

The asterisks are printed and nothing is bold.

粗体文字与星号之间有空格：`** x **`。

星号会原样印出来，文字不会变粗。

Reported:

````markdown
The ** main result ** follows.
````

Instead:

````markdown
The **main result** follows.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, leading_sign
from proofpress.rules.typography._strong import strongs
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a pair."""
    for strong in strongs(page):
        if strong.spaced and strong.closer is not None:
            low, high = strong.opener + 2, strong.closer
            left, right = low, high
            while page.text[left] in " \t\u3000\xa0":
                left += 1
            while page.text[right - 1] in " \t\u3000\xa0":
                right -= 1
            edits = tuple(Edit(Span(a, b), "") for a, b in ((low, left), (right, high)) if b > a)
            yield Remark(
                strong.span,
                Words("Unexpected space between ** and its text, expected none", "** 与文字之间不应有空格"),
                Words("Remove the spaces inside the asterisks.", "删去星号内侧的空格。"),
                edits,
            )


RULE = Rule("strong-spaces", ERROR, check, fix="safe", sign=leading_sign)

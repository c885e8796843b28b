"""Spaces between bold text and its asterisks: `** x **`.

The asterisks are printed and nothing is bold. A power, a glob, and asterisks that a sentence speaks of are meant as
they are.

粗体文字与星号之间有空格：`** x **`。

星号会原样印出来，文字不会变粗。乘方、通配符，以及句子里谈到的星号本身不在此列。

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
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, leading_sign
from proofpress.rules.typography._strong import is_meant, is_named, strongs
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a pair."""
    for strong in strongs(page):
        if strong.spaced and strong.closer is not None and not is_meant(page.text, strong):
            named = is_named(page.text, strong)
            yield Remark(
                strong.span,
                Words("Unexpected space between ** and its text, expected none", "** 与文字之间不应有空格"),
                Words("Remove the spaces inside the asterisks.", "删去星号内侧的空格。"),
                _edits(page, strong.opener, strong.closer),
                safe=not named,
                severity=WARNING if named else None,
            )


_SPACES = " \t\u3000\xa0"


def _edits(page: Page, opener: int, closer: int) -> tuple[Edit, ...]:
    """Without the spaces inside; they go outside where the site reads no bold text inside a word."""
    text, low, high = page.text, opener + 2, closer
    left, right = low, high
    while text[left] in _SPACES:
        left += 1
    while text[right - 1] in _SPACES:
        right -= 1
    edits = [Edit(Span(a, b), "") for a, b in ((low, left), (right, high)) if b > a]
    if page.dialect.smart_strong:
        sides = (opener, text[max(0, opener - 1) : opener]), (closer + 2, text[closer + 2 : closer + 3])
        edits += [Edit(Span(at, at), " ") for at, sign in sides if sign.isalnum()]
    return tuple(sorted(edits, key=lambda edit: edit.span))


RULE = Rule("strong-spaces", ERROR, check, fix="safe", sign=leading_sign)

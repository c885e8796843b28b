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
from html import unescape

from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_ENTITY = regex(
    "(?:&amp;)*&(?:amp;)?(?:lt|gt|le|ge|leq|geq|ne|amp|quot|apos|nbsp|ensp|emsp|thinsp|minus|times|divide"
    "|plusmn|middot|sdot|infin|sum|prod|radic|int|part|nabla|isin|notin|sub|sube|sup|cap|cup|and|or|not"
    "|forall|exist|empty|rarr|larr|rArr|lArr|hArr|harr|approx|asymp|equiv|cong|sim|prop|prime|hellip|deg"
    "|alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|rho|sigma|tau|phi|omega|ldquo|rdquo|lsquo|rsquo|ndash"
    r"|mdash|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, with the edits for all."""
    for formula in page.formulas:
        found = list(_ENTITY.finditer(page.text, formula.inner.start, formula.inner.end))
        if found:
            yield Remark(
                Span(*found[0].span()),
                Words(
                    f"Unexpected {found[0][0]} in a formula, expected {_plain(found[0][0])!r}",
                    f"公式里出现 {found[0][0]}，应为“{_plain(found[0][0])}”",
                ),
                Words("Write the character itself.", "写成字符本身。"),
                tuple(Edit(Span(*m.span()), _plain(m[0])) for m in found),
            )


def _plain(entity: str) -> str:
    return unescape(unescape(entity)).replace("\xa0", " ")


RULE = Rule("math-entity", ERROR, check, fix="safe", gives_way=("math-unbalanced-delimiter", "math-swallowed"))

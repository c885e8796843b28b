"""Escapes of Markdown left in a formula: `u\\_i`, `a \\* b`.

A converter protected the characters from Markdown. In TeX `\\_` is a printed underscore,
so the index is not set as one.

公式里残留的 Markdown 转义：`u\\_i`、`a \\* b`。

转换工具为避开 Markdown 加了反斜杠；在 TeX 里 `\\_` 是下划线本身，下标就不成下标了。

Reported:

````markdown
Each $u\\_i$ depends on $x$.
````

Instead:

````markdown
Each $u_i$ depends on $x$.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence.tex import outside_text
from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_ESCAPE = regex(
    r"(?<!\\)(?:\\\\)*?(\\_(?=[A-Za-z0-9{\\])|\\\*|\\\^(?=\{?[A-Za-z0-9\\]*\}?[^{A-Za-z])|\\~(?=[^{])"
    r"|\\(?=[\[\]]\S*\\_))"
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, with the edits for all."""
    for formula in page.formulas:
        text = page.text[formula.inner.start : formula.inner.end]
        if formula.trouble == "unclosed" or "\\_" not in text and "\\*" not in text:
            continue
        if formula.delimiter in page.dialect.drawn:
            # Markdown takes the backslash before the script sees the formula.
            continue
        view = outside_text(text)
        found = [m for m in _ESCAPE.finditer(view) if m[1] == "\\*" or m[1] == "\\_" and _is_index(view, m.start(1))]
        if not found:
            continue
        at = formula.inner.start
        yield Remark(
            Span(at + found[0].start(1), at + found[0].end(1)),
            Words(
                f"Unexpected escape {found[0][1]} in a formula, expected {found[0][1][1:]}",
                f"公式里残留转义 {found[0][1]}，应为 {found[0][1][1:]}",
            ),
            Words("Remove the backslash.", "删去反斜杠。"),
            tuple(Edit(Span(at + m.start(1), at + m.end(1)), m[1][1:]) for m in found),
            safe=False,
        )


_WORD = regex(r"[A-Za-z]{2}")


def _is_index(view: str, at: int) -> bool:
    """A name of several letters, such as `batch\\_size` or `d\\_out`, prints its underscore;
    a single letter or a brace takes an index."""
    if _WORD.match(view, at + 2):
        return False
    before = re.search(r"(?<![A-Za-z])[A-Za-z]++$", view[:at])
    if before is None:
        return view[at - 1 : at] in "})]'0123456789"
    command = view[before.start() - 1 : before.start()] == "\\"
    return command or len(before[0]) == 1


RULE = Rule("math-escape", WARNING, check, fix="unsafe", gives_way=("math-unbalanced-delimiter",))

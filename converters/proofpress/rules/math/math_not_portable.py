"""A command that one engine knows and others do not: `\\require`, `\\label`, `\\unicode`.

Off unless asked for: on this site KaTeX leaves such commands out or prints them.

只有某个引擎认识的命令：`\\require`、`\\label`、`\\unicode`。

默认不检查：本站的 KaTeX 会略去这些命令，或原样显示。

Reported:

````markdown
$$
\\require{cancel} \\cancel{x}
$$
````

Instead:

````markdown
$$
\\cancel{x}
$$
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules._math import ELSEWHERE
from proofpress.rules.page import Page
from proofpress.rules.rule import INFO, Remark, Rule
from proofpress.source import Span

_COMMAND = regex(r"\\([A-Za-z]+)")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, at the first such command."""
    for formula in page.formulas:
        for found in _COMMAND.finditer(page.text, formula.inner.start, formula.inner.end):
            if found[1] in ELSEWHERE:
                yield Remark(
                    Span(*found.span()),
                    Words(f"Unexpected \\{found[1]}, which only some engines know", f"\\{found[1]} 只有部分引擎支持"),
                    Words("Write it in plain TeX where you can.", "尽可能改用通用的写法。"),
                )
                break


RULE = Rule("math-not-portable", INFO, check)

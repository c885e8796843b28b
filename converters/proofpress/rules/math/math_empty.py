"""A formula with nothing in it.

Where its delimiters touch each other or a text, or a blank line stands between them, the site reads no formula and
prints the dollars: an error. Elsewhere there is a gap in the page.

空公式。

定界符之间什么也没有，或有空行，或紧挨着文字，站点就不认作公式，把美元符号原样印出，这是错误；其余情形页面上只留下空白。

Reported:

````markdown
The result:

$$

$$

That is all.
````

Instead:

````markdown
The result:

That is all.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.displays import BLANK
from proofpress.markdown.trouble import FormulaTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, replace

_LINE_END = regex(r"[ \t]*+\n\n?")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula."""
    glued = {trouble.formula for trouble in page.troubled(FormulaTrouble, "glued")}
    for formula in page.formulas:
        inner = page.text[formula.inner.start : formula.inner.end]
        if formula.trouble or inner.strip(" \t\n>"):
            continue
        unread = not formula.coded and (not inner or BLANK.search(inner) or formula in glued)
        printed = unread and formula.delimiter not in page.dialect.drawn
        start, end = formula.span
        tail = _LINE_END.match(page.text, end)
        yield Remark(
            formula.span,
            Words("Unexpected formula without content, expected TeX", "公式是空的"),
            Words("Put the formula in, or remove the delimiters.", "补上公式，或删去定界符。"),
            replace(start, tail.end() if tail and page.scan.starts_line(start) else end, ""),
            severity=ERROR if printed else None,
        )


RULE = Rule("math-empty", WARNING, check, fix="safe")

"""A formula between delimiters that this site does not read.

`inline_syntax` and `block_syntax` of `pymdownx.arithmatex` say which are read: readers see all others, with the TeX
between them.

公式用了本站不识别的定界符。

`pymdownx.arithmatex` 的 `inline_syntax` 和 `block_syntax` 决定识别哪些定界符，其余的会连同 TeX 原样印出来。

Reported:

````markdown
Where $\\nabla f(x) = 0$ it is flat.
````

Instead:

````markdown
Where \\(\\nabla f(x) = 0\\) it is flat.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.formula import Formula
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_OPTIONS = {"$": "inline_syntax", r"\(": "inline_syntax", "$$": "block_syntax", r"\[": "block_syntax"}


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, on a site that reads formulas between other delimiters."""
    if not page.dialect.math:
        return
    for formula in page.unread_formulas:
        mark, option = formula.delimiter, _OPTIONS[formula.delimiter]
        opener, closer = _delimiters(page, formula)
        edits = (
            *replace(formula.span.start, formula.inner.start, opener),
            *replace(formula.inner.end, formula.span.end, closer),
        )
        yield Remark(
            formula.span,
            *_words(mark, option, opener, closer, page.dialect.math <= page.dialect.drawn),
            edits if opener else (),
            safe=False,
        )


def _words(mark: str, option: str, opener: str, closer: str, by_script: bool) -> tuple[Words, Words]:
    """What is said, and what helps; `by_script`: no extension reads formulas, but a script in the finished page."""
    if by_script:
        eaten = Words(
            f"Unexpected {mark} around a formula, whose backslash Markdown takes before the site's script sees it",
            f"公式两侧的 {mark} 会先被 Markdown 去掉反斜杠，站点的脚本认不出公式",
        )
        unread = Words(
            f"Unexpected {mark} around a formula, which the site's script does not look for",
            f"公式两侧的 {mark} 不在站点脚本查找的定界符之中",
        )
        return eaten if mark.startswith("\\") else unread, Words(
            "Turn on pymdownx.arithmatex in mkdocs.yml" + (f", or write {opener}…{closer}." if opener else "."),
            "在 mkdocs.yml 中启用 pymdownx.arithmatex" + (f"，或写作 {opener}…{closer}。" if opener else "。"),
        )
    return Words(
        f"Unexpected {mark} around a formula, which the `{option}` of pymdownx.arithmatex does not name",
        f"公式两侧的 {mark} 不在 pymdownx.arithmatex 的 `{option}` 之中",
    ), (
        Words(f"Write {opener}…{closer}, or name it there.", f"写作 {opener}…{closer}，或在那里补上。")
        if opener
        else Words("Name it there.", "在那里补上。")
    )


def _delimiters(page: Page, formula: Formula) -> tuple[str, str]:
    """Those that the site reads in the place of a formula."""
    alone = page.scan.fills_block(formula.span) or "\n" in page.text[formula.span.start : formula.span.end]
    return page.dialect.display_math if formula.display and alone else page.dialect.inline_math


def _sign(text: str, span: Span) -> str:
    """The dollars, which readers see; a backslash before a bracket is not printed."""
    return "$" if text[span.start] == "$" else ""


RULE = Rule("math-delimiter", WARNING, check, fix="unsafe", sign=_sign)

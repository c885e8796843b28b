r"""A formula of which Markdown takes signs before the script that sets it sees the page.

Without `pymdownx.arithmatex` a formula is text to Markdown: `\{` loses its backslash, a row's `\\` becomes one, and two
`*` or `_` are emphasis, behind which no script finds the formula. One remark a page, with how many there are.

公式里的符号被 Markdown 吃掉，排公式的脚本看到的已不是原来的公式。

没有启用 `pymdownx.arithmatex` 时，公式对 Markdown 来说只是文字：`\{` 失去反斜杠，换行的 `\\` 只剩一个，成对的 `*` 或
`_` 变成强调，脚本便认不出公式。每页只报一次，注明处数。

Reported:

````markdown
The set $\{1, 2\}$ is finite.
````

Instead:

````markdown
The set $\lbrace 1, 2 \rbrace$ is finite.
````

Reported:

````markdown
设 $x^*$ 与 $y^*$ 为最优解。
````

Instead:

````markdown
设 $x^\ast$ 与 $y^\ast$ 为最优解。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.formula import Formula
from proofpress.regex import regex
from proofpress.rules.built import Built
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_PAIR = regex(r"\\(?:\\{3}|(?P<meant>[{}!>#|]|\\(?=[\s&\d+\[$-]))|[\s\S])")
"""A backslash and what it stands before; `meant` are those that nobody writes for Markdown's sake, as `\\_`, `\\*` and
those of `\\\\{` and `\\\\\\\\` may be."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a page, at its first formula that is another by then."""
    docs = page.site.docs(page.source.name)
    if docs is None or docs.rewritten or not (signs := page.set_by_script):
        return
    eaten = [*_eaten(page, [f for f in page.formulas if f.delimiter in signs and not f.trouble])]
    if not eaten:
        return
    mark, more = page.text[eaten[0].start : eaten[0].end], len(eaten)
    safe = mark * 2 if mark == "\\\\" else f"\\{mark}"
    yield Remark(
        eaten[0],
        Words(
            f"Unexpected {mark} in a formula, which Markdown takes before the site's script sees it"
            + (f" ({more} on this page)" if more > 1 else ""),
            f"公式里的 {mark} 会先被 Markdown 吃掉，站点的脚本看不到它" + (f"（本页共 {more} 处）" if more > 1 else ""),
        ),
        Words(
            f"Turn on pymdownx.arithmatex in mkdocs.yml, which keeps formulas from Markdown, or write {safe} here.",
            f"在 mkdocs.yml 中启用 pymdownx.arithmatex，公式便不受 Markdown 影响；或在这里写作 {safe}。",
        ),
    )


def _eaten(page: Page, formulas: list[Formula]) -> Iterator[Span]:
    """The first sign that each formula loses, by the page that the site makes."""
    bare: dict[str, Built] = {}
    for formula in formulas:
        start, text = formula.span.start, page.text[formula.span.start : formula.span.end]
        meant = next((found for found in _PAIR.finditer(text) if found["meant"]), None)
        if meant is None and "*" not in text and "_" not in text or (built := page.built) is None:
            continue
        written = page.written(formula.span)
        left = page.unescaped(written)
        if built.shows_lines(written):
            continue
        if built.shows_lines(left):
            if meant is not None:
                yield Span(start + meant.start(), start + meant.end())
            continue
        for marks in ("*", "_", "*_"):
            at = min((place for mark in marks if (place := text.find(mark)) >= 0), default=-1)
            if marks not in bare:
                bare[marks] = built._replace(printed=_without(built.printed, marks))
            if at >= 0 and bare[marks].shows_lines(_without(left, marks)):
                yield Span(start + at, start + at + 1)
                break


def _without(text: str, marks: str) -> str:
    return text.translate(dict.fromkeys(map(ord, marks)))


RULE = Rule("math-eaten", ERROR, check, across=True)

"""A formula whose opening or closing delimiter is missing.

The dollars are printed, or a whole sentence is set as a formula, up to the next dollar.

公式少了开头或结尾的定界符。

美元符号会原样印出来，或者直到下一个美元符号为止的整句话都被当作公式。

Reported:

````markdown
It takes $O(n \\log n) steps.
````

Instead:

````markdown
It takes $O(n \\log n)$ steps.
````

Reported:

````markdown
$$
E = mc^2

以上即质能方程。
````

Instead:

````markdown
$$
E = mc^2
$$

以上即质能方程。
````

Reported:

````markdown
The sum is $\\text{odd for all $n$}$.
````

Instead:

````markdown
The sum is $\\text{odd for all \\(n\\)}$.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.tex import Look, is_tex
from proofpress.finding import Words
from proofpress.markdown.trouble import FormulaTrouble
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_PARTNER = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}


def check(page: Page) -> Iterator[Remark]:
    """One remark at the delimiter that stands alone, or ends its formula too early."""
    for trouble in page.troubled(FormulaTrouble, "nested"):
        if trouble.formula.delimiter not in page.dialect.drawn:  # Scripts count braces.
            yield Remark(
                trouble.span,
                Words(
                    "Unexpected $ in the text of a formula, which ends the formula for the site",
                    "公式的文字里又有 $，站点会把它当作公式的结尾",
                ),
                Words(
                    "Write \\( … \\) in the text, or end the text before it.",
                    "文字里改用 \\( … \\)，或在它之前结束文字。",
                ),
            )
    for trouble in page.troubled(FormulaTrouble, "unclosed"):
        formula = trouble.formula
        start, end = trouble.span
        doubtful = formula.delimiter in page.dialect.drawn or "$$$" in page.text[max(0, start - 1) : end + 1]
        if doubtful and not is_tex(page.text[formula.inner.start : formula.inner.end], Look.SCRIPT):
            continue
        opens, mark = trouble.span.start == formula.span.start, formula.delimiter
        partner = _PARTNER[mark] if opens else mark
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected {mark} without its partner, expected {partner} {'after' if opens else 'before'} "
                "the formula",
                f"{mark} 没有成对，公式{'之后' if opens else '之前'}应有 {partner}",
            ),
            Words(
                f"Put {partner} where the formula {'ends' if opens else 'begins'}; write \\$ where money is meant.",
                f"在公式{'结束' if opens else '开始'}处补上 {partner}；若指钱数，写作 \\$。",
            ),
            severity=WARNING if opens and _is_bare(page.text, formula.inner) else None,
        )


def _is_bare(text: str, inner: Span) -> bool:
    """Whether a lone dollar has a letter behind it and no sign of TeX: it may be a variable of PHP or Perl."""
    return _LETTER.match(text, *inner) is not None and _TEX.search(text, *inner) is None


_LETTER = regex(r"[A-Za-z]\w?(?!\w)(?!\()")
_TEX = regex(r"[\\^_={}<>+*/]")


RULE = Rule("math-unbalanced-delimiter", ERROR, check)

"""A formula that KaTeX cannot read.

A brace too few or too many, two indices on one letter, `\\left` without `\\right`, an `&` outside of an alignment. The
page shows the source in red.

KaTeX 读不懂的公式。

花括号多了或少了、同一个字母有两个下标、`\\left` 没有 `\\right`、对齐环境之外的 `&`。页面上会显示红色的源码。

Reported:

````markdown
The ratio is $\\frac{a}{b$ here.
````

Instead:

````markdown
The ratio is $\\frac{a}{b}$ here.
````

Reported:

````markdown
下标写了两次：$x_1_2$。
````

Instead:

````markdown
下标写了两次：$x_{1,2}$。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.rules._math import COLOUR, TexTrouble, read_by_mathjax
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_SAID: tuple[tuple[str, Words, Words], ...] = (
    (
        r"with no arguments as (sub|super)script",
        Words("Unexpected command as a {0}script, expected it in braces", "上标或下标里的命令应放进花括号"),
        Words(
            "Put it and what it is given into braces: x_{\\boldsymbol{a}}.",
            "把命令连同参数放进花括号：x_{\\boldsymbol{a}}。",
        ),
    ),
    (
        r"Double (sub|super)script",
        Words("Unexpected second {0}script, expected one", "同一处出现两个上标或下标"),
        Words("Put both into one pair of braces: x_{a,b}.", "把两者放进一对花括号：x_{a,b}。"),
    ),
    (
        r"Expected '\\right'|Expected.*\\right",
        Words("Unexpected end of \\left, expected \\right", "\\left 没有对应的 \\right"),
        Words(
            "Add \\right with its delimiter, or \\right. for none.", "补上带定界符的 \\right；若右边没有，写 \\right.。"
        ),
    ),
    (
        r"(?:Expected 'EOF', got|got) '\\right'|\\right.*without",
        Words("Unexpected \\right, expected \\left before it", "\\right 之前没有 \\left"),
        Words("Add \\left, or remove \\right.", "补上 \\left，或删去 \\right。"),
    ),
    (
        r"Expected 'EOF', got '\}'",
        Words("Unexpected }, expected { before it", "多余的 }，前面没有对应的 {"),
        Words("Remove it, or open it before.", "删去，或在前面补上 {。"),
    ),
    (
        r"Expected '\}', got 'EOF'|Unexpected end of input|Expected.*got 'EOF'|expected.*group",
        Words("Unexpected end of the formula, expected }", "公式结束时还缺少 }"),
        Words("Close the brace.", "补上花括号。"),
    ),
    (
        r"Expected 'EOF', got '&'|'&'",
        Words("Unexpected &, expected it only inside an alignment", "& 只能用在对齐环境里"),
        Words(
            "Put the lines between \\begin{aligned} and \\end{aligned}, or write \\&.",
            "放进 \\begin{aligned} … \\end{aligned}；若指字符，写作 \\&。",
        ),
    ),
    (r"got '#'|'#'", Words("Unexpected #, expected \\#", "# 应写作 \\#"), Words("Write \\#.", "写作 \\#。")),
    (
        r"got '(.+?)'",
        Words("Unexpected {0} in the formula", "公式里出现多余的 {0}"),
        Words("Mend what stands before it.", "请检查它之前的部分。"),
    ),
)


_COLOURED = (
    Words("Unexpected command as a colour, expected its name in braces", "颜色应是花括号里的名称，不是命令"),
    Words("Write \\textcolor{red}{…}.", "写作 \\textcolor{red}{…}。"),
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, and one for what a comment swallows."""
    yield from _comments(page)
    for trouble in page.tex_troubles:
        if not trouble.macro and not trouble.environment:
            tex = page.text[trouble.formula.inner.start : trouble.formula.inner.end]
            message, help_ = _COLOURED if COLOUR.search(tex) else said(trouble)
            yield Remark(trouble.span, message, help_, detail=f"KaTeX: {trouble.message}")


def _comments(page: Page) -> Iterator[Remark]:
    """A bare % hides the rest of its line: behind a number none is meant as a comment."""
    for formula in page.formulas:
        tex = page.text[formula.inner.start : formula.inner.end]
        if "%" not in tex or formula.trouble:
            continue
        tex = read_by_mathjax(tex) if page.dialect.mathjax else tex
        found = next((one for one in re.finditer(r"\\[\s\S]|(%)", tex) if one[1]), None)
        if found is None:
            continue
        at = found.start()
        start = formula.inner.start + at
        if not tex[:at].rstrip(" ")[-1:].isdigit() or page.in_running_text(Span(start, start + 1)):
            continue
        yield Remark(
            Span(start, start + 1),
            Words("Unexpected %, which hides the rest of the line, expected \\%", "% 会隐去它之后的内容，应写作 \\%"),
            Words("Write \\%.", "写作 \\%。"),
            (Edit(Span(start, start), "\\"),),
            safe=False,
            severity=WARNING,
        )


def said(trouble: TexTrouble) -> tuple[Words, Words]:
    """KaTeX's message in plain words."""
    for pattern, message, help_ in _SAID:
        if found := re.search(pattern, trouble.message):
            return (Words(*(m.format(*found.groups()) for m in message)) if found.groups() else message), help_
    return Words("Unexpected TeX, expected a formula that KaTeX can read", "KaTeX 读不懂此处的公式"), Words(
        "Mend it as the detail says.", "请按详情改正。"
    )


RULE = Rule(
    "math-syntax",
    ERROR,
    check,
    fix="unsafe",
    gives_way=(
        "math-unbalanced-delimiter",
        "math-swallowed",
        "math-entity",
        "math-escape",
        "math-blank-line",
        "math-fullwidth",
        "encoding",
        "residue-think",
        "math-empty",
    ),
)

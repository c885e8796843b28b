"""`\\begin` and `\\end` that do not match, or an environment that is never closed.

`\\begin` 与 `\\end` 不匹配，或环境没有结束。

Reported:

````markdown
$$
\\begin{bmatrix} a & b \\end{aligned}
$$
````

Instead:

````markdown
$$
\\begin{bmatrix} a & b \\end{bmatrix}
$$
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.engines.mathjax import OWN_ENVIRONMENTS
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule

_NAMED = regex(r"\\(begin|end)\s*\{([^{}\n]*)\}")


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula."""
    for trouble in page.tex_troubles:
        tex = page.text[trouble.formula.inner.start : trouble.formula.inner.end]
        fault, mathjax = _fault(tex), page.dialect.mathjax
        if fault is None and not trouble.environment or trouble.macro:
            continue
        if fault is None and mathjax and trouble.unknown in OWN_ENVIRONMENTS:
            continue
        engine = "MathJax" if mathjax and trouble.unknown else trouble.engine
        message, help_ = fault or (
            Words(f"Unexpected environment, expected one that {engine} knows", f"{engine} 不认识这个环境"),
            Words(
                "Use aligned, gathered, cases, array or one of the matrices.",
                "可用 aligned、gathered、cases、array 或各种 matrix。",
            ),
        )
        weight = WARNING if fault is None and mathjax and trouble.engine == "KaTeX" else None
        yield Remark(trouble.span, message, help_, detail=f"{engine}: {trouble.message}", severity=weight)


def _fault(tex: str) -> tuple[Words, Words] | None:
    """What is wrong with the nesting of environments."""
    open_: list[str] = []
    for which, name in _NAMED.findall(tex):
        if which == "begin":
            open_.append(name)
        elif not open_:
            return (
                Words(
                    f"Unexpected \\end{{{name}}}, expected \\begin{{{name}}} before it",
                    f"\\end{{{name}}} 之前没有 \\begin{{{name}}}",
                ),
                Words("Add the beginning, or remove the end.", "补上开头，或删去结尾。"),
            )
        elif (last := open_.pop()) != name:
            return (
                Words(
                    f"Unexpected \\end{{{name}}}, expected \\end{{{last}}}",
                    f"出现 \\end{{{name}}}，应为 \\end{{{last}}}",
                ),
                Words(f"Write \\end{{{last}}}, or mend the beginning.", f"写作 \\end{{{last}}}，或改正开头。"),
            )
    if open_:
        return (
            Words(
                f"Unexpected end of the formula, expected \\end{{{open_[-1]}}}",
                f"公式结束时还缺少 \\end{{{open_[-1]}}}",
            ),
            Words(f"Add \\end{{{open_[-1]}}}.", f"补上 \\end{{{open_[-1]}}}。"),
        )
    return None


RULE = Rule(
    "math-environment", ERROR, check, gives_way=("math-unbalanced-delimiter", "math-entity", "math-unknown-macro")
)

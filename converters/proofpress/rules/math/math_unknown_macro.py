"""A TeX command that the engine of the page does not know.

The page shows the command in red. Mostly it is misspelt; where it is the author's own, define it in the formula, or
where the site's script sets up MathJax or KaTeX: what stands there under `macros` is known here too. On a site whose
script loads MathJax, commands that only KaTeX knows (`\\Rho`, `\\degree`) are told as well, and the commands of the
packages that it loads (`physics`, `mathtools`) are known; where it loads others, or is not in the site, none is told.

页面的公式引擎不认识的命令。

页面上会显示红色的命令。多半是拼写有误；若是自定义的命令，请在公式里定义，或在站点设置 MathJax、KaTeX 的脚本里定义：
写在 `macros` 里的，这里也认识。站点的脚本加载 MathJax 时，只有 KaTeX 认识的命令（`\\Rho`、`\\degree`）也会指出，
它加载的命令包（`physics`、`mathtools` 等）里的命令也认识；加载了别的命令包、或脚本不在站点里时，不作判断。

Reported:

````markdown
It takes $O(n \\logg n)$ steps.
````

Instead:

````markdown
It takes $O(n \\log n)$ steps.
````
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from proofpress.engines.mathjax import INSTEAD
from proofpress.finding import Severity, Words
from proofpress.rules._math import ELSEWHERE, TexTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, replace

COMMON = tuple(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi "
    "varphi chi psi omega frac dfrac binom sqrt "
    "sum prod int lim sup inf max min log ln exp sin cos tan det dim text textbf mathrm mathbf mathbb mathcal "
    "boldsymbol operatorname hat widehat bar "
    "overline underline tilde vec dot cdot cdots ldots vdots times div pm cup cap in notin subset leq geq neq "
    "ll gg approx equiv sim propto forall exists "
    "rightarrow leftarrow Rightarrow Leftrightarrow mapsto langle rangle left right begin end infty partial "
    "nabla quad displaystyle tag".split()
)

OWN = 3
"""A name in so many formulas is no slip of the hand."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, at the first such command; a name that stands in several formulas is the author's own,
    and told once."""
    uses = Counter(trouble.macro for trouble in page.tex_troubles)
    told: set[str] = set()
    for trouble in page.tex_troubles:
        if not trouble.macro:
            continue
        if trouble.macro in told and uses[trouble.macro] >= OWN:
            continue
        told.add(trouble.macro)
        if trouble.engine == "MathJax":
            yield _of_mathjax(page, trouble)
            continue
        name = trouble.macro.lstrip("\\")
        near = _nearest(name) if name not in ELSEWHERE else []
        if page.dialect.open_macros and not _is_slip(trouble.macro, near):
            continue
        start = trouble.span.start
        sure = not (page.dialect.mathjax or page.dialect.open_macros)
        engine = "MathJax" if page.dialect.mathjax else "KaTeX"
        stands = page.text[start : start + len(trouble.macro)] == trouble.macro
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected {trouble.macro}, expected a command that {engine} knows",
                f"{engine} 不认识 {trouble.macro}",
            ),
            Words(f"Did you mean \\{near[0]}?", f"是否应为 \\{near[0]}？")
            if near
            else Words(
                "Mend it, or define it under `macros` in the settings or with \\newcommand.",
                "请改正，或在设置的 macros 里、用 \\newcommand 定义。",
            ),
            replace(start, start + len(trouble.macro), "\\" + near[0]) if near and stands and sure else (),
            safe=False,
            severity=_weight(page, trouble.macro, near),
            detail=f"KaTeX: {trouble.message}",
        )


def _of_mathjax(page: Page, trouble: TexTrouble) -> Remark:
    name, start = trouble.macro, trouble.span.start
    instead = INSTEAD.get(name[1:])
    return Remark(
        trouble.span,
        Words(f"Unexpected {name}, expected a command that MathJax knows", f"MathJax 不认识 {name}"),
        Words(f"Write {instead}.", f"请写作 {instead}。")
        if instead
        else Words(
            "KaTeX knows it, MathJax does not: write it otherwise, or define it under `macros` in the site's script.",
            "KaTeX 认识而 MathJax 不认识：请换一种写法，或在站点脚本的 macros 里定义。",
        ),
        replace(start, start + len(name), instead) if instead else (),
        safe=False,
        detail=f"MathJax: {trouble.message}",
    )


def _weight(page: Page, macro: str, near: list[str]) -> Severity | None:
    """What a script may define is no certain fault: there only letters in another order, or one wrong in a long name,
    are."""
    swapped = bool(near) and sorted(macro[1:]) == sorted(near[0])
    maybe = page.dialect.mathjax and not page.dialect.mathjax_alone
    unsure = maybe and not swapped and not _is_slip(macro, near)
    return WARNING if page.dialect.open_macros or unsure else None


def _is_slip(macro: str, near: list[str]) -> bool:
    """Whether a command is a long one with a letter wrong: packages that a script loads have names of their own."""
    return bool(near) and len(near[0]) > 5 and SequenceMatcher(None, macro[1:], near[0]).ratio() > 0.85


@cache
def _nearest(name: str) -> list[str]:
    """The likeliest command for a misspelt one: a common name before a rare one."""
    from proofpress.engines import katex

    return get_close_matches(name, COMMON, 1, 0.6) or get_close_matches(
        name, sorted(n[1:] for n in katex.names().macros if n[1:].isalpha()), 1, 0.75
    )


RULE = Rule(
    "math-unknown-macro",
    ERROR,
    check,
    fix="unsafe",
    gives_way=("math-unbalanced-delimiter", "math-swallowed", "math-entity", "math-escape", "math-blank-line"),
)

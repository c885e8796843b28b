"""TeX commands in the text without delimiters around them.

Readers see the commands.

正文里没有定界符的 TeX 命令。

读者看到的是命令本身。

Reported:

````markdown
Given \\mathbf{q} \\in \\mathbb{R}^d, the score follows.
````

Instead:

````markdown
Given $\\mathbf{q} \\in \\mathbb{R}^d$, the score follows.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_COMMAND = re.compile(
    r"\\(?:d?frac|sqrt|sum|prod|int|lim|infty|partial|nabla|alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta"
    "|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|chi|psi|omega"
    "|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|math(?:bf|bb|cal|rm|sf|it|frak|scr)|boldsymbol"
    r"|operatorname|text(?:bf|it|rm)?(?=\{)|hat|bar|tilde|vec|dot|overline|underline"
    "|leq?|geq?|neq?|approx|equiv|sim|propto|in|notin|subset|subseteq|cup|cap|forall|exists|times|cdot|cdots"
    "|ldots|dots|pm|mp|div|to|rightarrow|leftarrow|Rightarrow|mapsto"
    "|left|right|begin|end|log|ln|exp|sin|cos|tan|max|min|arg|top|quad|binom|lVert|rVert|langle|rangle|lfloor"
    "|rfloor|lceil|rceil)(?![A-Za-z])"
)
_RUN = re.compile(r"[!-~\t ]")


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of TeX."""
    if "\\" not in page.prose:
        return
    done = 0
    for found in _COMMAND.finditer(page.words):
        if found.start() < done or page.text[found.start() - 1 : found.start()] == "\\":
            continue
        start, end = _run(page.words, found)
        done = max(end, found.end())
        run = page.text[start:end]
        if len(_COMMAND.findall(run)) < 2 and not re.search(r"[{}_^=<>]|\d \\|[a-z] \d", run):
            continue
        if _shown_beside(page, start, run):
            continue
        yield Remark(
            Span(start, end),
            Words(
                f"Unexpected TeX command {found[0]} in the text, expected it between dollars",
                f"正文里出现 TeX 命令 {found[0]}，应放在美元符号之间",
            ),
            Words(f"Write ${run}$.", f"写作 ${run}$。"),
            replace(start, end, f"${run}$"),
            safe=False,
        )


def _shown_beside(page: Page, start: int, run: str) -> bool:
    """The source of a formula that stands on the same line, as a table of TeX commands shows it."""
    line = page.scan.lines[page.scan.line_of(start)]
    return line.count(run) > 1


_LEAD = re.compile(
    r"(?:[A-Za-z0-9](?:[_^](?:\{[^{}\n]*\}|\w))?|[=+\-*/(<>|,\[] ?|[A-Za-z]\([^()\n]{0,20}\) ?[=<>] ?)+$"
)


def _run(text: str, found: re.Match[str]) -> tuple[int, int]:
    """From the command to where the TeX around it ends: Chinese, the line's end, or a word of prose."""
    start = found.start()
    lead = _LEAD.search(text[max(0, start - 60) : start])
    if lead and not re.search(r"(?<![A-Za-z])[A-Za-z]{2,}+$", text[max(0, start - 60) : start].rstrip("=+-*/(<>|, [")):
        start -= len(lead[0])
    end, depth = found.end(), 0
    while end < len(text):
        char = text[end]
        if char == "{":
            depth += 1
        elif char == "}":
            if depth == 0:
                break
            depth -= 1
        elif char == "\n" or char == "\ufffc":
            break
        elif depth == 0:
            if not _RUN.match(char):
                break
            if char == " " and re.match(r" +(?:[A-Za-z]{2,}|[A-Z][a-z])", text[end : end + 40]):
                break
        end += 1
    run = text[start:end].rstrip(" \t,.;:")
    return start, start + len(run)


RULE = Rule(
    "math-undelimited", WARNING, check, fix="unsafe", gives_way=("math-unbalanced-delimiter", "residue-escaped-html")
)

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

from proofpress.evidence.tex import missing_braces
from proofpress.finding import Edit, Words
from proofpress.markdown.mask import mask
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_COMMAND = regex(
    r"\\(?:d?frac|sqrt|sum|prod|int|lim|infty|partial|nabla|alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta"
    "|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|chi|psi|omega"
    "|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|math(?:bf|bb|cal|rm|sf|it|frak|scr)|boldsymbol"
    r"|operatorname|text(?:bf|it|rm)?(?=\{)|hat|bar|tilde|vec|dot|overline|underline"
    "|leq?|geq?|neq?|approx|equiv|sim|propto|in|notin|subset|subseteq|cup|cap|forall|exists|times|cdot|cdots"
    "|ldots|dots|pm|mp|div|to|rightarrow|leftarrow|Rightarrow|mapsto"
    "|left|right|begin|end|log|ln|exp|sin|cos|tan|max|min|arg|top|quad|binom|lVert|rVert|langle|rangle|lfloor"
    "|rfloor|lceil|rceil)(?![A-Za-z])"
)
_RUN = regex(r"[!-~\t ]")


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of TeX."""
    if "\\" not in page.prose:
        return
    done = 0
    words = mask(page.words, [formula.span for formula in page.unread_formulas])
    for found in _COMMAND.finditer(words):
        if found.start() < done or page.text[found.start() - 1 : found.start()] == "\\":
            continue
        low = max(done, page.scan.inner(page.scan.line_of(found.start())))
        start, end = _run(words, found, low)
        done = max(end, found.end())
        run = page.text[start:end]
        if len(_COMMAND.findall(run)) < 2 and not re.search(r"[{}_^=<>]|\d \\|[a-z] \d", run):
            continue
        if _shown_beside(page, start, run):
            continue
        opener, closer = page.dialect.inline_math
        edits = _edits(page, Span(start, end))
        short = run if "\n" not in run else run.split("\n")[0] + "…"
        yield Remark(
            Span(start, end),
            Words(
                f"Unexpected TeX command {found[0]} in the text, expected it between dollars",
                f"正文里出现 TeX 命令 {found[0]}，应放在美元符号之间",
            )
            if opener in ("$", "")
            else Words(
                f"Unexpected TeX command {found[0]} in the text, expected it between {opener} and {closer}",
                f"正文里出现 TeX 命令 {found[0]}，应放在 {opener} 与 {closer} 之间",
            ),
            Words(f"Write {edits[0].text}{short}{edits[-1].text}.", f"写作 {edits[0].text}{short}{edits[-1].text}。")
            if edits and "\n" not in edits[0].text
            else Words("Make it a formula, in a block of its own.", "写成单独一块的公式。"),
            edits,
            safe=False,
        )


_PAIRED = regex(r"\\(?:(begin|left(?![A-Za-z]))|(end|right(?![A-Za-z])))")
_NUMBERED = regex(r"\\begin\{(?:align(?:at)?|equation|gather|multline|eqnarray|flalign)\*?\}|\\tag")
"""What TeX takes only in a formula of its own."""


def _depth(tex: str) -> int:
    return sum(1 if pair[1] else -1 for pair in _PAIRED.finditer(tex))


def _edits(page: Page, span: Span) -> tuple[Edit, ...]:
    """The delimiters that the site reads, around what is whole: none where a partner is missing."""
    run, scan = page.text[span.start : span.end], page.scan
    block = scan.block_at(span.start)
    above = page.text[max(block.span.start if block else 0, span.start - _LONGEST) : span.start]
    if missing_braces(run) or _depth(run) or _depth(above):
        return ()
    if "\n" in run and scan.fills_block(span):
        opener, closer = page.dialect.display_math
        lead = page.text[scan.starts[scan.line_of(span.start)] : span.start]
        if opener and not lead.strip(" \t>"):
            return (
                Edit(Span(span.start, span.start), f"{opener}\n{lead}"),
                Edit(Span(span.end, span.end), f"\n{lead}{closer}"),
            )
    opener, closer = page.dialect.inline_math
    if not opener or _NUMBERED.search(run):
        return ()
    if page.text[span.start - 2 : span.start] == page.text[span.end : span.end + 2] == "\\$":
        return Edit(Span(span.start - 2, span.start), opener), Edit(Span(span.end, span.end + 2), closer)
    return Edit(Span(span.start, span.start), opener), Edit(Span(span.end, span.end), closer)


def _shown_beside(page: Page, start: int, run: str) -> bool:
    """The source of a formula that stands on the same line, as a table of TeX commands shows it."""
    line = page.scan.lines[page.scan.line_of(start)]
    return line.count(run) > 1


_LEAD = regex(
    r"(?<![\\A-Za-z])"
    r"(?:[A-Za-z0-9](?:[_^](?:\{[^{}\n]*\}|\w))?|[=+\-*/(<>|,\[] ?|[A-Za-z]\([^()\n]{0,20}\) ?[=<>] ?)+\Z"
)
_ENVIRONMENT = regex(r"\\(begin|end)\{([A-Za-z]+\*?)\}|\n[ \t>]*+(?=\n)|\ufffc")
_LONGEST, _DEEPEST = 4000, 8


def _run(text: str, found: re.Match[str], low: int) -> tuple[int, int]:
    """From the command to where the TeX around it ends: Chinese, the line's end, or a word of prose. An environment
    goes on to its end; nothing before `low` belongs to it."""
    start = found.start()
    before = text[max(low, start - 60) : start]
    lead = _LEAD.search(before)
    if lead and not re.search(r"(?<![A-Za-z])[A-Za-z]{2,}+$", before.rstrip("=+-*/(<>|, [")):
        start -= len(lead[0])
    end, depth = found.start(), 0
    while end < len(text):
        char = text[end]
        if text.startswith("\\$", end):
            break
        if char == "\\":
            end = _behind_environment(text, end) or _behind_command(text, end)
            continue
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


def _behind_command(text: str, at: int) -> int:
    """Behind a backslash, and the sign that it escapes."""
    return at + (2 if text[at + 1 : at + 2] in ("{", "}", "\\") else 1)


def _behind_environment(text: str, at: int) -> int:
    """Behind the environment that begins here; 0 where none does, or it does not end in this paragraph."""
    open_: list[str] = []
    if not text.startswith("\\begin{", at):
        return 0
    for found in _ENVIRONMENT.finditer(text, at, at + _LONGEST):
        if found[1] is None or len(open_) > _DEEPEST:
            return 0
        if found[1] == "begin":
            open_.append(found[2])
        elif open_.pop() != found[2]:
            return 0
        elif not open_:
            return found.end()
    return 0


RULE = Rule(
    "math-undelimited",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("math-unbalanced-delimiter", "math-delimiter", "residue-escaped-html"),
)

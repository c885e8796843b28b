"""Running text between two dollars, which the site sets as a formula.

Two prices or shell variables in one paragraph make a pair: what stands between them loses its spaces and is set in
italics.

两个美元符号之间是正文，站点却把它排成了公式。

同一段里的两个价格或 shell 变量会配成一对：中间的文字失去空格，排成斜体。

Reported:

````markdown
主机约$800，交换机约$90。
````

Instead:

````markdown
主机约\\$800，交换机约\\$90。
````

Reported:

````markdown
Add it to $HOME/bin:$PATH first.
````

Instead:

````markdown
Add it to `$HOME/bin:$PATH` first.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.dollars import is_between_currencies, is_between_names, is_between_prices, is_plainly_none
from proofpress.finding import Edit, Words
from proofpress.markdown.mask import MASK, mask
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_BETWEEN = (is_between_prices, is_between_names, is_between_currencies)
_MARK = regex(r"\\[\s\S]|\$+")


def check(page: Page) -> Iterator[Remark]:
    """One remark a pair, with edits that escape both dollars."""
    if "$" not in page.dialect.math or page.text.count("$") < 2:
        return
    text = mask(page.codeless, [f.span for f in page.formulas if f.delimiter != "$"])
    for flow in page.flows:
        if text.find("$", flow.start, flow.end) >= 0:
            pairs = [(start, end, False) for start, end in _pairs(text, flow, page.dialect.smart_dollars)]
            if "$" in page.dialect.redrawn:
                pairs += _left(text, flow, pairs)
            for start, end, later in pairs:
                inner = page.text[start + 1 : end]
                after = page.text[end + 1 : end + 3]
                if is_plainly_none(inner) or any(between(inner, after) for between in _BETWEEN):
                    yield _remark(page.text, start, end, later)


def _left(text: str, flow: Span, pairs: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """The dollars that a script pairs in the finished page, where those before are formulas by now, and a backslash
    before a dollar is gone."""
    at = flow.start
    left = mask(text[at : flow.end], [Span(start - at, end + 1 - at) for start, end, _ in pairs]).replace(r"\$", " $")
    for start, end in _pairs(left, Span(0, len(left)), False):
        if MASK not in left[start:end]:
            yield at + start, at + end, True


def _pairs(text: str, flow: Span, smart: bool) -> Iterator[tuple[int, int]]:
    """The dollars that arithmatex pairs; `smart` ones have no space behind the first, none before the second."""
    opener: int | None = None
    for found in _MARK.finditer(text, flow.start, flow.end):
        at = found.start()
        if found[0][0] != "$":
            continue
        if len(found[0]) > 1:
            opener = None
            continue
        if opener is not None and not (smart and text[at - 1].isspace()):
            yield opener, at
            opener = None
        else:
            opener = at if not smart or text[at + 1 : at + 2].strip() else None


def _remark(text: str, start: int, end: int, later: bool) -> Remark:
    """`later`: a script makes the pair, and only a tag keeps the dollars apart."""
    spans = [Span(at - (later and text[at - 1] == "\\"), at + later) for at in (start, end)]
    return Remark(
        Span(start, end + 1),
        Words(
            "Unexpected running text between two dollars, which is set as a formula",
            "两个美元符号之间是正文，会被排成公式",
        ),
        Words(
            "Write <span>$</span> where a dollar is meant, since the site's script looks for formulas in the finished "
            "page; put code between backticks.",
            "站点的脚本会在成品页面里找公式：指钱数时写作 <span>$</span>；若是代码，放进反引号。",
        )
        if later
        else Words(
            "Write \\$ where a dollar is meant; put code between backticks.", "指钱数时写作 \\$；若是代码，放进反引号。"
        ),
        tuple(Edit(span, "<span>$</span>" if later else "\\") for span in spans),
        safe=False,
    )


RULE = Rule("math-swallowed", ERROR, check, fix="unsafe", gives_way=("math-unbalanced-delimiter", "math-dollar-space"))

r"""One backslash where a row of a matrix, of cases or of aligned lines ends with two.

Markdown reads `\\` as an escaped backslash; what went through a renderer once has one left. TeX takes it for a space
and sets all rows in one line.

矩阵、分段函数或对齐公式的换行 `\\` 只剩一个反斜杠。

Markdown 把 `\\` 当作转义，渲染过一次就只剩一个；TeX 把它当成空格，几行会排成一行。

Reported:

````markdown
$$
\begin{bmatrix}
a & b \
c & d
\end{bmatrix}
$$
````

Instead:

````markdown
$$
\begin{bmatrix}
a & b \\
c & d
\end{bmatrix}
$$
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.rows import lost_breaks
from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a formula, with the edits for all; none where it cannot be told whether a row ends."""
    for formula in page.formulas:
        tex = page.text[formula.inner.start : formula.inner.end]
        if formula.trouble == "unclosed" or "\\begin" not in tex or not (places := lost_breaks(tex).certain):
            continue
        found = [Span(formula.inner.start + at, formula.inner.start + at + 1) for at in places]
        yield Remark(
            found[0],
            Words("Unexpected single backslash, expected \\\\ at the end of a row", "行末只有一个反斜杠，应为 \\\\"),
            Words("Double the backslash.", "补成两个反斜杠。"),
            tuple(Edit(span, "\\\\") for span in found),
        )


RULE = Rule("math-row-break", WARNING, check, fix="safe")

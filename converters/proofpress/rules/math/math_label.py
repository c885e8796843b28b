"""A label that two formulas have, or a reference to a label that none has.

`\\ref` and `\\eqref` lead nowhere then; in running text most sites print them as they are, but not those where MathJax
reads the whole page.

两个公式的标签相同，或引用了不存在的标签。

此时 `\\ref`、`\\eqref` 无处可指；写在正文里的，多数站点会原样印出，MathJax 处理整个页面的站点除外。

Reported:

````markdown
$$
a=b \\label{sum}
$$

$$
c=d \\label{sum}
$$
````

Instead:

````markdown
$$
a=b \\label{sum}
$$

$$
c=d \\label{difference}
$$
````

Reported:

````markdown
由 \\eqref{eq:loss} 可知。
````

Instead:

````markdown
由[式 (1)](#eq-1) 可知。

$$
a=b \\tag{1}
$$
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.mask import in_lines
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

_LABEL = regex(r"(?<!\\)\\label[ \t]*\{([^{}\n]{1,120})\}")
_BACKSLASH = regex(r"\\")
_REFERENCE = regex(r"(?<!\\)\\(eqref|ref|autoref|cref|Cref|pageref)[ \t]*\{([^{}\n]{1,120})\}")


def check(page: Page) -> Iterator[Remark]:
    """One remark a second label, one a reference."""
    text = page.codeless
    if "\\label" not in text and "ref" not in text:
        return
    labels: set[str] = set()
    for formula in page.formulas:
        for found in _LABEL.finditer(page.text, formula.inner.start, formula.inner.end):
            if found[1] in labels:
                yield Remark(
                    Span(*found.span()),
                    Words(
                        f"Unexpected second label {found[1]!r}, expected one of its own", f"标签“{found[1]}”已经用过"
                    ),
                    Words("Give each formula a label of its own.", "每个公式用各自的标签。"),
                )
            labels.add(found[1])
    for found in in_lines(_REFERENCE, _BACKSLASH, text):
        known = all(key.strip() in labels for key in found[2].split(","))
        read = page.dialect.mathjax and page.dialect.redrawn and found[1] in ("ref", "eqref")
        if known and (read or not page.dialect.math or page.prose[found.start()] != "\\"):
            continue
        yield Remark(
            Span(*found.span()),
            Words(
                f"Unexpected \\{found[1]} in running text, expected a link: it is printed as it is"
                if known
                else f"Unexpected reference to {found[2]!r}, expected a label that a formula of this page has",
                f"正文里的 \\{found[1]} 会原样印出，应写成链接" if known else f"本页没有标签为“{found[2]}”的公式",
            ),
            Words("Give the formula a \\tag{1} and link to #eq-1.", "给公式加上 \\tag{1}，再链接到 #eq-1。"),
        )


RULE = Rule("math-label", WARNING, check)

"""No space between Chinese and Latin letters or digits.

A matter of taste, so it is off unless asked for.

中文与西文、数字之间没有空格。

这是习惯问题，默认不检查。

Reported:

````markdown
此处使用PyTorch框架训练模型。
````

Instead:

````markdown
此处使用 PyTorch 框架训练模型。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import INFO, Remark, Rule
from proofpress.source import Span

_TIGHT = regex(f"(?<=[{chinese.CLASS}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{chinese.CLASS}])")


def check(page: Page) -> Iterator[Remark]:
    """One remark a paragraph, with the edits for all of its places."""
    for flow in page.flows:
        places = [f.start() for f in _TIGHT.finditer(page.words, flow.start, flow.end)]
        if places:
            yield Remark(
                Span(places[0] - 1, places[0] + 1),
                Words(
                    "Unexpected Chinese and Latin side by side, expected a space between them",
                    "中文与西文相连，中间应有空格",
                ),
                Words(
                    f"Put a space there; {len(places)} places in this paragraph.",
                    f"加一个空格；本段共 {len(places)} 处。",
                ),
                tuple(Edit(Span(at, at), " ") for at in places),
            )


RULE = Rule("cjk-spacing", INFO, check, fix="safe")

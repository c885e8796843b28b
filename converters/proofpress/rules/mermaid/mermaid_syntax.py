"""A diagram that Mermaid cannot read.

The page shows an error instead of the diagram: an arrow that is none, a bracket or a `subgraph` that is never closed.

Mermaid 读不懂的图。

页面上显示的是错误而不是图：箭头写错、括号或 `subgraph` 没有闭合。

Reported:

````markdown
```mermaid
flowchart LR
    A -- text ->B
```
````

Instead:

````markdown
```mermaid
flowchart LR
    A -- text --> B
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.engines.mends import head
from proofpress.finding import Words
from proofpress.rules._mermaid import Diagram
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a diagram."""
    for diagram in page.diagrams:
        if diagram.cause == "mermaid-syntax":
            span, message, help_ = _fault(diagram)
            unsure = 0 < page.dialect.mermaid < _SAME_SINCE and message is _UNREAD
            weight = WARNING if unsure else None
            yield Remark(span, message, help_, detail=f"Mermaid: {diagram.message}", severity=weight)


_SAME_SINCE = 11
"""Earlier versions of Mermaid, which a site may load by itself, read more than ours in places."""
_UNREAD = Words("Unexpected text in the diagram, expected what Mermaid can read", "Mermaid 读不懂图的这一处")


def _fault(diagram: Diagram) -> tuple[Span, Words, Words]:
    """The fault in plain words, and its place where that is not the engine's."""
    text = diagram.source.text
    lines = text.split("\n")
    if head(text)[1] in ("flowchart", "graph"):
        at = 0
        for line in lines:
            if (found := _bracket(line)) is not None:
                place = diagram.source.span(at + found, at + found + 1)
                mark = line[found]
                return (
                    place,
                    Words(
                        f"Unexpected end of a label, expected the bracket {mark} to be closed",
                        f"标签没有结束，括号 {mark} 没有闭合",
                    ),
                    Words("Close the bracket.", "补上括号。"),
                )
            at += len(line) + 1
        opened = [k for k, line in enumerate(lines) if re.match(r"\s*subgraph\b", line)]
        ended = sum(1 for line in lines if re.match(r"\s*+end\s*+;?\s*+$", line))
        if len(opened) > ended:
            back = _falls_back(lines)
            at = sum(len(line) + 1 for line in lines[:back])
            span = diagram.source.span(at, at + len(lines[back])) if back is not None else diagram.span
            return (
                span,
                Words(
                    "Unexpected end of the diagram, expected `end` for the subgraph", "图到此结束，subgraph 还缺少 end"
                ),
                Words("Put `end` on a line of its own after the subgraph.", "在子图之后另起一行写上 end。"),
            )
        if ended > len(opened):
            return (
                diagram.span,
                Words("Unexpected `end`, expected a subgraph before it", "多余的 end，前面没有 subgraph"),
                Words("Remove it.", "请删去。"),
            )
    return (
        diagram.span,
        _UNREAD,
        Words("Check the arrow, the brackets and the keyword on this line.", "请检查这一行的箭头、括号和关键字。"),
    )


def _falls_back(lines: list[str]) -> int | None:
    """The first line at or left of an open subgraph's own column: its `end` belongs above it."""
    open_: list[int] = []
    for number, line in enumerate(lines):
        body = line.strip()
        column = len(line) - len(line.lstrip())
        if not body or body.startswith("%%"):
            continue
        if re.match(r"end\s*;?$", body):
            if open_:
                open_.pop()
            continue
        if open_ and column <= open_[-1]:
            return number
        if re.match(r"subgraph\b", body):
            open_.append(column)
    return None


def _bracket(line: str) -> int | None:
    """The first bracket of a line that is not closed on it."""
    bare = re.sub(r'"[^"]*"|%%.*', lambda m: " " * len(m[0]), line)
    bare = re.sub(r"(?<=\w)>(?=[^\[\]\n]*\])", "[", bare)
    bare = re.sub(r"[<>x o]?[-=~.]+[>xo]?", lambda m: " " * len(m[0]) if len(m[0].strip()) > 1 else m[0], bare)
    open_: list[int] = []
    partner = {"]": "[", ")": "(", "}": "{"}
    for at, char in enumerate(bare):
        if char in "[({":
            open_.append(at)
        elif char in partner and open_:
            open_.pop()
    return open_[0] if open_ else None


RULE = Rule(
    "mermaid-syntax",
    ERROR,
    check,
    gives_way=("code-fence-unclosed", "code-line-numbers", "code-zero-width", "encoding", "residue-think"),
)

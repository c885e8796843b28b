"""Text that waits for something: 「此处插入图片」, 表X, TODO, lorem ipsum.

等着填的文字：“此处插入图片”、表X、TODO、lorem ipsum。

Reported:

````markdown
表X 各模型的结果

（此处插入图片）
````

Instead:

````markdown
表1 各模型的结果
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span
from proofpress.words.unfilled import PLACEHOLDER


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of neighbouring places."""
    run: Span | None = None
    filled = {link.text for link in page.links.links if link.target.strip("#")}
    for found in PLACEHOLDER.find(page.words):
        here = Span(*found.span())
        if Span(here.start + 1, here.end - 1) in filled:
            continue
        if run is not None and page.scan.line_of(here.start) - page.scan.line_of(run.end) <= 3:
            run = run.cover(here)
            continue
        if run is not None:
            yield _remark(page, run)
        run = here
    if run is not None:
        yield _remark(page, run)


def _remark(page: Page, span: Span) -> Remark:
    line = page.scan.line_of(span.start)
    start = page.scan.content(line) if page.body(line).startswith("#") else span.start
    return Remark(
        Span(start, span.end),
        Words(
            f"Unexpected placeholder {page.text[span.start : span.end].splitlines()[0]!r}, expected what it stands for",
            f"占位文字“{page.text[span.start : span.end].splitlines()[0]}”还没有填上",
        ),
        Words("Fill it in, or remove it.", "补上内容，或删去。"),
    )


RULE = Rule("residue-placeholder", WARNING, check)

"""Words of the page's controls that were copied along: "copy code", "read more", counts of views and likes.

随网页按钮抄来的字：“复制代码”“阅读全文”、阅读数和点赞数。

Reported:

````markdown
复制代码

点赞 12 收藏 30 评论 0

正文继续。
````

Instead:

````markdown
正文继续。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.lines import Block
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.words.controls import COUNTS, INTERFACE, WEAK_INTERFACE


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of blocks; a word that could be the author's needs company."""
    run: list[Block] = []
    strong = 0
    for block in (*page.blocks, None):
        weight = _weight(page, block) if block else -1
        if block and weight >= 0 and (not run or block.first - run[-1].last <= 3):
            run.append(block)
            strong += weight
            continue
        if run and (strong or len(run) >= 3):
            span = run[0].span.cover(run[-1].span)
            end = span.end + (2 if page.text[span.end : span.end + 2] == "\n\n" else 0)
            yield Remark(
                span,
                Words("Unexpected words of a page's controls, expected only the article", "混入了网页按钮和计数的文字"),
                Words("Remove them.", "请删去。"),
                replace(span.start, end, ""),
                safe=False,
            )
        run, strong = ([block], weight) if block and weight >= 0 else ([], 0)


def _weight(page: Page, block: Block) -> int:
    """1 for a block of controls, 0 for one that could be, -1 for anything else."""
    best = 0
    for number in range(block.first, block.last + 1):
        body = page.body(number).strip(" *_·|>[]")
        if not body:
            continue
        if len(body) > 60:
            return -1
        if COUNTS.regex.match(body):
            best = 1
        elif INTERFACE.regex.match(body):
            best = max(best, body.lower() not in WEAK_INTERFACE)
        else:
            return -1
    return best


RULE = Rule("residue-interface", WARNING, check, fix="unsafe")

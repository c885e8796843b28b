"""Remarks of a language model about its own work: what it will write next, how long the text is,
that nothing more is needed.

语言模型谈论自己工作的话：接下来写什么、写了多少字、不需要再输出。

Reported:

````markdown
以上是文章正文内容的进一步细化。由于字数限制，接下来我会逐步补充每个章节的具体内容。
````

Instead:

````markdown
下面依次介绍各个模块。
````

Reported:

````markdown
The requested chapter has been fully written according to the guidelines. No further outputs are needed.
````

Instead:

````markdown
The next chapter compares the two methods.
````
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from proofpress.evidence.speech import QUOTED
from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.residue._examples import Examples
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span
from proofpress.words.meta import CERTAIN_META, OPENING


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    told: set[int] = set()
    examples: Examples | None = None
    for found, opens in (
        *((one, True) for one in OPENING.find(page.prose)),
        *((one, False) for one in CERTAIN_META.find(page.prose)),
    ):
        examples = examples or Examples(page)
        if examples.hold(Span(*found.span())) or _is_quoted(page.prose, found.start()):
            continue
        block = bisect_right(page.blocks, found.start(), key=lambda b: b.span.start)
        if opens and not _opens(page, block - 1):
            continue
        if block not in told:
            told.add(block)
            yield Remark(
                Span(*found.span()),
                Words(
                    "Unexpected remark of a language model about its work, expected only the article",
                    "混入了语言模型谈论自己写作的话",
                ),
                Words("Remove the sentence.", "删去这句话。"),
            )


def _opens(page: Page, block: int) -> bool:
    """Whether a block is the first of a text, or of a part of it."""
    return block < 1 or page.blocks[block - 1].alone


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place stands in what a sentence quotes, with words of its own around it."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else None]
    return any(
        quote.start() <= at - start < quote.end() and len(line.strip()) > quote.end() - quote.start() + _AROUND
        for quote in QUOTED.finditer(line)
    )


_AROUND = 4
"""Characters beside a quotation that are more than its sign and an end."""

RULE = Rule("residue-meta-talk", WARNING, check, gives_way=("residue-prompt", "residue-think"))

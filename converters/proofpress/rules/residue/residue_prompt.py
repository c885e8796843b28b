"""Instructions to a writer that stayed in the article: word counts, formats, roles.

留在文章里的写作指令：字数、格式、角色。

Reported:

````markdown
## 写作要求

- 请根据上述要求，撰写综述的“研究背景”部分，字数约3000字。
- 请严格遵守输出格式、引用和编号规范。
````

Instead:

````markdown
## 研究背景

深度学习在过去十年里发展迅速。
````

Reported:

````markdown
You are an expert technical writer. Write an article of about 2000 words. Do not include a conclusion.
````

Instead:

````markdown
Deep learning has grown quickly over the last ten years.
````
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.headings import plain
from proofpress.rules.page import Page
from proofpress.rules.residue._examples import Examples
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span
from proofpress.words.meta import CERTAIN_META, OPENING
from proofpress.words.orders import PROMPT_HEADING, PROMPT_PROOF, PROMPT_SIGNS, WRITING_HEADING


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of blocks that speak to a writer: two different signs, and one that no exercise has. Words of a
    model elsewhere on the page make it likely, no more: an author may speak of both."""
    run: Span | None = None
    proved = False
    signs: set[str] = set()
    heading = False
    said: dict[int, set[str]] = {}
    for sign in PROMPT_SIGNS.find(page.prose):
        said.setdefault(bisect_right(page.blocks, sign.start(), key=lambda b: b.span.start) - 1, set()).add(sign[0])
    if not said:
        return
    examples = Examples(page)
    proofs = [found.start() for found in PROMPT_PROOF.find(page.prose)]
    by_model = any(words.find(page.prose) for words in (CERTAIN_META, OPENING))
    for number, block in enumerate((*page.blocks, None)):
        found = said.get(number, set())
        body = page.body(block.first) if block else ""
        title = plain(body.strip("# \t：:")) if body.startswith("#") else ""
        titled = bool(PROMPT_HEADING.regex.match(title))
        if block and (found or titled) and not examples.hold(block.span):
            run = block.span if run is None or titled else run.cover(block.span)
            signs, heading = (found, True) if titled else (signs | found, heading)
            proved = bool(WRITING_HEADING.regex.match(title)) if titled else proved
            continue
        proved = proved or run is not None and _holds(run, proofs)
        if run is not None and (proved or by_model) and len(signs) >= 2 - heading:
            yield Remark(
                run,
                Words("Unexpected instructions to a writer, expected only the article", "混入了写作指令，应只有正文"),
                Words("Remove them.", "请删去。"),
                severity=None if proved else WARNING,
            )
        run, signs, heading, proved = None, set(), False, False


def _holds(run: Span, places: list[int]) -> bool:
    at = bisect_left(places, run.start)
    return at < len(places) and places[at] < run.end


RULE = Rule("residue-prompt", ERROR, check)

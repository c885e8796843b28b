"""A display formula without a blank line around it, or in the middle of a sentence.

The site reads `$$ … $$` and `\\[ … \\]` only as a block of their own. Anywhere else the dollars are printed, and the formula
is small or not there at all.

块级公式前后没有空行，或写在句子中间。

站点只把独立成块的 `$$ … $$` 和 `\\[ … \\]` 当作块级公式；写在别处，美元符号会原样印出来，公式变小或根本不显示。

Reported:

````markdown
The energy is
$$
E = mc^2
$$
and that is all.
````

Instead:

````markdown
The energy is

$$
E = mc^2
$$

and that is all.
````

Reported:

````markdown
预期是$$E = mc^2$$。
````

Instead:

````markdown
预期是$E = mc^2$。
````
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Block
from proofpress.markdown.signs import BOX
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_LEAD = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|:[ \t]{2,}|\[\^[^\]]+\]:[ \t]*)+$")


def check(page: Page) -> Iterator[Remark]:
    """One remark a block, at the first formula that is not alone in it."""
    seen: set[int] = set()
    for formula in page.formulas:
        if formula.delimiter not in ("$$", r"\[") or formula.trouble:
            continue
        at = bisect_right(page.blocks, formula.span.start, key=lambda b: b.span.start) - 1
        block = page.blocks[at] if at >= 0 and formula.span.start < page.blocks[at].span.end else None
        if block is None or block.first in seen:
            continue
        before, after = _around(page, block, formula)
        if not before and not after:
            continue
        seen.add(block.first)
        side = (
            Words("before it", "之前")
            if before and not after
            else Words("after it", "之后")
            if after and not before
            else Words("around it", "前后")
        )
        edits, inline = _edits(page, formula, before, after)
        yield Remark(
            formula.span,
            Words(
                f"Unexpected display formula inside a paragraph, expected a blank line {side.en}",
                f"块级公式混在段落里，{side.zh}应有空行",
            ),
            Words("Write it between single dollars where it belongs to the sentence.", "若属于句子，用单个美元符号。")
            if inline
            else Words(
                "Put a blank line before the opening and after the closing delimiter.", "在公式之前和之后各空一行。"
            ),
            edits,
        )


def _around(page: Page, block: Block, formula: Formula) -> tuple[str, str]:
    """What stands in the block before and after the formula; a list marker or the head of a container does not count."""
    first = block.first
    while first < block.last and BOX.match(page.body(first)):
        first += 1
    start = page.scan.content(first) if first != block.first else page.scan.content(block.first)
    before = _LEAD.sub("", page.text[start : formula.span.start].strip(" \t\n>"))
    before = _LEAD.sub("", page.text[start : formula.span.start]) and before
    after = page.text[formula.span.end : block.span.end].strip(" \t\n>")
    return before, after


def _edits(page: Page, formula: Formula, before: str, after: str) -> tuple[tuple[Edit, ...], bool]:
    start, end = formula.span
    line = page.text[page.text.rfind("\n", 0, start) + 1 : start]
    tail = page.text[end:].split("\n", 1)[0]
    alone = not line.strip(" \t>") and not tail.strip()
    prefix = line.rstrip() if ">" in line else ""
    if alone:
        edits = []
        if before:
            at = start - len(line)
            edits.append(Edit(Span(at, at), prefix + "\n"))
        if after:
            at = end + len(tail)
            edits.append(Edit(Span(at, at), "\n" + prefix))
        return tuple(edits), False
    inner = page.text[formula.inner.start : formula.inner.end]
    if "\n" in inner.strip() or r"\begin" in inner or r"\tag" in inner:
        return (), False
    return (Edit(formula.span, f"${inner.strip()}$"),), True


RULE = Rule(
    "math-block-glued",
    ERROR,
    check,
    fix="safe",
    gives_way=("math-unbalanced-delimiter", "math-empty", "math-blank-line"),
)

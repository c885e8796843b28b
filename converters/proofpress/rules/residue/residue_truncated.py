"""An article that stops in the middle of a sentence.

A warning where nothing is missing from the last sentence but its mark, or where it has hardly begun.

文章在一句话中间断掉。

最后一句只是没有标点，或只有两三个词时，仅为警告。

Reported:

````markdown
# Sorting

Sorting algorithms are measured by the number of comparisons. The simplest of them are slow, and the
````

Instead:

````markdown
# Sorting

Sorting algorithms are measured by the number of comparisons. The simplest of them are slow, and the
fast ones are intricate.
````

Reported:

````markdown
# 排序

排序算法按比较次数衡量。其中最简单的
````

Instead:

````markdown
# 排序

排序算法按比较次数衡量。其中最简单的很慢。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from proofpress.evidence import chinese
from proofpress.finding import Words
from proofpress.markdown.lines import Kind
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_OPEN_ZH = re.compile(
    "(?:[，、：；（“「《]|的|和|与|或|及|以及|并且?|而且?|因此|所以|但是?|由于|通过|对于?|从而|在|为了?|是|将"
    "|把|被|使|让|会|能|可以|其|也|还|则|该|这些|那些|不仅|如果|虽然|尽管|能够|应该|必须)$"
)
_OPEN_EN = re.compile(
    r"(?:[,(]|\b(?:the|an?|and|or|but|of|to|in|on|at|by|for|with|from|as|is|are|was|were|be|been|that|which"
    "|this|these|its|their|our|your|will|would|can|could|"
    "should|may|might|has|have|had|not|into|than|then|because|if|when|while|where|also|both|between|among"
    "|through|during|without|within|although|such as|each|every|either|whose|do|does|factor of))$",
    re.I,
)
_WORD = re.compile(f"[{chinese.LETTERS}]|[^\\W{chinese.LETTERS}]+")
_FEW = 4
"""Words from which a text is a sentence that broke off; fewer may be a label that was meant so."""
_WEAK_ZH = re.compile(f"[{chinese.CLASS}]$")


def check(page: Page) -> Iterator[Remark]:
    """One remark, at the end."""
    blocks = [b for b in page.blocks if not re.match(r"\[[^\]]+\]:|\*\[", page.body(b.first))]
    if not blocks:
        return
    block = blocks[-1]
    after = page.scan.kinds[block.last + 1 :]
    if any(kind not in (Kind.BLANK, Kind.RAW) for kind in after) and not _only_definitions(page, block.last):
        return
    text = page.prose[block.span.start : block.span.end].rstrip()
    body = page.body(block.first)
    if body.startswith(("#", "|", "<", "!!!", "???", "===", "![")) or not re.search(r"\w", text):
        return
    listed = re.match(r"(?:[-*+]|\d+[.)])\s", page.body(block.last)) is not None
    is_open = _OPEN_ZH.search(text) or _OPEN_EN.search(text)
    if not (is_open or _breaks_off(text, listed)):
        return
    said = unescape(text)
    if len(re.findall(r"\w", said)) < 6:
        return
    end = block.span.start + len(text)
    yield Remark(
        Span(max(block.span.start, end - 12), end),
        Words("Unexpected end of the article in the middle of a sentence", "文章在一句话中间断掉"),
        Words("Take the rest from the original, or end the sentence.", "按原文补全，或把句子写完。"),
        severity=None if is_open and len(_WORD.findall(said)) >= _FEW else WARNING,
    )


def _only_definitions(page: Page, last: int) -> bool:
    return all(
        kind == Kind.BLANK or kind == Kind.TEXT and re.match(r"\s*(?:\[[^\]]+\]:|\*\[)", page.scan.lines[number])
        for number, kind in enumerate(page.scan.kinds[last + 1 :], last + 1)
    )


_ENDS = re.compile(r"[.。．!！?？…~～:：)）\]】”’\"'」』》>*_`$\ufffc]$")


def _breaks_off(text: str, listed: bool) -> bool:
    """A last paragraph of sentences in Chinese whose last one has no mark."""
    if listed or not re.search(r"[。．！？](?=.)|[.!?] (?=[A-Z])", text) and len(text) < 40:
        return False
    return not _ENDS.search(text) and _WEAK_ZH.search(text) is not None and bool(re.search(r"[。．！？，]", text))


RULE = Rule(
    "residue-truncated",
    ERROR,
    check,
    gives_way=(
        "strong-unclosed",
        "math-unbalanced-delimiter",
        "link-malformed",
        "residue-repetition",
        "residue-header",
        "residue-interface",
        "citation-no-list",
    ),
)

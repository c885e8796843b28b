"""An article that stops in the middle of a sentence.

A warning where nothing is missing from the last sentence but its mark, where it has hardly begun, or where its last
word may end one. The points of a list that have no marks may end in any word.

文章在一句话中间断掉。

最后一句只是没有标点，或只有两三个词，或末尾的词也可能就是结尾时，仅为警告；各项都不带标点的列表，末项以词收尾不算断。

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
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from proofpress.evidence import chinese
from proofpress.finding import Severity, Words
from proofpress.markdown.lines import Block, Kind
from proofpress.markdown.signs import BOX
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_OPEN_MARK = regex(r"[，、：（“「《,(]$")
_OPEN_ZH = regex(
    "(?:的|或|以及|并且?|而且?|因此|所以|由于|通过|从而|把|被|这些|那些|不仅|如果|虽然|尽管|应该|必须|但是?)$"
)
_OPEN_EN = regex(
    r"\b(?:the|an?|and|or|but|is|are|was|were|be|been|which|these|its|their|our|your|will|would|can|could|should|may"
    r"|might|has|have|had|into|than|then|because|if|when|while|where|also|both|between|among|during|without|within"
    r"|although|such as|each|every|either|whose|factor of)$",
    re.I,
)
"""What never ends a sentence."""
_LOOSE = regex(
    "(?:[和与及对在为是将使让会能其也还则该]|对于|为了|可以|能够)$"
    r"|\b(?:to|in|on|at|by|for|with|from|of|as|not|that|this|through|do|does)$",
    re.I,
)
"""What rarely does: a verb may end in its preposition, a word of Chinese in such a sign."""
_WHOLE = regex(
    "(?:[性功智可效技动热电才潜职]能|[社机协学大工议集晚]会|[核校面应绝相作成配]对|[总柔温饱缓平]和|[普涉提波]及"
    "|[存内外所现实潜]在"
    "|[行人认成]为|[目标]的|[规法原准]则|[天大]使|[参给]与|归还|偿还|转让|也是)$"
)
"""Words that end so and are whole."""
_WORD = regex(f"[{chinese.LETTERS}]|[^\\W{chinese.LETTERS}]+")
_DEFINES = regex(r"\[[^\]]+\]:|\*\[")
_FEW = 4
"""Words from which a text is a sentence that broke off; fewer may be a label that was meant so."""


def check(page: Page) -> Iterator[Remark]:
    """One remark, at the end."""
    blocks = [b for b in page.blocks if not _DEFINES.match(page.body(b.first))]
    if not blocks:
        return
    block = blocks[-1]
    after = page.scan.kinds[block.last + 1 :]
    if any(kind not in (Kind.BLANK, Kind.RAW) for kind in after) and not _only_definitions(page, block.last):
        return
    text = page.prose[block.span.start : block.span.end].rstrip()
    body = page.body(block.first)
    if body.startswith(("#", "|", "![")) or BOX.match(body) or not re.search(r"\w", text):
        return
    if _is_no_sentence(text.rpartition("\n")[2].lstrip(" \t>")):
        return
    said = unescape(text)
    if len(re.findall(r"\w", said)) < 6:
        return
    weight = _weight(
        text, _is_point(page, block), _follows_sentence(page, block), lambda: _all_marked(page, blocks[:-1])
    )
    if weight is None:
        return
    end = block.span.start + len(text)
    yield Remark(
        Span(max(block.span.start, end - 12), end),
        Words("Unexpected end of the article in the middle of a sentence", "文章在一句话中间断掉"),
        Words("Take the rest from the original, or end the sentence.", "按原文补全，或把句子写完。"),
        severity=weight if len(_WORD.findall(said)) >= _FEW else WARNING,
    )


def _is_no_sentence(line: str) -> bool:
    """Whether a last line is a comment of code, or ends in an address."""
    return line.startswith("//") or "://" in line.rpartition(" ")[2]


def _only_definitions(page: Page, last: int) -> bool:
    return all(
        kind == Kind.BLANK or kind == Kind.TEXT and re.match(r"\s*(?:\[[^\]]+\]:|\*\[)", page.scan.lines[number])
        for number, kind in enumerate(page.scan.kinds[last + 1 :], last + 1)
    )


def _is_point(page: Page, block: Block) -> bool:
    """Whether the last line belongs to an item of a list."""
    return any(_begins_item(page, line) for line in range(block.first, block.last + 1))


def _begins_item(page: Page, line: int) -> bool:
    return any(sign.item for sign in page.scan.openings.get(line, ()))


def _follows_sentence(page: Page, block: Block) -> bool:
    """Whether what stands above the end, of its own kind, is a sentence: the line above an item, or text with its mark
    earlier in a paragraph or right above it."""
    end = block.last
    while end > block.first and not _begins_item(page, end):
        end -= 1
    inside = page.prose[page.scan.starts[end] : block.span.end].rstrip()
    if _STOP.search(inside, 0, len(inside) - 1):
        return True
    above = next((n for n in range(end - 1, -1, -1) if page.scan.kinds[n] != Kind.BLANK), None)
    return above is not None and page.scan.kinds[above] == Kind.TEXT and _STOPPED.search(page.body(above)) is not None


def _all_marked(page: Page, above: Sequence[Block]) -> bool:
    """Whether the paragraphs above end with their marks: those of sentences in Chinese, one at the least."""
    said = [page.prose[one.span.start : one.span.end].rstrip() for one in above if not _begins_item(page, one.first)]
    sentences = [text for text in said if chinese.is_chinese(text) and re.search(r"[。！？，]", text)]
    return bool(sentences) and all(_STOPPED.search(text) for text in sentences)


def _weight(text: str, is_point: bool, among_sentences: bool, all_marked: Callable[[], bool]) -> Severity | None:
    """How surely a text is no end; None where it may well be one."""
    whole = _WHOLE.search(text) is not None
    if (_OPEN_ZH.search(text) or _OPEN_EN.search(text)) and not whole:
        return WARNING if is_point and not among_sentences else ERROR
    if _OPEN_MARK.search(text):
        return ERROR
    if _LOOSE.search(text) and not whole and (among_sentences or not is_point):
        return ERROR if among_sentences else WARNING
    return WARNING if not is_point and _breaks_off(text, all_marked) else None


_STOP = regex(r"[。．！？，；]|[.!?,;] ")
_STOPPED = regex(r"[。．！？…；.!?;][”’\"'」』）)*_]*$")
_ENDS = regex(r"[.。．!！?？…~～:：;)）\]】”’\"'」』》>*_`$\ufffc]$")


def _breaks_off(text: str, all_marked: Callable[[], bool]) -> bool:
    """A last paragraph of sentences in Chinese whose last one has no mark; a short one counts where it has a clause
    behind a comma and no date, and all paragraphs above it have their marks."""
    if _ENDS.search(text) or not chinese.has(text[-1]) or not re.search(r"[。．！？，]", text):
        return False
    if len(text) >= 40 or re.search(r"[。．！？](?=.)|[.!?] (?=[A-Z])", text):
        return True
    return len(text) >= _SHORT and not _DATED.search(text) and all_marked()


_SHORT = 12
_DATED = regex(r"\d\s*[年月日]")


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

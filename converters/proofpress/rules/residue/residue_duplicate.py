"""A paragraph or a section that stands twice.

同样的段落或小节出现了两次。

Reported:

````markdown
Sorting algorithms are measured by the number of comparisons that they make on average.

There are many of them.

Sorting algorithms are measured by the number of comparisons that they make on average.
````

Instead:

````markdown
Sorting algorithms are measured by the number of comparisons that they make on average.

There are many of them.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.evidence import chinese
from proofpress.finding import Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.signs import BOX
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span

_RULE = regex(r"[\s\-*_=]*")

SHORT, LONG = 12, 70
"""The weight that a block needs to count as a copy: inside a run of copies under a heading, and alone.
A Chinese letter weighs two."""


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    key: str
    heading: bool
    prose: str

    @property
    def letters(self) -> int:
        """How much it says."""
        return len(re.findall(r"\w", self.prose)) + chinese.count(self.prose)


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of copies."""
    pieces = _pieces(page)
    first: dict[str, int] = {}
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        origin = first.get(piece.key)
        if origin is None:
            first[piece.key] = at
            at += 1
            continue
        length = 1
        while (
            at + length < len(pieces)
            and origin + length < at
            and pieces[origin + length].key == pieces[at + length].key
        ):
            length += 1
        run = pieces[at : at + length]
        body = sum(p.letters for p in run if not p.heading)
        sections = sum(p.heading for p in run)
        whole = sections and length > 1 and body >= SHORT
        if whole or any(p.letters >= LONG and not p.heading for p in run) and not _list_like(page, run):
            last = run[-1] if not run[-1].heading else run[-2] if length > 1 else run[-1]
            span = Span(piece.span.start, last.span.end)
            end = span.end + (2 if page.text[span.end : span.end + 2] == "\n\n" else 0)
            what = Words("section", "小节") if sections else Words("paragraph", "段落")
            line = page.source.position(pieces[origin].span.start).line
            yield Remark(
                span,
                Words(
                    f"Unexpected copy of the {what.en} on line {line}, expected it once",
                    f"与第 {line} 行的{what.zh}重复，应只有一处",
                ),
                Words("Remove one of the two.", "删去其中一处。"),
                replace(span.start, end, ""),
                safe=False,
            )
        at += length


def _pieces(page: Page) -> list[_Piece]:
    """Blocks of text and fences, in order; tables, definitions and notes left out."""
    made: list[_Piece] = []
    for block in page.blocks:
        text = page.text[block.span.start : block.span.end]
        body = text.lstrip()
        if body.startswith(("[", "|", "*[", "<", "![")) or BOX.match(body) or _RULE.fullmatch(body):
            continue
        key = " ".join(text.split())
        made.append(_Piece(block.span, key, body.startswith("#"), page.prose[block.span.start : block.span.end]))
    for fence in page.fences:
        span = page.scan.span(fence.first, fence.last)
        if page.scan.kinds[fence.first] == Kind.FENCE:
            made.append(_Piece(span, page.text[span.start : span.end].strip(), False, ""))
    return sorted(made, key=lambda p: p.span)


def _list_like(page: Page, run: list[_Piece]) -> bool:
    return all(page.text[p.span.start : p.span.end].lstrip().startswith((">", "-   ", "--8<--")) for p in run)


RULE = Rule(
    "residue-duplicate",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("residue-repetition", "residue-interface", "residue-placeholder", "residue-think"),
)

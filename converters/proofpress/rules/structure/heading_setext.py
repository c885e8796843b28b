"""A paragraph that a line of dashes under it turns into a heading.

The dashes were meant as a rule between two parts. Without a blank line above them they make the sentence a heading.

段落因为下面的一行短横而变成了标题。

短横本是分隔线，上面没有空行，就把那句话变成了标题。

Reported:

````markdown
This is the last sentence of the first part.
---

And this is the second part.
````

Instead:

````markdown
This is the last sentence of the first part.

---

And this is the second part.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence.wraps import columns
from proofpress.finding import Words
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import BOX_SIGN, NO_TITLE
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, blank_above
from proofpress.source import Span

_UNDER = regex(r"-{2,}|={3,}")
_SHORT = 40
"""Columns of a question that may be a title."""


def check(page: Page) -> Iterator[Remark]:
    """One remark at the line of dashes."""
    scan = page.scan
    for block in page.blocks:
        for number in range(block.first + 1, block.last + 1):
            under = page.body(number)
            if not _UNDER.fullmatch(under) or scan.indents[number] > scan.bases[number] + 3:
                continue
            above = page.body(number - 1)
            lines = number - block.first
            if (
                not above
                or page.prose[scan.content(number - 1)] == MASK
                or re.match(rf"(?:[-*+]|\d+[.)])[ \t]|\||<|{BOX_SIGN}", above)
                and not (lines == 1 and block.alone and NO_TITLE.match(above) and page.dialect.of_site)
            ):
                continue
            plainly = is_sentence(above) or NO_TITLE.match(above) is not None
            if lines == 1 and (not plainly or _is_meant(above, under)):
                continue
            yield Remark(
                Span(scan.content(number - 1), scan.starts[number] + len(scan.lines[number])),
                Words(
                    "Unexpected heading made by the line of dashes, expected a paragraph",
                    "短横使这一段变成了标题，应是段落",
                ),
                Words("Put a blank line between the paragraph and the dashes.", "在段落与短横之间空一行。"),
                blank_above(page, number) if under[0] == "-" and len(under) > 2 else (),
            )


def _is_meant(title: str, under: str) -> bool:
    """Whether somebody drew a line under a title: as long as its text, a wide letter counted once or twice; or under a
    short question, which a title may be and a paragraph seldom is."""
    if len(under) > len("---") and len(title) - 1 <= len(under) <= columns(title) + 1:
        return True
    return title.endswith(("?", "？")) and columns(title) <= _SHORT


RULE = Rule("heading-setext", ERROR, check, fix="safe", gives_way=("residue-header", "front-matter"))

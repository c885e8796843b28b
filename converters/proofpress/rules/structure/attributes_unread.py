"""An attribute list that no element takes: `{ #id }` at a paragraph's beginning, `{ .wide }` under a table.

It belongs right behind a link, a picture or a heading, or on the last line of a paragraph. Anywhere else the page
prints it, and the id or the class is nowhere.

没有元素认领的属性列表：段首的 `{ #id }`、表格下面的 `{ .wide }`。

它应紧跟在链接、图片、标题之后，或写在段落的最后一行。写在别处就会原样印出来，编号和样式也不起作用。

Reported:

````markdown
{ #step-two }
Then stir.
````

Instead:

````markdown
Then stir.
{ #step-two }
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span

ATTRIBUTES = regex(
    r"\{:?[ ]?(?:[.#][\w-]++|(?:id|class|width|height|align|loading|target|title|style|rel|download|data-[\w-]++)"
    r"=(?:\"[^\"\n]*+\"|[^\s{}\"]++))[^{}\n]{0,200}+\}"
)
"""A list of attributes that begins as one, and not as a set of values in running text may."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a list of attributes."""
    docs = page.site.docs(page.source.name)
    if "{" not in page.text or not page.dialect.attributes or docs and docs.rewritten:
        return
    for found in ATTRIBUTES.finditer(page.prose):
        if _is_taken(page, found.start()):
            continue
        built = page.built
        if built is None:
            return
        if built.shows(found[0]):
            yield Remark(
                Span(*found.span()),
                Words(
                    f"Unexpected {found[0]}, which no element takes: the page prints it",
                    f"没有元素认领 {found[0]}，它会原样印出来",
                ),
                Words(
                    "Put it behind the element on the same line, or on the paragraph's last line.",
                    "紧跟在元素之后，或写在段落的最后一行。",
                ),
            )


_ENDS = frozenset(")]`*_>~=^+:\ufffc")
"""What the element in front of an attribute list ends with."""


def _is_taken(page: Page, at: int) -> bool:
    """Where an element certainly takes the attributes, so that the page need not be made to see it."""
    line = page.scan.line_of(at)
    body = page.body(line)
    if page.text[at - 1 : at] in _ENDS or page.text[at - 1 : at] == "\\":
        return True
    if body.startswith("#"):
        heading = next((one for one in page.headings if one.line == line), None)
        return heading is None or heading.text.end <= at
    alone = body.lstrip().startswith("{")
    above = page.body(line - 1).strip() if line else ""
    below = page.body(line + 1).strip() if line + 1 < len(page.scan.lines) else ""
    if not alone or not above or below or line in page.scan.table_rows:
        return False
    # A heading takes no other line.
    block = page.scan.block_at(page.scan.content(line - 1))
    return block is None or not block.alone


RULE = Rule("attributes-unread", WARNING, check, across=True)

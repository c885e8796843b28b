"""A heading with nothing under it.

The next heading is of the same level or a higher one, or the page ends: the section was forgotten or lost.

标题之下没有内容。

紧接着就是同级或更高级的标题，或页面到此结束：这一节漏写了，或丢失了。

Reported:

````markdown
## Limits

## Speed

It is fast.
````

Instead:

````markdown
## Limits

It needs 2 GB.

## Speed

It is fast.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.lines import Kind
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.rules.structure._releases import is_release


def check(page: Page) -> Iterator[Remark]:
    """One remark a heading."""
    all_ = [h for h in page.headings if not h.accidental]
    for heading, after in zip(all_, [*all_[1:], None], strict=False):
        if not heading.title or after is not None and after.level > heading.level:
            continue
        if after is not None and page.scan.depth(after.line) > page.scan.depth(heading.line):
            continue  # It stands in a quote or a box, which is content.
        if heading.depth == 1 and after is None and len(all_) == 1:
            continue
        if is_sentence(heading.title) or after is not None and is_release(after.title):
            # A heading that says all there is to say, and the place above the releases where the next one will stand.
            continue
        low = page.scan.line_of(heading.span.end) + 1
        high = after.line if after else len(page.scan.kinds)
        if all(k == Kind.BLANK for k in page.scan.kinds[low:high]):
            yield Remark(
                heading.span,
                Words("Unexpected end of the section, expected content under its heading", "标题之下没有内容"),
                Words("Write the section, or remove its heading.", "补上内容，或删去标题。"),
            )


RULE = Rule(
    "section-empty",
    WARNING,
    check,
    gives_way=(
        "heading-no-space",
        "heading-duplicate",
        "residue-duplicate",
        "residue-placeholder",
        "residue-truncated",
    ),
)

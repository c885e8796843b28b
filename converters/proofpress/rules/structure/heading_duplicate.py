"""Two headings of the same name side by side, under the same parent.

Their anchors differ only by a number that changes when sections move, and in the table of contents nobody can tell
which is which.

同一上级之下有两个同名标题。

它们的锚点只差一个会随次序变化的数字，目录里也分不清谁是谁。

Reported:

````markdown
## Speed

It is fast.

## Speed

It is faster.
````

Instead:

````markdown
## Speed

It is fast.

## Speed with a cache

It is faster.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at the second of two."""
    open_: list[tuple[int, set[str]]] = []
    for heading in (h for h in page.headings if not h.accidental):
        while open_ and open_[-1][0] > heading.level:
            open_.pop()
        if not open_ or open_[-1][0] < heading.level:
            open_.append((heading.level, set()))
        name = " ".join(heading.title.split()).casefold()
        if name and name in open_[-1][1]:
            yield Remark(
                heading.span,
                Words(
                    f"Unexpected second heading {heading.title!r} at this place, expected a name of its own",
                    f"同级标题“{heading.title}”重复，应各有其名",
                ),
                Words("Rename one of them, or join the two sections.", "改名，或把两节合并。"),
            )
        open_[-1][1].add(name)


RULE = Rule(
    "heading-duplicate",
    WARNING,
    check,
    gives_way=("heading-no-space", "list-indent", "residue-duplicate", "section-continued"),
)

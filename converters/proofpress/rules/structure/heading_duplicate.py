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
from proofpress.markdown.headings import Heading
from proofpress.regex import regex
from proofpress.rules.built import squeezed
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at the second of two."""
    open_: list[tuple[int, dict[str, Heading]]] = []
    for heading in (h for h in page.headings if not h.accidental):
        while open_ and open_[-1][0] > heading.level:
            open_.pop()
        if not open_ or open_[-1][0] < heading.level:
            open_.append((heading.level, {}))
        name = " ".join(heading.title.split()).casefold()
        before = open_[-1][1].get(name) if name else None
        if before is not None and not _told_apart(page, before, heading):
            yield Remark(
                heading.span,
                Words(
                    f"Unexpected second heading {heading.title!r} at this place, expected a name of its own",
                    f"同级标题“{heading.title}”重复，应各有其名",
                ),
                Words("Rename one of them, or join the two sections.", "改名，或把两节合并。"),
            )
        open_[-1][1][name] = heading


_SHOWN = regex(r'<h([1-6])(?=\s)[^<>]*?\sid="[^"]*"[^<>]*>((?:[^<]|<(?!/?h[1-6]))*+)</h\1>')
_TAG = regex(r"<[^<>]*>")


def _told_apart(page: Page, one: Heading, other: Heading) -> bool:
    """Whether the page shows two titles as different ones, where extensions may make more of them than their words."""
    if one.sure and other.sure or page.built is None or page.built.filled:
        return False
    made = [(int(found[1]), squeezed(_TAG.sub("", found[2]))) for found in _SHOWN.finditer(page.built.html)]
    if [level for level, _ in made] != [heading.level for heading in page.headings]:
        return False
    shown = {heading.line: title for heading, (_, title) in zip(page.headings, made, strict=True)}
    return shown[one.line] != shown[other.line]


RULE = Rule(
    "heading-duplicate",
    WARNING,
    check,
    across=True,
    gives_way=("heading-no-space", "list-indent", "residue-duplicate", "section-continued"),
)

"""Two footnotes of one name.

Only one of them is shown.

同名的两条脚注。

只会显示其中一条。

Reported:

````markdown
A claim.[^1]

[^1]: Its proof.

[^1]: Another proof.
````

Instead:

````markdown
A claim.[^1][^2]

[^1]: Its proof.

[^2]: Another proof.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at the second of two."""
    seen: set[str] = set()
    for note in page.links.notes:
        if note.definition:
            if note.label in seen:
                yield Remark(
                    note.span,
                    Words(f"Unexpected second note [^{note.label}], expected one", f"脚注 [^{note.label}] 定义了两次"),
                    Words("Give it a name of its own, or remove it.", "另取一个名字，或删去。"),
                )
            seen.add(note.label)


RULE = Rule("footnote-duplicate", ERROR, check)

"""A footnote mark, `[^1]`, whose note is nowhere.

The brackets are printed, and the reader has no note.

脚注标记 `[^1]` 没有对应的脚注。

方括号会原样印出来，读者找不到脚注。

Reported:

````markdown
A claim.[^1]
````

Instead:

````markdown
A claim.[^1]

[^1]: Its proof.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules._includes import brings
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a label, at its first mark."""
    if brings(page):
        return
    known = {n.label for n in page.links.notes if n.definition} | {str(e.number) for e in page.citations.entries}
    for note in page.links.notes:
        if not note.definition and note.label not in known:
            known.add(note.label)
            yield Remark(
                note.span,
                Words(
                    f"Unexpected footnote mark [^{note.label}], expected a note of that name",
                    f"脚注 [^{note.label}] 没有定义",
                ),
                Words(
                    f"Add a line `[^{note.label}]: …`, or remove the mark.",
                    f"加一行 `[^{note.label}]: …`，或删去标记。",
                ),
            )


RULE = Rule("footnote-undefined", ERROR, check)

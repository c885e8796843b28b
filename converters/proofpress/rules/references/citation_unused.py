"""An entry of the references that nobody cites.

Only where the page cites by number at all.

参考文献里有条目没有被引用。

只在正文用编号引用时检查。

Reported:

````markdown
One claim [1].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.
````

Instead:

````markdown
One claim [1], another [2].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.citation import number_of
from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark an entry."""
    cited = page.citations
    used = {n for m in cited.marks for n in m.numbers}
    used |= cited.linked | {n for note in page.links.notes if (n := number_of(note.label)) is not None}
    if not used & {e.number for e in cited.entries}:
        return
    for entry in cited.entries:
        if entry.number not in used:
            yield Remark(
                entry.span,
                Words(
                    f"Unexpected entry {entry.number}, which nothing cites", f"参考文献第 {entry.number} 条没有被引用"
                ),
                Words("Cite it where it belongs, or remove it.", "在相应的地方引用，或删去。"),
            )


RULE = Rule(
    "citation-unused", WARNING, check, gives_way=("citation-duplicate", "citation-same-source", "citation-mixed-style")
)

"""A citation, `[7]`, whose number is not in the list of references.

The reader looks for entry 7 and finds none.

引用 `[7]` 在参考文献里没有对应的条目。

读者找不到第 7 条。

Reported:

````markdown
One claim [1], another [2], a third [3].

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

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a number, at its first mark."""
    cited = page.citations
    known = {e.number for e in cited.entries}
    if not known or not any(n in known for m in cited.marks for n in m.numbers):
        return
    for mark in cited.marks:
        missing = [n for n in mark.numbers if n not in known]
        if missing and not (mark.index and missing[0] > max(known) + 3):
            known.update(missing)
            yield Remark(
                mark.span,
                Words(
                    f"Unexpected citation [{missing[0]}], expected a number of the list ({min(known)} to "
                    f"{max(e.number for e in cited.entries)})",
                    f"引用 [{missing[0]}] 在参考文献里没有条目",
                ),
                Words("Add the entry, or mend the number.", "补上条目，或改正编号。"),
            )


RULE = Rule("citation-undefined", ERROR, check)

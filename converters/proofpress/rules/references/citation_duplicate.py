"""One number, two entries in the references.

A citation of that number points to both.

参考文献里同一个编号有两条。

引用这个编号时不知指哪一条。

Reported:

````markdown
One claim [1], another [2].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.

[2] Third author. A third title. 2022.
````

Instead:

````markdown
One claim [1], another [2][3].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.

[3] Third author. A third title. 2022.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark at the second of two in one list, or in two lists where a mark above both may mean either."""
    seen: dict[int, int] = {}
    for entry in page.citations.entries:
        before, here = seen.get(entry.number), entry.span.start
        if before is not None and (_in_one_list(page, before, here) or _either(page, entry.number, before, here)):
            yield Remark(
                entry.span,
                Words(
                    f"Unexpected second entry {entry.number}, expected a number of its own",
                    f"参考文献出现两个第 {entry.number} 条",
                ),
                Words("Renumber it, or remove one of the two.", "重新编号，或删去其一。"),
            )
        seen[entry.number] = here


def _in_one_list(page: Page, one: int, other: int) -> bool:
    return not any(one < heading.span.start < other for heading in page.headings)


def _either(page: Page, number: int, one: int, other: int) -> bool:
    """Whether a mark stands above two lists; one between them means the second."""
    marks = [mark.span.start for mark in page.citations.marks if number in mark.numbers]
    return any(at < one for at in marks) and not any(one < at < other for at in marks)


RULE = Rule("citation-duplicate", ERROR, check, gives_way=("residue-duplicate",))

"""Citations by number, and no list of references at all.

正文有编号引用，却没有参考文献列表。

Reported:

````markdown
This was shown before.[12]
````

Instead:

````markdown
This was shown before.[12]

## References

[12] First author. A title. 2020.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules._citations import Mark
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a page, at the first mark."""
    cited = page.citations
    known = {e.number for e in cited.entries}
    if any(n in known for m in cited.marks for n in m.numbers):
        return
    marks = [m for m in cited.marks if not m.index and len(m.numbers) == 1]
    if marks:
        yield Remark(
            marks[0].span,
            Words(
                f"Unexpected citation [{marks[0].numbers[0]}], expected a list of references",
                f"引用 [{marks[0].numbers[0]}] 没有参考文献列表",
            ),
            Words("Add the list, or remove the citations.", "补上参考文献，或删去引用。"),
            # What was taken from elsewhere may have had its list there.
            severity=WARNING if page.is_converted or not _cites(page, marks) else None,
            detail="" if len(marks) == 1 else f"{len(marks)} citations on this page",
        )


_CLOSES = regex(r"[.,;:。，；：！？]")


def _cites(page: Page, marks: list[Mark]) -> bool:
    """Whether numbers in brackets are citations beyond doubt, and no keys, places or choices: one ends a sentence or a
    part of one, or two stand right behind words. A raised one, `x^[2]`, is a power as well."""
    marks = [mark for mark in marks if page.text[max(mark.span.start - 1, 0) : mark.span.start] != "^"]
    behind = {mark.numbers for mark in marks if page.text[max(mark.span.start - 1, 0) : mark.span.start].isalnum()}
    return len(behind) > 1 or any(_CLOSES.match(page.text, mark.span.end) for mark in marks)


RULE = Rule("citation-no-list", ERROR, check)

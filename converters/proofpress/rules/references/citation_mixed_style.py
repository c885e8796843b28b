"""`[^7]` in the text, but `[7]` or `7.` in the list of references.

The site knows no note of that name: the marks are printed, and nothing leads to the list.

正文用 `[^7]`，参考文献却写作 `[7]` 或 `7.`。

站点没有这个名字的脚注：标记会原样印出来，也不通向列表。

Reported:

````markdown
One claim.[^1] Another.[^2]

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.
````

Instead:

````markdown
One claim.[^1] Another.[^2]

## References

[^1]: First author. A title. 2020.

[^2]: Second author. Another title. 2021.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.citation import number_of
from proofpress.finding import Edit, Words
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a page, at the first mark, with the edits for the whole list."""
    cited = page.citations
    entries = {e.number: e for e in cited.entries}
    defined = {n.label for n in page.links.notes if n.definition}
    marks = [
        n for n in page.links.notes if not n.definition and n.label not in defined and number_of(n.label) in entries
    ]
    if not marks:
        return
    alone = all(page.text[e.span.start - 1 : e.span.start] in ("", "\n") for e in entries.values())
    edits: list[Edit] = []
    if cited.bracketed and alone and len(entries) == len(cited.entries):
        for entry in entries.values():
            glued = page.text[: entry.span.start].endswith("\n") and not page.text[: entry.span.start].endswith("\n\n")
            edits.append(
                Edit(
                    Span(entry.span.start, entry.span.end - len(entry.text)),
                    f"{chr(10) if glued else ''}[^{entry.number}]: ",
                )
            )
        edits += [
            Edit(m.span, f"[^{m.numbers[0]}]") for m in cited.marks if len(m.numbers) == 1 and m.numbers[0] in entries
        ]
    yield Remark(
        marks[0].span,
        Words(
            f"Unexpected mark [^{marks[0].label}] for an entry written [{marks[0].label}], expected one style",
            f"正文写作 [^{marks[0].label}]，列表写作 [{marks[0].label}]，写法应一致",
        ),
        Words(f"Write the entries as `[^{marks[0].label}]: …`.", f"把条目写作 `[^{marks[0].label}]: …`。"),
        tuple(edits),
    )


RULE = Rule("citation-mixed-style", ERROR, check, fix="safe")

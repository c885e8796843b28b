"""Several citations in one bracket: `[1-3]`, `[1,2]`.

One mark for each source lets each be a link, and leads back from each entry to where it is cited.

几个引用合写在一个括号里：`[1-3]`、`[1,2]`。

一个来源一个标记，才能各自成为链接，并从条目回到引用处。

Reported:

````markdown
This was shown before [1,2].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.
````

Instead:

````markdown
This was shown before [1][2].

## References

[1] First author. A title. 2020.

[2] Second author. Another title. 2021.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a bracket."""
    cited = page.citations
    known = {e.number for e in cited.entries}
    for mark in cited.marks:
        if len(mark.numbers) > 1 and all(n in known for n in mark.numbers):
            apart = "".join(f"[{n}]" for n in mark.numbers)
            yield Remark(
                mark.span,
                Words("Unexpected citations in one bracket, expected one a source", "几个引用合写，应一个来源一个标记"),
                Words(f"Write {apart}.", f"写作 {apart}。"),
                replace(mark.span.start, mark.span.end, apart),
            )


RULE = Rule("citation-merged", WARNING, check, fix="safe", gives_way=("citation-undefined",))

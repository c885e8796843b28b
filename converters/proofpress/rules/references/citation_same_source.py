"""One source under two numbers.

同一来源占了两个编号。

Reported:

````markdown
One claim [1], another [2].

## References

[1] First author. A title. 2020.

[2] First author. A title. 2020.
````

Instead:

````markdown
One claim [1], another [1].

## References

[1] First author. A title. 2020.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule

_DOI = regex(r"10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]]")


def check(page: Page) -> Iterator[Remark]:
    """One remark at the second of two."""
    seen: dict[str, int] = {}
    for entry in page.citations.entries:
        doi = _DOI.search(entry.text)
        key = doi[0].lower() if doi else re.sub(r"[\W_]+", "", entry.text).lower()
        if len(key) < 10:
            continue
        if seen.setdefault(key, entry.number) != entry.number:
            yield Remark(
                entry.span,
                Words(
                    f"Unexpected entry {entry.number}: the same source as {seen[key]}",
                    f"第 {entry.number} 条与第 {seen[key]} 条是同一来源",
                ),
                Words(f"Cite {seen[key]} in its place.", f"统一引用第 {seen[key]} 条。"),
            )


RULE = Rule("citation-same-source", WARNING, check)

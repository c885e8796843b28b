"""A link definition that nothing uses, or a label that is defined twice.

Of two definitions only one counts; the other is a trap for whoever edits the page next.

没有被用到的链接定义，或定义了两次的标签。

两个定义只有一个起作用，另一个会误导以后的编辑者。

Reported:

````markdown
See [the manual][docs].

[docs]: https://example.com/docs
[old]: https://example.com/old
````

Instead:

````markdown
See [the manual][docs].

[docs]: https://example.com/docs
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.links import Definition, fold
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace


def check(page: Page) -> Iterator[Remark]:
    """One remark a definition."""
    used = {r.label for r in page.links.references} | _in_comments(page)
    seen: set[str] = set()
    taken_in = page.dialect.of_site and _holds_nothing_else(page)
    for definition in page.links.definitions:
        if _is_comment(definition):
            continue
        line = page.scan.line_of(definition.span.start)
        start = page.scan.starts[line]
        whole = page.text[start : definition.span.end]
        edits = replace(start, min(definition.span.end + 1, len(page.text)), "") if "\n" not in whole else ()
        if definition.label in seen:
            yield Remark(
                definition.span,
                Words(
                    f"Unexpected second definition of [{definition.label}], expected one",
                    f"标签“{definition.label}”定义了两次",
                ),
                Words("Remove one of the two.", "删去其中一个。"),
            )
        elif definition.label not in used and not definition.label.isdigit() and not taken_in:
            yield Remark(
                definition.span,
                Words(
                    f"Unexpected definition of [{definition.label}], which nothing uses",
                    f"标签“{definition.label}”没有被用到",
                ),
                Words("Remove it, or use it.", "删去，或用上它。"),
                edits,
                safe=False,
            )
        seen.add(definition.label)


def _holds_nothing_else(page: Page) -> bool:
    """Whether a page is a list of definitions, which others take in."""
    spans = [*(one.span for one in page.links.definitions), *page.scan.raw]
    lines = {line for span in spans for line in range(page.scan.line_of(span.start), page.scan.line_of(span.end) + 1)}
    return all(
        not line.strip() or number in lines or line.lstrip().startswith("*[")
        for number, line in enumerate(page.scan.lines)
    )


def _is_comment(definition: Definition) -> bool:
    """`[//]: # (…)` and its like: Markdown has no comments of its own, so that people define what leads nowhere."""
    return definition.target in ("#", "<>", "") or definition.label in ("//", "comment")


def _in_comments(page: Page) -> set[str]:
    """Labels in comments, where the extensions of some sites look for them."""
    return {
        fold(m[1]) for raw in page.scan.raw for m in re.finditer(r"\[([^\[\]\n]+)\]", page.text[raw.start : raw.end])
    }


RULE = Rule("reference-unused", WARNING, check, fix="unsafe", gives_way=("residue-truncated",))

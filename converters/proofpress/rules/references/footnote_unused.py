"""A footnote that no mark points to.

It stands at the end of the page and no reader gets there.

没有标记指向的脚注。

它留在页末，读者无从到达。

Reported:

````markdown
A claim.

[^1]: Its proof.
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
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace

_MARK = regex(r"\[\^([^\[\]\s]++)\]")


def check(page: Page) -> Iterator[Remark]:
    """One remark a note."""
    used = {n.label for n in page.links.notes if not n.definition}
    first = {found[1]: found.start() for found in reversed(list(_MARK.finditer(page.text)))}
    used |= {n.label for n in page.links.notes if n.definition and first.get(n.label, n.span.start) < n.span.start}
    for note in page.links.notes:
        if note.definition and note.label not in used:
            line = page.scan.line_of(note.span.start)
            start, end = page.scan.span(line, line)
            alone = line + 1 >= len(page.scan.lines) or not page.scan.lines[line + 1].strip()
            yield Remark(
                note.span,
                Words(f"Unexpected note [^{note.label}], which no mark points to", f"脚注 [^{note.label}] 没有被引用"),
                Words("Put its mark into the text, or remove it.", "在正文里加上标记，或删去。"),
                replace(start, min(end + 1, len(page.text)), "") if alone else (),
                safe=False,
            )


RULE = Rule("footnote-unused", WARNING, check, fix="unsafe", gives_way=("footnote-duplicate",))

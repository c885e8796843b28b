"""A generic block that nothing closes.

It goes on to the end of the page: all that follows stands inside of it.

没有结束行的通用块。

它一直延续到页末，其后的内容全都落在里面。

Reported:

````markdown
/// warning | Cold
Wear gloves.

## The next section

Text.
````

Instead:

````markdown
/// warning | Cold
Wear gloves.
///

## The next section

Text.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proofpress.finding import Words
from proofpress.markdown.signs import SLASHES
from proofpress.regex import regex
from proofpress.rules.built import squeezed
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule

_END = regex(rf"^ {{0,3}}({SLASHES})[ ]*$", re.M)


def check(page: Page) -> Iterator[Remark]:
    """One remark a block that holds the rest of the page, of those that the site knows."""
    if "block" not in page.dialect.taken:
        return
    scan = page.scan
    heads = [one for one in page.directives if one.slashed and not one.lead.strip(" ") and len(one.lead) < 4]
    ends = {scan.line_of(found.start()): found[1] for found in _END.finditer(page.codeless)} if heads else {}
    marks = {one.first: one.mark for one in heads}
    # Asked only now: making the page costs more than all the rest.
    if left := _open(marks, ends):
        shown = frozenset(page.built.printed.split("\n")) if page.built is not None else frozenset()
        unknown = {line for line in marks if squeezed(page.scan.bodies[line]) in shown}
        left = _open({line: mark for line, mark in marks.items() if line not in unknown}, ends)
    names = {one.first: one.name for one in heads}
    for line in left:
        mark = marks[line]
        yield Remark(
            scan.row_span(line),
            Words(
                f"Unexpected end of the page inside the block {names[line]}, expected {mark} on a line of its own",
                f"块 {names[line]} 没有结束，应有单独一行 {mark}",
            ),
            Words(f"Write {mark} where the block ends.", f"在块结束处写一行 {mark}。"),
        )


def _open(marks: Mapping[int, str], ends: Mapping[int, str]) -> list[int]:
    """The lines of the heads that no later sign of the same length closes; what stands inside of another ends there."""
    left: list[int] = []
    depths: dict[str, list[int]] = {}
    for line in sorted({*ends, *marks}):
        if line in marks:
            depths.setdefault(marks[line], []).append(len(left))
            left.append(line)
        elif own := depths.get(ends[line]):
            depth = own[-1]
            for inner in left[depth:]:
                depths[marks[inner]].pop()
            del left[depth:]
    return left


RULE = Rule("container-unclosed", WARNING, check, across=True)

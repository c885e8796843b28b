"""An admonition, a details block or a tab whose body is not indented.

What belongs to the block stands four spaces in. Text at the margin is outside of it: the reader sees an empty box with the
text under it.

提示块、折叠块或标签页的正文没有缩进。

块内的内容都要缩进四格；写在行首的文字在块外，读者会看到一个空框，文字在框的下面。

Reported:

````markdown
!!! note "Careful"
This is outside of the box.
````

Instead:

````markdown
!!! note "Careful"
    This is inside of the box.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.signs import BOX
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_HEAD = re.compile(
    r"(?:" + BOX.pattern + r')[ \t]+(?:[\w-]+(?:[ \t]+[\w-]+)*)?[ \t]*(?:"[^"\n]*"|\'[^\'\n]*\')?[ \t]*$'
)


def check(page: Page) -> Iterator[Remark]:
    """One remark at the first line that should have been inside."""
    scan = page.scan
    for number, kind in enumerate(scan.kinds):
        if kind != Kind.TEXT or not _opens(page, number):
            continue
        body = number + 1
        while body < len(scan.kinds) and scan.kinds[body] == Kind.BLANK:
            body += 1
        inside = scan.indents[number] + 4
        if body < len(scan.kinds) and scan.indents[body] >= inside:
            continue
        here = Span(scan.content(number), scan.starts[number] + len(scan.lines[number]))
        apart = body > number + 1
        if body >= len(scan.kinds) or apart and (scan.indents[body] <= scan.indents[number]):
            if _titled(page, number):
                continue
            yield Remark(
                here,
                Words(
                    "Unexpected block without a body, expected lines indented by four spaces",
                    "此块没有正文，正文应缩进四格",
                ),
                Words(
                    "Indent what belongs to it by four spaces, or remove it.", "把属于它的内容缩进四格，或删去此块。"
                ),
            )
            continue
        last = body
        while last + 1 < len(scan.kinds) and scan.kinds[last + 1] == Kind.TEXT and not _opens(page, last + 1):
            last += 1
        edits = tuple(
            Edit(Span(scan.starts[k] + scan.quotes[k], scan.content(k)), " " * inside) for k in range(body, last + 1)
        )
        start = scan.content(body)
        yield Remark(
            Span(start, scan.starts[body] + len(scan.lines[body])),
            Words(
                "Unexpected text outside of its block, expected four spaces before it", "正文在块外，前面应有四个空格"
            ),
            Words("Indent every line that belongs to the block by four spaces.", "把属于此块的每一行缩进四格。"),
            edits,
            safe=False,
        )


def _opens(page: Page, number: int) -> bool:
    return (
        page.scan.lines[number].lstrip(" >\t")[:3] in ("!!!", "???", "===")
        and _HEAD.match(page.body(number)) is not None
    )


def _titled(page: Page, number: int) -> bool:
    """An admonition that only shows its title is the author's choice; a tab or a details block is not."""
    body = page.body(number)
    return body.startswith("!!!") and body.rstrip().endswith(('"', "'")) and '""' not in body


RULE = Rule("container-indent", ERROR, check, fix="unsafe")

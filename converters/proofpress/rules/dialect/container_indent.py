"""An admonition, a details block or a tab whose body is not indented.

What belongs to the block stands four spaces in. Text at the margin is outside of it: the reader sees an empty box with
the text under it. An admonition without a body still shows its title: a warning. So is text behind the body that stands
two or three spaces in, which falls out of the block.

提示块、折叠块或标签页的正文没有缩进。

块内的内容都要缩进四格；写在行首的文字在块外，读者会看到一个空框，文字在框的下面。没有正文的提示块仍显示标题，
只是警告。正文之后只缩进两三格的文字会落到块外，也是警告。

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

from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.trouble import BoxTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark at the first line that should have been inside."""
    scan = page.scan
    for trouble in page.troubled(BoxTrouble, "empty", "bare", "outside", "fallen"):
        if trouble.what in ("empty", "bare"):
            yield Remark(
                trouble.span,
                Words(
                    "Unexpected block without a body, expected lines indented by four spaces",
                    "此块没有正文，正文应缩进四格",
                ),
                Words(
                    "Indent what belongs to it by four spaces, or remove it.", "把属于它的内容缩进四格，或删去此块。"
                ),
                severity=WARNING if trouble.what == "bare" else None,
            )
            continue
        lines = range(trouble.first, trouble.last + 1)
        if not trouble.column:
            yield Remark(
                trouble.span,
                Words(
                    "Unexpected text right under the head of a callout, expected > before it: the box stays empty",
                    "提示块标题下的正文缺少 >，会落在框外，框里是空的",
                ),
                Words("Put > before every line that belongs to it.", "在属于它的每一行前写上 >。"),
                tuple(Edit(Span(scan.starts[k], scan.starts[k]), "> ") for k in lines),
                safe=False,
            )
            continue
        yield Remark(
            trouble.span,
            Words(
                "Unexpected text outside of its block, expected four spaces before it", "正文在块外，前面应有四个空格"
            ),
            Words("Indent every line that belongs to the block by four spaces.", "把属于此块的每一行缩进四格。"),
            tuple(Edit(Span(scan.starts[k] + scan.quotes[k], scan.content(k)), " " * trouble.column) for k in lines),
            safe=False,
            severity=WARNING if trouble.what == "fallen" else None,
        )


RULE = Rule("container-indent", ERROR, check, fix="unsafe")

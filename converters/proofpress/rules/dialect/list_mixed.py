"""Bullets right after a numbered list, or numbers after bullets, which the site reads as one list.

Without the extension `sane_lists` Python-Markdown goes on with the list that is open: the bullets are numbered, and the
numbers become bullets. A paragraph between the two, or a comment, keeps them apart.

编号列表之后紧接着圆点列表（或相反），站点把两者读成一个列表。

没有启用扩展 `sane_lists` 时，Python-Markdown 会接着排前一个列表：圆点变成编号，编号变成圆点。
中间写一段话或一行注释即可分开。

Reported:

````markdown
1. Pour in the water;
2. stir.

- The water must be cold.
- The spoon must be clean.
````

Instead:

````markdown
1. Pour in the water;
2. stir.

Mind that

- the water must be cold,
- the spoon must be clean.
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.trouble import EntryTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a list, at the first item that joins it."""
    for trouble in page.troubled(EntryTrouble, "mixed"):
        numbered = trouble.entry.numbered
        yield Remark(
            trouble.span,
            Words(
                "Unexpected number after bullets, which becomes a bullet of the same list"
                if numbered
                else "Unexpected bullet after a numbered list, which becomes the list's next number",
                "编号紧接在圆点列表之后，会变成同一列表的圆点"
                if numbered
                else "圆点紧接在编号列表之后，会变成同一列表的下一个编号",
            ),
            Words(
                "Turn on sane_lists in mkdocs.yml, or write a paragraph or `<!-- -->` between the lists.",
                "在 mkdocs.yml 中启用 sane_lists，或在两个列表之间写一段话或 `<!-- -->`。",
            ),
        )


RULE = Rule("list-mixed", ERROR, check, gives_way=("list-indent", "list-glued", "fence-indent"))

"""A table that has no blank line above it, or none below it.

The site's parser looks for a table only at the start of a block: under a paragraph it prints the bars. A heading, a
list or a sentence right below a table becomes one of its rows.

表格的上方或下方没有空行。

站点的解析器只在一块的开头认表格：紧贴段落时会把竖线原样印出来；紧接在表格之后的标题、列表或文字会变成表格的一行。

Reported:

````markdown
The results:
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
````

Instead:

````markdown
The results:

| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
````

Reported:

````markdown
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |
### 讨论

差别不大。
````

Instead:

````markdown
| Model | Accuracy |
| --- | --- |
| ResNet | 92% |

### 讨论

差别不大。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.lines import Kind
from proofpress.markdown.trouble import TableTrouble
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, blank_above


def check(page: Page) -> Iterator[Remark]:
    """One remark at the header row, one at what became a row. What stands below it is no row once it is a table."""
    yield from _below(page)
    below = {
        trouble.table.head: blank_above(page, trouble.line) for trouble in page.troubled(TableTrouble, "block", "text")
    }
    for trouble in page.troubled(TableTrouble, "glued"):
        head, above = trouble.line, trouble.line - 1
        fence = page.scan.kinds[above] == Kind.FENCE
        in_item = not fence and (page.scan.indents[head] != page.scan.indents[above] or "|" in page.scan.view(above))
        yield Remark(
            trouble.span,
            Words(
                f"Unexpected table right under a {'fence' if fence else 'paragraph'}, expected a blank line between "
                "them",
                f"表格紧贴{'代码块' if fence else '段落'}，两者之间应有空行",
            ),
            Words("Put a blank line above the header row.", "在表头之前空一行。"),
            () if in_item else (*blank_above(page, head), *below.get(head, ())),
        )


def _below(page: Page) -> Iterator[Remark]:
    for trouble in page.troubled(TableTrouble, "block", "text"):
        block = trouble.what == "block"
        yield Remark(
            trouble.span,
            Words(
                "Unexpected text right below a table, expected a blank line: it becomes a row",
                "文字紧接在表格之后，会变成表格的一行，两者之间应有空行",
            ),
            Words("Put a blank line below the table.", "在表格之后空一行。"),
            blank_above(page, trouble.line),
            safe=block,
            severity=None if block or _is_text(page, trouble) else WARNING,
        )


def _is_text(page: Page, trouble: TableTrouble) -> bool:
    """Whether a sentence ends a table, which nobody would write as its last row, and nothing changes the page. Where
    rows have no outer bars, a row may as well have only its first cell."""
    docs = page.site.docs(page.source.name)
    last = trouble.line == trouble.table.last or not any(
        "|" in page.scan.view(line) for line in range(trouble.line, trouble.table.last + 1)
    )
    last = last and page.scan.body(trouble.table.head).startswith("|")
    return last and not (docs and docs.remade) and is_sentence(page.scan.body(trouble.line))


RULE = Rule("table-glued", ERROR, check, fix="safe")

"""Indented code right under a sentence that announces it.

Without a blank line between them the code goes on with the paragraph: the page sets it as running text, in one line.

引出代码的句子之下，缩进的代码紧贴着写。

两者之间没有空行时，代码是段落的延续：页面把它当作正文，排成一行。

Reported:

````markdown
Run these:
    $ git clone https://example.org/a.git
    $ cd a

Then start it.
````

Instead:

````markdown
Run these:

```bash
git clone https://example.org/a.git
cd a
```

Then start it.
````

Reported:

````markdown
写法如下：
    import math
    print(math.pi)
````

Instead:

````markdown
写法如下：

```python
import math
print(math.pi)
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.code import Coded, coded
from proofpress.evidence.language import likely_language
from proofpress.finding import Words
from proofpress.markdown.lines import Block
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, blank_above


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    if not page.dialect.indented:
        return
    for block in page.blocks:
        if (line := _first(page, block)) < 0 or page.is_raw(block.span.start):
            continue
        code = "\n".join(page.body(k) for k in range(line, block.last + 1))
        if likely_language(code) == "text" or any(coded(row) <= Coded.PROSE for row in code.split("\n")):
            continue
        yield Remark(
            page.scan.row_span(line),
            Words(
                "Unexpected code right under a sentence, which the page sets as running text, expected a fence",
                "代码紧贴句子，会被排成正文，应写在围栏里",
            ),
            Words("Put it between two lines of ```, or a blank line above it.", "放进一对 ``` 之间，或在其上空一行。"),
            blank_above(page, line),
            safe=False,
        )


def _first(page: Page, block: Block) -> int:
    """The first line of a block that stands four columns further in than the text that announces it, as all below it
    do; -1 where there is none."""
    scan = page.scan
    for line in range(block.first + 1, block.last + 1):
        if scan.indents[line] >= scan.bases[line] + 4:
            announced = page.body(line - 1).rstrip("*_ ").endswith((":", "：")) and line not in scan.openings
            below = range(line, block.last + 1)
            whole = all(scan.indents[k] >= scan.bases[k] + 4 and scan.quotes[k] == scan.quotes[line] for k in below)
            return line if announced and whole else -1
    return -1


RULE = Rule("code-glued", WARNING, check, fix="unsafe", gives_way=("container-indent", "list-glued"))

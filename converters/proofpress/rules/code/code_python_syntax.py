"""Python that Python cannot read.

Prompts, outputs, magics, elisions with `...` and indented excerpts are understood; Python 2 is left alone.

Python 读不懂的 Python 代码。

提示符、输出、魔法命令、`...` 省略和缩进的片段都能识别；Python 2 的代码不作检查。

Reported:

````markdown
```python
def area(r)
    return 3.14 * r ** 2
```
````

Instead:

````markdown
```python
def area(r):
    return 3.14 * r ** 2
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.languages import lexer
from proofpress.rules.code._python import trouble
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    for fence in page.fences:
        if lexer(fence.lang) != "python" or not fence.closed:
            continue
        code = page.fence_source(fence)
        if code.text.lstrip().startswith("$"):
            continue
        found = trouble(code.text)
        if found is None:
            continue
        at = code.span(min(found.offset, max(len(code.text) - 1, 0)), min(found.offset + 1, len(code.text)))
        line = page.scan.line_of(at.start)
        end = page.scan.starts[line] + len(page.scan.lines[line].rstrip())
        yield Remark(Span(min(at.start, end), max(end, at.start)), found.message, found.help, detail=found.detail)


RULE = Rule(
    "code-python-syntax",
    WARNING,
    check,
    gives_way=(
        "code-fullwidth",
        "code-entity",
        "code-line-numbers",
        "code-zero-width",
        "encoding",
        "residue-think",
        "code-fence-collision",
    ),
)

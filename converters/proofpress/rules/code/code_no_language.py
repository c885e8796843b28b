"""A code block that shows what language it is in and does not say so.

It is shown without colours, and neither search nor a reader's tools know what it is.
Output, drawings and plain text need no name.

代码块看得出是什么语言，却没有写明。

显示时没有高亮，搜索和读者的工具也不知道它是什么。程序输出、字符图和纯文本不必写语言名。

Reported:

````markdown
```
print("hi")
```
````

Instead:

````markdown
```python
print("hi")
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence.language import likely_language
from proofpress.finding import Words
from proofpress.markdown.ticks import shows_fence
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """A remark for each block whose code shows its language; drawings, outputs and plain text are what they are."""
    for fence in page.fences:
        if fence.lang or fence.text.strip("{} "):
            continue
        start = page.scan.content(fence.first)
        end = start + len(page.scan.lines[fence.first].strip().lstrip("> "))
        code = page.fence_source(fence).text
        if not code.strip():
            continue
        likely = "text" if shows_fence(code) else likely_language(code)
        if likely == "text":
            continue
        at = page.text.index(fence.marker, page.scan.starts[fence.first]) + len(fence.marker)
        yield Remark(
            Span(start, end),
            Words(
                "Unexpected code block without a language, expected its name after the fence",
                "代码块没有写明语言，围栏后应有语言名",
            ),
            Words(f"Write {fence.marker}{likely}.", f"写作 {fence.marker}{likely}。"),
            replace(at, at, likely),
            safe=False,
        )


RULE = Rule(
    "code-no-language",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("mermaid-not-marked", "code-fence-unclosed", "code-fence-collision", "code-line-numbers"),
)

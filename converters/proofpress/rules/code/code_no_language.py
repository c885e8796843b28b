"""A code block that does not say its language.

It is shown without colours, and neither search nor a reader's tools know what it is.
For output and plain text write `text`.

代码块没有写明语言。

显示时没有高亮，搜索和读者的工具也不知道它是什么。程序输出和纯文本请写 `text`。

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
from dataclasses import replace as changed

from proofpress.evidence.language import likely_language
from proofpress.finding import Words
from proofpress.markdown.ticks import shows_fence
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, replace
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a block; of blocks that show no language, most of them outputs, one a page."""
    plain: list[Remark] = []
    for likely, remark in _blocks(page):
        if likely == "text":
            plain.append(remark)
        else:
            yield remark
    if plain:
        more = len(plain) > 1
        said = Words(
            plain[0].message.en + (f" ({len(plain)} on this page)" if more else ""),
            plain[0].message.zh + (f"（本页共 {len(plain)} 处）" if more else ""),
        )
        yield changed(plain[0], message=said, edits=tuple(edit for one in plain for edit in one.edits))


def _blocks(page: Page) -> Iterator[tuple[str, Remark]]:
    """Blocks without a language, with the likeliest one."""
    for fence in page.fences:
        if fence.lang or fence.text.strip("{} "):
            continue
        start = page.scan.content(fence.first)
        end = start + len(page.scan.lines[fence.first].strip().lstrip("> "))
        code = page.fence_source(fence).text
        if not code.strip():
            continue
        likely = "text" if shows_fence(code) else likely_language(code)
        at = page.text.index(fence.marker, page.scan.starts[fence.first]) + len(fence.marker)
        remark = Remark(
            Span(start, end),
            Words(
                "Unexpected code block without a language, expected its name after the fence",
                "代码块没有写明语言，围栏后应有语言名",
            ),
            Words(f"Write {fence.marker}{likely}.", f"写作 {fence.marker}{likely}。"),
            replace(at, at, likely),
            safe=False,
        )
        yield likely, remark


RULE = Rule(
    "code-no-language",
    WARNING,
    check,
    fix="unsafe",
    gives_way=("mermaid-not-marked", "code-fence-unclosed", "code-fence-collision", "code-line-numbers"),
)

"""JSON, YAML or TOML that cannot be read.

Comments and elisions (`...`) are allowed in JSON, and several documents one after another.

读不懂的 JSON、YAML 或 TOML。

JSON 里可以有注释和省略（`...`），也可以连着写几个文档。

Reported:

````markdown
```json
{
  "alg": "HS256"
  "typ": "JWT"
}
```
````

Instead:

````markdown
```json
{
  "alg": "HS256",
  "typ": "JWT"
}
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.rules.code._data import trouble
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    for fence in page.fences:
        if fence.lang not in ("json", "yaml", "yml", "toml") or not fence.closed:
            continue
        code = page.fence_source(fence)
        found = trouble(code.text, fence.lang)
        if found is not None:
            at = code.span(min(found.offset, max(len(code.text) - 1, 0)), min(found.offset + 1, len(code.text)))
            line = page.scan.line_of(at.start)
            end = page.scan.starts[line] + len(page.scan.lines[line].rstrip())
            yield Remark(Span(min(at.start, end), max(end, at.start)), found.message, found.help, detail=found.detail)


RULE = Rule(
    "code-data-syntax",
    WARNING,
    check,
    gives_way=("code-fullwidth", "code-entity", "code-line-numbers", "code-zero-width", "encoding"),
)

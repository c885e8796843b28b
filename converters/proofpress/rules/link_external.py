"""A link to another host that does not answer.

Off unless asked for, and never blocking: `proofpress check --select link-external` asks every address once and remembers the
answers. The rule itself looks nothing up; it reads what was remembered.

指向其他网站的链接打不开。

默认不检查，也从不阻断：用 `proofpress check --select link-external` 时，每个地址只询问一次并记下结果。规则本身不联网，只读取记下的结果。

Reported:

````markdown
See [the archive](https://gone.example/).
````

Instead:

````markdown
See [the archive](https://example.com/).
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import INFO, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark a link whose remembered answer is a failure."""
    for target in page.outline.targets:
        if target.url.startswith(("https://", "http://")) and (answer := page.site.answer(target.url)):
            yield Remark(
                target.span,
                Words(f"Unexpected answer of {target.url!r}: {answer}", f"“{target.url}”打不开：{answer}"),
                Words("Mend the address, or point to an archived copy.", "改正地址，或指向存档。"),
            )


RULE = Rule("link-external", INFO, check, across=True)

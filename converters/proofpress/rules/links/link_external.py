"""A link to another host that does not answer.

Off unless asked for (`--select default,link-external`), and it never stops a build. Each address is asked once a day,
within five seconds, and what it said is kept in the project's cache. Only "404" and "410" are reported: without a
network, or where a host does not answer, nothing is said.

指向其他网站的链接打不开。

默认不检查（用 `--select default,link-external` 打开），也从不阻断构建。每个网址每天只问一次，限时五秒，
结果存入项目的缓存。只报告“404”和“410”：没有网络或对方不应答时，什么也不说。

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
    """One remark a link whose answer is a failure."""
    for target in page.outline.targets:
        if target.url.startswith(("https://", "http://")) and (answer := page.site.answer(target.url)):
            yield Remark(
                target.span,
                Words(f"Unexpected answer of {target.url!r}: {answer}", f"“{target.url}”打不开：{answer}"),
                Words("Mend the address, or point to an archived copy.", "改正地址，或指向存档。"),
            )


RULE = Rule("link-external", INFO, check, across=True)

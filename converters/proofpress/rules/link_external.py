"""A link to another host that does not answer.

Off unless asked for, and it never stops a build. The rule itself looks nothing up: it reports the answers that the site was
given (`FolderSite(answers=…)`), so that a check gives the same result with and without a network.

指向其他网站的链接打不开。

默认不检查，也从不阻断构建。规则本身不联网，只报告交给站点的结果（`FolderSite(answers=…)`），因此有没有网络，检查结果都一样。

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

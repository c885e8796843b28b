"""An image without a description.

Screen readers have nothing to say, and where the image does not load there is nothing at all. An `<img>` whose `alt` is
empty is an ornament, and fine.

图片没有说明文字。

读屏软件无话可读；图片加载失败时，什么也看不到。`alt` 写明为空的 `<img>` 是装饰，不算。

Reported:

````markdown
![](figure.png)
````

Instead:

````markdown
![Accuracy over ten epochs](figure.png)
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.outline import RAW
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a page, at the first such image: one is as telling as fifty."""
    if not (bare := sorted(_bare(page), key=lambda found: found[0])):
        return
    where, place = bare[0]
    more = Words(f" ({len(bare)} on this page)", f"（本页共 {len(bare)} 处）") if len(bare) > 1 else Words("", "")
    yield Remark(
        where,
        Words(
            f"Unexpected image without a description, expected one in {place.en}{more.en}",
            f"图片没有说明文字，应写在{place.zh}里{more.zh}",
        ),
        Words("Say in a few words what it shows.", "用几个字说明图的内容。"),
    )


def _bare(page: Page) -> Iterator[tuple[Span, Words]]:
    """Images without a description, and where it would stand."""
    for link in page.links.links:
        if link.image and not link.trouble and not page.text[link.text.start : link.text.end].strip():
            yield link.span, Words("the brackets", "方括号")
    for tag in RAW.finditer(page.prose) if "<img" in page.prose else ():
        if tag[1].lower() == "img" and not _ALT.search(tag[2]):
            yield Span(*tag.span()), Words("alt", " alt ")


_ALT = regex(r"\salt\s*=|\srole\s*=\s*[\"']?(?:presentation|none)\b|\saria-hidden\b", re.I)


RULE = Rule("image-alt", WARNING, check)

"""An image without a description.

Screen readers have nothing to say, and where the image does not load there is nothing at all.

图片没有说明文字。

读屏软件无话可读；图片加载失败时，什么也看不到。

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

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark an image."""
    for link in page.links.links:
        if link.image and not link.trouble and not page.text[link.text.start : link.text.end].strip():
            yield Remark(
                link.span,
                Words("Unexpected image without a description, expected one in the brackets", "图片没有说明文字，方括号里应写明内容"),
                Words("Say in a few words what it shows.", "用几个字说明图的内容。"),
            )


RULE = Rule("image-alt", WARNING, check)

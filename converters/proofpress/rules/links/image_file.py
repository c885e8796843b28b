"""An image whose file is not there.

图片文件不存在。

Reported:

````markdown
![The network](missing.png)
````

Instead:

````markdown
![The network](figure.png)
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.rules.links._disk import on_a_disk
from proofpress.rules.links._targets import find, is_nowhere
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


def check(page: Page) -> Iterator[Remark]:
    """One remark an image."""
    for target in page.outline.targets:
        if target.image and (remark := on_a_disk(target)) is not None:
            yield remark
            continue
        if target.image and is_nowhere(page, target):
            yield Remark(
                target.span,
                Words(f"Unexpected image {target.url!r}, whose name no file has", f"没有名为“{target.url}”的图片"),
                Words(
                    "Mend the name as the plugin reads it, or write ![](path).",
                    "按插件的读法改正名称，或写成 ![](路径)。",
                ),
            )
            continue
        place = find(page, target) if target.image else None
        apart = place.apart if place is not None else ""
        if place is not None and not place.own and (apart in _APART or not page.site.exists(place.path)):
            yield Remark(
                target.span,
                Words(f"Unexpected image {target.url!r}, expected a file that exists", f"图片“{target.url}”不存在")
                if not apart
                else Words(
                    f"Unexpected image {target.url!r}, which this page does not find there",
                    f"图片“{target.url}”不在本页所找的地方",
                ),
                _APART.get(apart) or Words("Mend the path, or put the file there.", "改正路径，或补上文件。"),
                # The page says what the picture shows; that it was not saved with the article is no fault of its own.
                severity=WARNING if page.is_converted or apart == "beside" else None,
            )


_APART = {
    "language": None,
    "below": Words(
        "HTML is left as it is, and this page stands in a folder of its own: put ../ before the path.",
        "HTML 不会被改写，而本页在站点上有自己的目录：在路径前加上 ../。",
    ),
    "beside": Words(
        "It counts from the root of the host, above this site: put the file beside the page.",
        "它从主机根目录算起，不在本站之内：请把文件放到页面旁边。",
    ),
    "excluded": Words("`exclude_docs` keeps the file out of the site.", "文件被 `exclude_docs` 排除在站点之外。"),
}
"""What is to be done where the file is there, or may be, and not for this page."""


RULE = Rule("image-file", ERROR, check, across=True, gives_way=("link-fullwidth", "link-malformed"))

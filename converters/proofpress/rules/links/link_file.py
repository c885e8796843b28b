"""A link to a file that is not there.

Readers get a page that says "not found". Addresses from the root (`/guide/`) are looked up where `mkdocs.yml` tells
what is there, and those in `<a href>` count too. Where `site_url` has a path (`https://example.org/gauge/`), one that
leaves it out and names a page or file of this site is a warning: it leads above the site. On a page that was converted,
so is a target that nothing here resembles: the pages beside the original were not taken along.

链接指向不存在的文件。

读者只会看到“找不到页面”。以 `/` 开头的地址按 `mkdocs.yml` 查找，`<a href>` 里的地址同样检查。`site_url` 带路径
（如 `https://example.org/gauge/`）时，漏写该路径、却正是本站页面或文件的地址会指到站外，报为警告。转换而来的页面，
其原站的其他页面往往没有一并取来，这样的链接也只是警告。

Reported:

````markdown
See [the next chapter](chapter-2.md).
````

Instead:

````markdown
See [the next chapter](other.md).
````
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import NamedTuple

from proofpress.finding import Severity, Words
from proofpress.rules.links._disk import on_a_disk
from proofpress.rules.links._languages import PAGES
from proofpress.rules.links._targets import find, is_nowhere
from proofpress.rules.outline import Target
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule


class _Reason(NamedTuple):
    """Why a target is no link for readers, about its address, and what to do."""

    message: Callable[[str], Words]
    help: Words
    severity: Severity | None = None


_APART = {
    "language": _Reason(
        lambda url: Words(
            f"Unexpected target {url!r}, which is a page of another language",
            f"链接目标“{url}”是另一种语言的页面",
        ),
        Words(
            "Name the page without its language: the site finds the right one; or give its address.",
            "链接写不带语言的文件名，由站点选择语言；或写出网址。",
        ),
    ),
    "source": _Reason(
        lambda url: Words(
            f"Unexpected {url!r}, which names a file of Markdown from the site's root, where it is not",
            f"“{url}”从站点根目录指向 Markdown 源文件，网站上没有这个文件",
        ),
        Words(
            "Write the path from this page, or set `validation: links: absolute_links: relative_to_docs`.",
            "写相对于本页的路径，或设置 `validation: links: absolute_links: relative_to_docs`。",
        ),
        WARNING,
    ),
    "html": _Reason(
        lambda url: Words(
            f"Unexpected {url!r} in HTML, where the site leaves it as it is, expected the address of a built page",
            f"HTML 里的“{url}”不会被改写，网站上没有这个文件",
        ),
        Words(
            "Write the link in Markdown, or the address that the page has.", "改用 Markdown 链接，或写生成后的网址。"
        ),
    ),
    "below": _Reason(
        lambda url: Words(
            f"Unexpected {url!r} in HTML, which counts from the folder that this page has on the site",
            f"HTML 里的“{url}”从本页在站点上的目录算起，找不到文件",
        ),
        Words("Put ../ before it, or write it in Markdown.", "在前面加上 ../，或改用 Markdown 写法。"),
    ),
    "beside": _Reason(
        lambda url: Words(
            f"Unexpected {url!r}, which counts from the root of the host, above this site",
            f"“{url}”从主机根目录算起，不在本站之内",
        ),
        Words(
            "Write the path of the page here, or the whole address where another site is meant.",
            "写出本站页面的路径；若指别的网站，写出完整网址。",
        ),
        WARNING,
    ),
    "excluded": _Reason(
        lambda url: Words(
            f"Unexpected target {url!r}, which `exclude_docs` or `draft_docs` keeps out of the site",
            f"链接目标“{url}”被 `exclude_docs` 或 `draft_docs` 排除在站点之外",
        ),
        Words("Link to a page of the site, or take it out of the patterns.", "链接到站点上的页面，或修改排除规则。"),
    ),
    "outside": _Reason(
        lambda url: Words(
            f"Unexpected target {url!r}, a file outside of the docs folder, which is not on the site",
            f"链接目标“{url}”在文档目录之外，网站上没有这个文件",
        ),
        Words(
            "Link to its address on the code host, or take the page into the docs folder.",
            "写出它在代码托管站上的网址，或把页面放进文档目录。",
        ),
    ),
    "folder": _Reason(
        lambda url: Words(
            f"Unexpected target {url!r}, a folder without a page of its own, expected a page",
            f"链接目标“{url}”是没有首页的目录",
        ),
        Words("Link to a page in it, or give it an index.md.", "链接到其中某一页，或为它写一个 index.md。"),
    ),
}


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    for target in page.outline.targets:
        if not target.image and (remark := on_a_disk(target)) is not None:
            yield remark
            continue
        if not target.image and is_nowhere(page, target):
            yield _no_file(target)
            continue
        place = None if target.image else find(page, target)
        if place is not None and place.apart:
            yield _remark(target, _APART[place.apart])
            continue
        if place is None or place.own or page.site.exists(place.path):
            continue
        near = next((place.path + end for end in PAGES if page.site.exists(place.path + end)), "")
        if not near and place.path.endswith((".html", "/index")):
            stem = posixpath.splitext(place.path)[0]
            near = next((stem + end for end in PAGES if page.site.exists(stem + end)), "")
        hint = posixpath.basename(near)
        # What stands beside the site on its host is not known; nor is it a fault of a page that was taken from
        # another site that its neighbours were not taken along.
        docs = page.site.docs(page.source.name)
        counted = docs is not None and docs.absolute and place.path.endswith(PAGES)
        far = target.url.startswith("/") and not counted or page.is_converted and not near
        yield Remark(
            target.span,
            Words(f"Unexpected target {target.url!r}, expected a file that exists", f"链接目标“{target.url}”不存在"),
            Words(f"Did you mean {hint}?", f"是否应为 {hint}？")
            if near
            else Words("Mend the path, or remove the link.", "改正路径，或删去链接。"),
            severity=WARNING if far else None,
        )


def _no_file(target: Target) -> Remark:
    """A page that is named may be one that is still to be written."""
    return Remark(
        target.span,
        Words(f"Unexpected name {target.url!r}, which no file has", f"没有名为“{target.url}”的文件"),
        Words(
            "Mend the name as the plugin reads it, or write the page.",
            "按插件的读法改正名称，或写出这一页。",
        ),
        severity=WARNING,
    )


def _remark(target: Target, reason: _Reason) -> Remark:
    return Remark(target.span, reason.message(target.url), reason.help, severity=reason.severity)


RULE = Rule("link-file", ERROR, check, across=True, gives_way=("link-reversed", "link-fullwidth", "link-malformed"))

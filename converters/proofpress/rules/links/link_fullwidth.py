"""Full-width parentheses around a link's address, or Chinese punctuation right behind a bare address.

`[text]（address）` is no link. Where a bare address is made a link, on code hosts and in chats, `，` or `。` and all
that follows become part of it.

链接地址用了全角括号，或裸网址后面紧跟中文标点。

`[文字]（地址）` 不是链接；裸网址在代码托管站和聊天软件里会自动变成链接，紧跟的“，”“。”连同后面的文字都会被算进去。

Reported:

````markdown
见[文档]（https://example.com/docs）。
````

Instead:

````markdown
见[文档](https://example.com/docs)。
````

Reported:

````markdown
参考https://example.com/docs，其中有细节。
````

Instead:

````markdown
参考<https://example.com/docs>，其中有细节。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.mask import in_lines, mask
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_PLACE = r"\(((?:https?://|\.{1,2}/)[^\s()]{1,500})\)"
_NEAR = (
    r"\(((?:https?://|\.{0,2}/|#)?[^\s()（）：:，。]{1,200}\.(?:md|html?)(?:#[^\s()]{0,200})?"
    r"|(?:https?://|#)[^\s()]{1,500})\)"
)
_CORNERS = (
    regex(rf"【([^【】\[\]\n]{{1,60}})】{_PLACE}"),
    regex(rf"\[([^【】\[\]\n]{{1,60}})】{_NEAR}"),
    regex(rf"【([^【】\[\]\n]{{1,60}})\]{_NEAR}"),
)
"""Brackets in corners around a link's text; where one of the two is plain, an address within the site is one too."""
_REMOTE = regex("://")
_BARE = regex(
    r"(?<![A-Za-z0-9(<\"'=\[@/])(https?://(?:(?!(?<![A-Za-z0-9(<\"'=\[@/])https?://)[!-~])*+"
    "(?<=[A-Za-z0-9/=#_-]))([，。；：、！？）】》」”])"
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    if page.text.isascii():
        return
    for link in page.links.links:
        if link.trouble == "fullwidth":
            text = page.text[link.span.start : link.text.end + 1]
            yield Remark(
                link.span,
                Words(
                    "Unexpected full-width parenthesis in a link, expected ( and )", "链接用了全角括号，应为半角 ( )"
                ),
                Words(f"Write {text}({link.target}).", f"写作 {text}({link.target})。"),
                replace(link.span.start, link.span.end, f"{text}({link.target})"),
            )
    cornered = "】(" in page.prose or "【" in page.prose and "](" in page.prose
    for found in (m for corners in _CORNERS for m in corners.finditer(page.prose)) if cornered else ():
        yield Remark(
            Span(*found.span()),
            Words("Unexpected 【】 in a link, expected [ and ]", "链接用了【】，应为半角 [ ]"),
            Words(f"Write [{found[1]}]({found[2]}).", f"写作 [{found[1]}]({found[2]})。"),
            replace(found.start(), found.end(), f"[{found[1]}]({found[2]})"),
        )
    view = mask(page.prose, [link.span for link in page.links.links] + [d.span for d in page.links.definitions])
    for found in in_lines(_BARE, _REMOTE, view):
        address, start = found[1], found.start()
        line = view.rfind("\n", 0, start) + 1
        if view.rfind("<", line, start) > view.rfind(">", line, start):
            continue
        yield Remark(
            Span(start, start + len(address) + 1),
            Words(
                f"Unexpected {found[2]!r} right after a bare address, expected the address in angle brackets",
                f"裸网址后面紧跟“{found[2]}”，网址应放进尖括号",
            ),
            Words(f"Write <{address}>.", f"写作 <{address}>。"),
            replace(start, start + len(address), f"<{address}>"),
        )


RULE = Rule("link-fullwidth", ERROR, check, fix="safe", gives_way=("doi-form",))

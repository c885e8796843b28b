"""A link that is not closed, or whose address has a space in it.

A site takes the space: there a link to a file is judged by the file, and one to another host is a warning.

链接没有收尾，或地址里有空格。

站点的解析器接受空格：指向文件的链接看文件是否存在，指向其他网站的只是警告。

Reported:

````markdown
See the [manual](https://example.com/docs for details
````

Instead:

````markdown
See the [manual](https://example.com/docs) for details
````

Reported:

````markdown
见[数据](https://example.com/my data.html)。
````

Instead:

````markdown
见[数据](https://example.com/my%20data.html)。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.links import takes_space
from proofpress.markdown.mask import in_lines
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, leading_sign, replace
from proofpress.source import Span


def check(page: Page) -> Iterator[Remark]:
    """One remark a link."""
    yield from _open_text(page)
    yield from _far_address(page)
    for link in page.links.links:
        if link.trouble == "unclosed":
            yield Remark(
                link.span,
                Words("Unexpected end of the link, expected a closing parenthesis", "链接没有收尾，缺少右括号"),
                Words("Put ) after the address.", "在地址之后补上 )。"),
                replace(link.where.end, link.where.end, ")"),
                safe=False,
            )
        elif link.trouble == "space" and not re.search(r"\{[{%]", link.target):
            read = page.dialect.of_site and takes_space(link, page.text)
            if read and "://" not in link.target:
                # A file of that name may be there.
                continue
            yield Remark(
                link.span,
                Words("Unexpected space in the address of a link, expected %20", "链接地址里有空格，应写作 %20"),
                Words(
                    "Write %20 for the space, or put the address into angle brackets.",
                    "空格写作 %20，或把地址放进尖括号。",
                ),
                replace(link.where.start, link.where.end, re.sub(r"\s", "%20", link.target)),
                safe=False,
                severity=WARNING if read else None,
            )


_FAR = regex(
    r"[ \t]++\((?:(?P<host>https?://[^\s()]+)|(?:\.{1,2}/)[^\s()]*|/[\w./#-]+"
    r"|[\w.%/-]+\.(?:md|html?|png|jpe?g|gif|svg|webp|pdf)(?:#[^\s()]*)?)\)"
)
_NO_TEXT = regex(r"!?\[(?:\W*|[\d,\s]+|[xX])\]")


def _far_address(page: Page) -> Iterator[Remark]:
    """`[text] (address)`: the blank makes a bracket and a parenthesis of it."""
    for one in page.links.brackets if "] " in page.text or "]\t" in page.text else ():
        found = _FAR.match(page.prose, one.end)
        if found is None or _NO_TEXT.fullmatch(page.text[one.start : one.end]):
            continue
        yield Remark(
            Span(one.start, found.end()),
            Words("Unexpected space between the text of a link and its address", "链接文字与地址之间不应有空格"),
            Words("Take the space away.", "删去空格。"),
            replace(one.end, one.end + len(found[0]) - len(found[0].lstrip()), ""),
            safe=False,
            severity=WARNING if found["host"] else None,
        )


def _sign(text: str, span: Span) -> str:
    """What readers see of a link whose address stands apart."""
    return leading_sign(text, span) if re.search(r"\][ \t]+\(", text[span.start : span.end]) else ""


def _open_text(page: Page) -> Iterator[Remark]:
    """`[text(address)`, whose bracket is never closed on its line."""
    for found in in_lines(_OPEN_TEXT, _REMOTE, page.prose):
        if "]" in page.prose[found.end() :].split("\n", 1)[0][:200]:
            continue
        at = found.end(1)
        yield Remark(
            Span(*found.span()),
            Words(
                "Unexpected start of the address, expected the text of the link to be closed",
                "链接文字没有收尾，缺少右方括号",
            ),
            Words("Put ] after the text.", "在文字之后补上 ]。"),
            replace(at, at, "]"),
            safe=False,
        )


_REMOTE = regex(r"\(http")
_OPEN_TEXT = regex(r"(?<![\]!\\])\[([^\[\]()\n`$]{1,80})\(https?://[^\s()]+\)")
RULE = Rule("link-malformed", ERROR, check, fix="unsafe", gives_way=("link-fullwidth",), sign=_sign)

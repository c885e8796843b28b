"""A word in angle brackets that browsers take for a tag and do not show.

`<your-name>` and `List<String>` typed as text reach the page as they are; no browser knows such an element, so that
readers see nothing in its place. Elements of HTML, those that are closed somewhere and those with attributes are meant.
`<script>`, `<style>`, `<textarea>` and `<title>` in a sentence hide all that stands below them, up to their end tags.

尖括号里的词被浏览器当成标签，页面上不显示。

正文里的 `<your-name>`、`List<String>` 会原样进入网页；浏览器不认识这样的元素，读者什么也看不到。
HTML 自己的元素、有结束标签的和带属性的不报。句子里的 `<script>`、`<style>`、`<textarea>`、`<title>`
会把它们之后直到结束标签的一切都藏起来。

Reported:

````markdown
Put <your-name> into the first line.
````

Instead:

````markdown
Put `<your-name>` into the first line.
````

Reported:

````markdown
过滤掉 <script> 之后再显示。
````

Instead:

````markdown
过滤掉 `<script>` 之后再显示。
````
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.html import KNOWN
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_WORD = regex(r"(?<!\\)<([A-Za-z][^\s<>@:/\"'=!?]{0,60})(?: [\w -]{0,80})?>")
_CLOSED = regex(r"</([A-Za-z][^\s<>]*)\s*>")
_DRAWN = regex(r"<(svg|math)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
"""Drawings and formulas, which have elements of their own."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a word that the page has as a tag."""
    docs, text = page.site.docs(page.source.name), page.text
    if "<" not in text or docs and docs.rewritten:
        return
    yield from _swallowing(page)
    drawn = [found.span() for found in _DRAWN.finditer(page.prose)]
    closed = {found[1].lower() for found in _CLOSED.finditer(text)}
    for found in _WORD.finditer(page.prose):
        if found[1].lower() in KNOWN | closed:
            continue
        at = bisect_right(drawn, found.start(), key=lambda span: span[0]) - 1
        if at >= 0 and found.start() < drawn[at][1]:
            continue
        if (built := page.built) is None:
            return
        if found[0] in built.html:
            yield Remark(
                Span(*found.span()),
                Words(
                    f"Unexpected {found[0]}, which browsers take for a tag and do not show",
                    f"{found[0]} 会被浏览器当成标签，页面上不显示",
                ),
                Words("Put it between backticks, or write &lt; for the bracket.", "放进反引号，或把 < 写成 &lt;。"),
                replace(found.start(), found.start() + 1, "&lt;"),
                safe=False,
            )


_SWALLOWS = regex(
    r"(?<!\\)<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>",
    re.I,
)
"""Elements in which browsers look for nothing but their end tag."""
_DRAWING = regex(r"<!--.*?(?:-->|\Z)|<(svg|math|pre)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_BLOCK_ENDS = regex(r"</(?:p|li|td|th|h[1-6]|dd|dt)>")


def _swallowing(page: Page) -> Iterator[Remark]:
    """The first tag in the text whose element takes in what stands below it."""
    if _SWALLOWS.search(page.text) is None or (built := page.built) is None:
        return
    never, late = _taking(built.html)
    for found in _SWALLOWS.finditer(page.text) if never or late else ():
        begins = page.scan.starts_line(found.start())
        if found[0] not in never and (begins or found[0] not in late) or _is_code(page, found.start()):
            continue
        yield Remark(
            Span(*found.span()),
            Words(
                f"Unexpected {found[0]}, in which browsers hide all text up to its end tag",
                f"{found[0]} 会被浏览器当成标签，它之后直到结束标签的文字都不显示",
            ),
            Words("Put it between backticks, or write &lt; for the bracket.", "放进反引号，或把 < 写成 &lt;。"),
            replace(found.start(), found.start() + 1, "&lt;"),
            safe=False,
        )
        return


def _taking(html: str) -> tuple[set[str], set[str]]:
    """The tags of a page, but for those of drawings and comments, whose elements have no end, and those whose end
    stands behind that of the block in which they stand."""
    html, at = _DRAWING.sub(lambda found: " " * len(found[0]), html), 0
    never: set[str] = set()
    late: set[str] = set()
    while tag := _SWALLOWS.search(html, at):
        end = re.compile(rf"</{tag[1]}\b", re.I).search(html, tag.end())
        if end is None:
            never.add(tag[0])
            break
        if _BLOCK_ENDS.search(html, tag.end(), end.start()):
            late.add(tag[0])
        at = end.end()
    return never, late


def _is_code(page: Page, at: int) -> bool:
    line, spans = page.scan.line_of(at), page.code_spans
    fence = bisect_right(page.fences, line, key=lambda fence: fence.first) - 1
    span = bisect_right(spans, (at, at)) - 1
    return fence >= 0 and page.fences[fence].last >= line or span >= 0 and spans[span][1] > at


RULE = Rule(
    "tag-unknown",
    ERROR,
    check,
    fix="unsafe",
    across=True,
    gives_way=("residue-html", "residue-think", "escaped-tag", "html-block-markdown"),
)

"""Markdown inside a raw HTML block, where the site leaves it as it is.

Readers see number signs and asterisks.

HTML 块里的 Markdown：站点不会处理，原样显示。

读者看到的是井号和星号。

Reported:

````markdown
<div class="box">
## A heading in the box
**Bold** stays as it is.
</div>
````

Instead:

````markdown
<div class="box" markdown>

## A heading in the box

**Bold** is bold.

</div>
````

Reported:

````markdown
<p>
    **关键词** 深度学习；图像识别
</p>
````

Instead:

````markdown
**关键词** 深度学习；图像识别
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.html import Tag
from proofpress.markdown.signs import TICKS
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_MARKDOWN = re.compile(
    rf"^[ \t]*(?:#{{1,6}} \S|[-*+] \S|\d+\. \S|\ufffc*{TICKS})|"
    r"\*\*[^\s*][^*\n]*\*\*|!?\[[^\[\]\n]*+\]\((?:[^()\s]++|\([^()\s]*+\))++\)|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])",
    re.M,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a run of blocks."""
    run: list[tuple[Tag, Tag]] = []
    for opener, closer in [*page.raw_blocks, (None, None)]:
        if run and opener and closer and not page.text[run[-1][1].span.end : opener.span.start].strip():
            run.append((opener, closer))
            continue
        if run:
            yield from _remark(page, run)
        run = [(opener, closer)] if opener is not None and closer is not None else []
    if (tag := page.unclosed) is not None and _MARKDOWN.search(page.prose, tag.span.end):
        yield Remark(
            tag.span,
            Words(
                f"Unexpected end of the page inside <{tag.name}>, behind which no Markdown is read",
                f"<{tag.name}> 没有结束，其后的 Markdown 都不会被处理",
            ),
            Words(f"Write </{tag.name}> where the element ends.", f"在元素结束处写上 </{tag.name}>。"),
        )


def _remark(page: Page, run: list[tuple[Tag, Tag]]) -> Iterator[Remark]:
    found = None
    for opener, closer in run:
        found = found or _asks(page, opener, closer)
    if found is None:
        return
    yield Remark(
        Span(found.start() + (len(found[0]) - len(found[0].lstrip())), found.end()),
        Words(
            f"Unexpected Markdown inside <{run[0][0].name}>, expected HTML or an element with `markdown`",
            f"<{run[0][0].name}> 里的 Markdown 不会被处理",
        ),
        Words(
            f"Write <{run[0][0].name} markdown> with blank lines inside, or take the text out of the element.",
            f"写作 <{run[0][0].name} markdown> 并在内侧空行，或把文字移到元素之外。",
        ),
        _edits(page, run),
        safe=False,
    )


def _asks(page: Page, opener: Tag, closer: Tag) -> re.Match[str] | None:
    found = _MARKDOWN.search(page.prose, opener.span.end, closer.span.start)
    if found and re.search(r"<\w(?:(?!<\w)[^>])*?\bmarkdown\b", page.prose[opener.span.end : found.start()]):
        return None
    return found


def _edits(page: Page, run: list[tuple[Tag, Tag]]) -> tuple[Edit, ...]:
    """A bare `<p>` goes; any other element gets the attribute that lets Markdown in."""
    edits: list[Edit] = []
    for opener, closer in run:
        inner = page.text[opener.span.end : closer.span.start]
        body = "\n".join(line.strip() for line in inner.strip().split("\n"))
        if opener.name == "p" and not opener.attributes.strip():
            edits.append(Edit(Span(opener.span.start, closer.span.end), body + "\n"))
        else:
            edits.append(Edit(Span(opener.span.end - 1, opener.span.end), " markdown>\n"))
            edits.append(Edit(Span(closer.span.start, closer.span.start), "\n"))
    return tuple(edits)


RULE = Rule("html-block-markdown", ERROR, check, fix="unsafe", gives_way=("residue-html",))

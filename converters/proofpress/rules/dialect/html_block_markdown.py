"""Markdown inside a raw HTML block, where the site leaves it as it is.

Readers see number signs and asterisks. So they do dollars around a formula there, where MathJax sets only what
arithmatex has marked, as in the settings of Material's manual.

HTML 块里的 Markdown：站点不会处理，原样显示。

读者看到的是井号和星号。如果 MathJax 只处理 arithmatex 标记过的公式（Material 手册中的设置就是如此），
HTML 块里的公式也不会排版，读者看到的是美元符号。

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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from proofpress.evidence.tex import Look, is_tex
from proofpress.finding import Edit, Words
from proofpress.markdown.html import ASKS, Tag, outermost
from proofpress.markdown.lexed import Lexed
from proofpress.markdown.signs import BOX_SIGN, TICKS
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, leading_sign
from proofpress.source import Span

_MARKDOWN = regex(
    rf"^[ \t]*(?:#{{1,6}} \S|[-*+] \S|\d+\. \S|> \S|\ufffc*{TICKS}|{BOX_SIGN}[!+]? [\"\w])|"
    r"^[^\n|]*+\|[^\n]*+(?=\n(?=[ \t:-]*+\|)(?=[ \t:|]*+-)[ \t:|-]++$)|"
    r"\*\*[^\s*][^*\n]*\*\*|!?\[[^\[\]\n]*+\]\((?:[^()\s]++|\([^()\s]*+\))++\)|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])",
    re.M,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark a block."""
    tags = [tag.span for tag in page.tags] if page.raw_blocks else []
    asked = [Span(one.span.end, other.span.start) for one, other in outermost(page.tags) if other and one.markdown]
    for opener, closer in page.raw_blocks:
        at = bisect_right(asked, opener.span.start, key=lambda span: span.start) - 1
        if page.dialect.html and at >= 0 and opener.span.start < asked[at].end:
            continue  # What is printed there, the page decides.
        if (found := _first(page, Span(opener.span.end, closer.span.start), tags)) is not None:
            yield _remark(page, opener, closer, found)
        elif page.dialect.marked_alone and (found := _formula(page, opener, closer)) is not None:
            yield replace(_remark(page, opener, closer, found), message=_unset(opener.name))
    if (tag := page.unclosed) is not None and _MARKDOWN.search(page.prose, tag.span.end):
        yield Remark(
            tag.span,
            Words(
                f"Unexpected end of the page inside <{tag.name}>, behind which no Markdown is read",
                f"<{tag.name}> 没有结束，其后的 Markdown 都不会被处理",
            ),
            Words(f"Write </{tag.name}> where the element ends.", f"在元素结束处写上 </{tag.name}>。"),
        )


def hold_markdown(page: Page, elements: list[tuple[Tag, Tag]]) -> bool:
    """Whether this rule speaks of one of these elements."""
    tags = [tag.span for tag in page.tags]
    return any(_first(page, Span(opener.span.end, closer.span.start), tags) for opener, closer in elements)


def _first(page: Page, inner: Span, tags: list[Span]) -> Span | None:
    """The first Markdown that stands between two places, outside of tags."""
    low = bisect_left(page.scan.code_spans, inner.start, key=lambda span: span.start)
    code = page.scan.code_spans[low : low + 1]
    first = Span(*code[0]) if code and code[0].end <= inner.end else None
    for found in _MARKDOWN.finditer(page.prose, *inner):
        span = Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.end())
        tag = bisect_right(tags, span.start, key=lambda one: one.start) - 1
        if tag < 0 or span.start >= tags[tag].end:
            return span if first is None else min(first, span)
    return first


_CODE = frozenset(("pre", "code", "script", "style", "textarea", "template", "svg", "math", "kbd", "samp"))
_INDENT = regex(r"\n([ \t]++)")


def _formula(page: Page, opener: Tag, closer: Tag) -> Span | None:
    """The first formula between two tags, if no tag there shows code or bears the class of a marked one."""
    start, end = opener.span.end, closer.span.start
    low, high = (bisect_left(page.tags, at, key=lambda tag: tag.span.start) for at in (start, end))
    inner = page.tags[low:high]
    if any(tag.name in _CODE or "arithmatex" in tag.attributes for tag in (opener, *inner)):
        return None
    pieces, at = [], start
    for tag in inner:
        pieces += [page.text[at : tag.span.start], "\n" * (tag.span.end - tag.span.start)]
        at = tag.span.end
    # Each tag ends a paragraph, and no line is code for its indentation; all keep their places.
    text = _INDENT.sub(lambda found: f"{found[1]}\n", f"\n{''.join([*pieces, page.text[at:end]])}")
    for formula in Lexed(text).formulas:
        read = formula.delimiter in page.dialect.math - {"env"} and not formula.trouble
        if read and is_tex(text[formula.inner.start : formula.inner.end], Look.RELATION):
            return Span(start + formula.span.start - 1, start + formula.span.end - 1)
    return None


def _unset(name: str) -> Words:
    return Words(
        f"Unexpected formula inside <{name}>, expected Markdown: nothing on the site sets it",
        f"<{name}> 里的公式不会排版，会原样印出",
    )


def _remark(page: Page, opener: Tag, closer: Tag, found: Span) -> Remark:
    name, read, asks = opener.name, page.dialect.html, opener.markdown in ASKS and not page.dialect.html
    return Remark(
        found,
        Words(
            f"Unexpected Markdown inside <{name}>, expected HTML or an element with `markdown`",
            f"<{name}> 里的 Markdown 不会被处理",
        )
        if not asks
        else Words(
            f"Unexpected Markdown inside <{name} markdown>, which needs the extension md_in_html in mkdocs.yml",
            f"<{name} markdown> 里的 Markdown 不会被处理：mkdocs.yml 没有启用扩展 md_in_html",
        ),
        Words(
            f"Write <{name} markdown> with blank lines inside, or take the text out of the element.",
            f"写作 <{name} markdown> 并在内侧空行，或把文字移到元素之外。",
        )
        if read
        else Words(
            "Turn on md_in_html under `markdown_extensions`, or take the text out of the element.",
            "在 `markdown_extensions` 中启用 md_in_html，或把文字移到元素之外。",
        )
        if asks
        else Words(
            "Turn on md_in_html for an element with `markdown`, or take the text out of the element.",
            "启用 md_in_html 并为元素加上 `markdown`，或把文字移到元素之外。",
        ),
        _edits(page, opener, closer),
        safe=False,
    )


def _edits(page: Page, opener: Tag, closer: Tag) -> tuple[Edit, ...]:
    """A bare `<p>` goes; any other element gets the attribute that lets Markdown in, where the site knows it."""
    if opener.name == "p" and not opener.attributes.strip():
        inner = page.text[opener.span.end : closer.span.start]
        body = "\n".join(line.strip() for line in inner.strip().split("\n"))
        return (Edit(Span(opener.span.start, closer.span.end), body + "\n"),)
    if not page.dialect.html:
        return ()
    return (
        Edit(Span(opener.span.end - 1, opener.span.end), " markdown>\n"),
        Edit(Span(closer.span.start, closer.span.start), "\n"),
    )


def _sign(text: str, span: Span) -> str:
    """What readers see of the Markdown; nothing of a tag that is never closed."""
    return "" if text[span.start] == "<" else leading_sign(text, span)


RULE = Rule("html-block-markdown", ERROR, check, fix="unsafe", gives_way=("residue-html",), sign=_sign)

"""Bold text that looks right and that the page shows with its asterisks.

Inside HTML nothing is read as Markdown, a `<figcaption>` under `markdown="span"` included; some parsers close no bold
text whose last sign is a punctuation mark with a letter right behind it. One remark for each that the page made of the
text really shows, or makes bold with more than it should.

粗体写法看似正确，生成的页面上却露出星号。

HTML 里的 Markdown 不会被处理，`markdown="span"` 之下的 `<figcaption>` 也一样；
粗体以标点收尾、后面紧跟文字时，有的解析器不认结尾。只报生成的页面上确实露出来的，或连同别的文字一起加粗的。

Reported:

````markdown
<figure markdown="span">
<figcaption>The **second** figure</figcaption>
</figure>
````

Instead:

````markdown
<figure markdown="span">
<figcaption>The <strong>second</strong> figure</figcaption>
</figure>
````
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from proofpress.finding import Edit, Words
from proofpress.markdown.html import outermost
from proofpress.rules.built import squeezed
from proofpress.rules.dialect import html_block_markdown
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_PAIR = re.compile(r"(?<![\\*])\*\*([^\s*\ufffc](?:[^*\n]{0,300}[^\s*\ufffc])?)\*\*(?!\*)")
_PLAIN = re.compile(r"[^\[\]()`<>_~\\&]*")
_MADE = re.compile(r"--|\.\.\.|==|\+\+|\^\^|:\w+:")
"""What extensions make something else of."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a pair."""
    docs = page.site.docs(page.source.name)
    if "**" not in page.text or docs and docs.rewritten:
        return
    yield from _beside_signs(page)
    inside = [Span(opener.span.end, closer.span.start) for opener, closer in outermost(page.tags) if closer is not None]
    told = [remark.span.start for remark in html_block_markdown.check(page)] if inside else []
    inside = [span for span in inside if bisect_left(told, span.start) == bisect_left(told, span.end)]
    for found in _PAIR.finditer(page.prose) if inside else ():
        at = bisect_right(inside, found.start(), key=lambda span: span.start) - 1
        if at < 0 or found.end() > inside[at].end or not _PLAIN.fullmatch(found[1]):
            continue
        if page.built is None:
            return
        if page.prints(found.start(), found[0]):
            yield _printed(found)


_HERE = Words("Write <strong>…</strong> here.", "这里请写 <strong>…</strong>。")
_FOR_ALL = Words(
    "Set `punctuation: false` for pymdownx.betterem in mkdocs.yml, or write <strong>…</strong> here.",
    "在 mkdocs.yml 中为 pymdownx.betterem 设 `punctuation: false`，或在这里写 <strong>…</strong>。",
)


def _printed(found: re.Match[str], help_: Words = _HERE) -> Remark:
    (start, end), (low, high) = found.span(), found.span(1)
    return Remark(
        Span(start, end),
        Words(
            f"Unexpected asterisks around {found[1]!r}, which the page prints", f"“{found[1]}”两侧的星号会原样印出来"
        ),
        help_,
        (Edit(Span(start, low), "<strong>"), Edit(Span(high, end), "</strong>")),
        safe=False,
    )


def _beside_signs(page: Page) -> Iterator[Remark]:
    """Pairs with a sign inside and a letter outside of their asterisks, that are printed or reach too far."""
    text = page.prose
    for found in _PAIR.finditer(text):
        inner = found[1]
        opens = not inner[0].isalnum() and text[max(0, found.start() - 1) : found.start()].isalnum()
        closes = not inner[-1].isalnum() and text[found.end() : found.end() + 1].isalnum()
        if not (opens or closes) or not _PLAIN.fullmatch(inner) or _MADE.search(inner):
            continue
        built = page.built
        if built is None:
            return
        said = squeezed(inner)
        if said in built.strong:
            continue
        if page.prints(found.start(), found[0]) or any(said in other for other in built.strong):
            docs = page.site.docs(page.source.name)
            yield _printed(found, _FOR_ALL if docs and "pymdownx.betterem" in docs.extensions else _HERE)


RULE = Rule(
    "strong-unread",
    ERROR,
    check,
    fix="unsafe",
    across=True,
    gives_way=(
        "html-block-markdown",
        "strong-unclosed",
        "strong-spaces",
        "residue-html",
        "list-glued",
        "container-indent",
    ),
)

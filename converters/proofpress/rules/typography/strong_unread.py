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

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.markdown.html import outermost
from proofpress.markdown.mask import in_lines
from proofpress.regex import regex
from proofpress.rules.built import squeezed
from proofpress.rules.dialect import html_block_markdown
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule
from proofpress.source import Span

_PAIR = regex(r"(?<![\\*])\*\*([^\s*\ufffc](?:[^*\n]{0,300}[^\s*\ufffc])?)\*\*(?!\*)")
_SLANTED = regex(r"(?<![\\*\w])\*([^\s*\ufffc](?:[^*\n]{0,300}[^\s*\ufffc])?)\*(?![*\w])")
_SIGNS = regex(r"[*_]|~~")
_MARKED = regex(
    r"(?<![\\*_])(?P<mark>\*{1,3}|_|(?<!~)~~)(?P<inner>[^\s*_~\ufffc](?:[^*_~\n]{0,300}[^\s*_~\ufffc])?)(?P=mark)"
    r"(?![*_~])"
)
_PLAIN = regex(r"[^\[\]()`<>_~\\&]*")
_MADE = regex(r"--|\.\.\.|==|\+\+|\^\^|:\w+:")
"""What extensions make something else of."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a pair."""
    docs = page.site.docs(page.source.name)
    if not _SIGNS.search(page.text) or docs and docs.rewritten:
        return
    yield from _beside_letters(page)
    inside = [Span(opener.span.end, closer.span.start) for opener, closer in outermost(page.tags) if closer is not None]
    told = [remark.span.start for remark in html_block_markdown.check(page)] if inside else []
    inside = [span for span in inside if bisect_left(told, span.start) == bisect_left(told, span.end)]
    asked = [Span(one.span.end, other.span.start) for one, other in outermost(page.tags) if other and one.markdown]
    for found in in_lines(_SLANTED, _SIGNS, page.prose) if asked else ():
        at = bisect_right(asked, found.start(), key=lambda span: span.start) - 1
        within = at >= 0 and found.end() <= asked[at].end and page.built is not None
        if within and _PLAIN.fullmatch(found[1]) and page.prints(found.start(), found[0]):
            yield _printed(Span(*found.span()), "*", found[1])
    for found in _PAIR.finditer(page.prose) if inside else ():
        at = bisect_right(inside, found.start(), key=lambda span: span.start) - 1
        if at < 0 or found.end() > inside[at].end or not _PLAIN.fullmatch(found[1]):
            continue
        if page.built is None:
            return
        if page.prints(found.start(), found[0]):
            yield _printed(Span(*found.span()), "**", found[1])


_HERE = Words("Write <strong>…</strong> here.", "这里请写 <strong>…</strong>。")
_FOR_ALL = Words(
    "Set `punctuation: false` for pymdownx.betterem in mkdocs.yml, or write <strong>…</strong> here.",
    "在 mkdocs.yml 中为 pymdownx.betterem 设 `punctuation: false`，或在这里写 <strong>…</strong>。",
)


_TAGS = {
    "*": ("<em>", "</em>"),
    "_": ("<em>", "</em>"),
    "**": ("<strong>", "</strong>"),
    "***": ("<strong><em>", "</em></strong>"),
    "~~": ("<del>", "</del>"),
}


def _printed(span: Span, mark: str, inner: str, help_: Words = _HERE, shown: bool = True) -> Remark:
    low, high, tags = span.start + len(mark), span.end - len(mark), _TAGS[mark]
    return Remark(
        span,
        Words(f"Unexpected {mark} around {inner!r}, which the page prints", f"“{inner}”两侧的 {mark} 会原样印出来")
        if shown
        else Words(
            f"Unexpected {mark} around {inner!r}, which the page pairs with others",
            f"“{inner}”两侧的 {mark} 会与别处的 {mark} 配成一对",
        ),
        help_ if mark == "**" else Words(f"Write {tags[0]}…{tags[1]} here.", f"这里请写 {tags[0]}…{tags[1]}。"),
        (Edit(Span(span.start, low), tags[0]), Edit(Span(high, span.end), tags[1])),
        safe=False,
    )


def _beside_letters(page: Page) -> Iterator[Remark]:
    """Pairs with a letter outside of their marks, that are printed, that reach too far, or of which the inner marks
    of two make a pair."""
    text, docs = page.prose, page.site.docs(page.source.name)
    struck = docs is not None and "pymdownx.tilde" in docs.extensions
    for found in in_lines(_MARKED, _SIGNS, text):
        mark, inner = found["mark"], found["inner"]
        outside = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        if (
            not _PLAIN.fullmatch(inner)
            or mark == "~~"
            and not struck
            or _MADE.search(inner)
            or not _is_meant(mark, inner, *outside, page.dialect.smart_strong or mark == "~~")
        ):
            continue
        built = page.built
        if built is None:
            return
        said, made = squeezed(inner), built.slanted if len(mark) == 1 else built.strong if mark != "~~" else frozenset()
        if said in made:
            continue
        # Where two tildes strike nothing, one of them still sets a subscript.
        sign = "~" if mark == "~~" else mark
        apart, signs = built.shows(sign + inner) or built.shows(inner + sign), not (inner[0] + inner[-1]).isalnum()
        shown = apart or page.prints(found.start(), found[0])
        if shown or signs and any(said in other for other in made):
            for_all = signs and docs and "pymdownx.betterem" in docs.extensions
            yield _printed(Span(*found.span()), mark, inner, _FOR_ALL if for_all else _HERE, shown)


def _is_meant(mark: str, inner: str, before: str, behind: str, smart: bool) -> bool:
    """Whether marks with a letter outside of them are emphasis, and no powers, products, pointers or names; between
    letters alone only a `smart` parser prints asterisks."""
    beside = [(a, b) for a, b in ((before, inner[0]), (behind, inner[-1])) if a.isalnum()]
    signs = any(not b.isalnum() for _, b in beside)
    if signs and mark == "**":
        return True
    if not signs and mark != "_" and not smart:
        return False
    words = len(mark) > 1 or len(inner) > 1 and chinese.has(inner) or mark == "*" and len(inner) > 2
    wide = [a for a, _ in beside if chinese.has(a)]
    parts = mark != "_" and len(beside) == 1 and all(a.isalpha() and b.isascii() and b.isalpha() for a, b in beside)
    return words and (len(wide) == len(beside) > 0 or parts)


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

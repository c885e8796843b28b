"""Markup of an extension that the site's `mkdocs.yml` does not turn on.

The parser does not know it: readers see the signs. One remark a page and extension, one for each name of a block whose
extension is there, and only for signs that the page made of the text really shows. So it is with an icon that the theme
does not have, and with a diagram that the theme would draw if `custom_fences` named it. The head of a box that the page
prints is an error: what it should hold stands outside of it, or is code.

`mkdocs.yml` 没有启用某个扩展，正文却用了它的写法。

解析器不认识这些写法，读者看到的是符号本身。每页每个扩展只报一次（扩展已启用的通用块按名字各报一次），且
只报生成的页面上确实露出来的符号。容器的开头被印出来时算作错误：其中的内容落在容器之外，或成了代码。
主题没有的图标，以及 `custom_fences` 没有写明、因而印成代码的图，也各报一次。

Reported:

````markdown
Press ++ctrl+c++ to stop.
````

Instead:

````markdown
Press Ctrl+C to stop.
````

Reported:

````markdown
这句话是==重点==，要记住。
````

Instead:

````markdown
这句话是**重点**，要记住。
````
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from proofpress.evidence.tex import Look, is_tex
from proofpress.finding import Words
from proofpress.markdown.html import ASKS
from proofpress.regex import regex
from proofpress.rules.dialect.html_block_markdown import hold_markdown
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.rules.site import Docs
from proofpress.rules.structure._blocks import printed, refused
from proofpress.rules.structure.attributes_unread import ATTRIBUTES
from proofpress.source import Span

MARKS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (extension, sign, regex(pattern, re.M))
    for extension, sign, pattern in (
        ("admonition", "!!! ", r"^[ \t]*(!!! ?[a-z][\w-]*+)(?=[ \t]*(?:$|[\w\"]))"),
        ("pymdownx.details", "???", r"^[ \t]*(\?\?\?\+? ?[a-z][\w-]*+)(?=[ \t]*(?:$|[\w\"]))"),
        ("pymdownx.tabbed", "===", r"^[ \t]*(===[!+]? ?[\"'][^\"'\n]+[\"'])[ \t]*$"),
        ("pymdownx.tasklist", "[", r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(\[[ xX]\] \S)"),
        ("pymdownx.keys", "++", r"(?<![\w+`])(\+\+[a-z0-9\"]+(?:[-+_][a-z0-9\"]+)*\+\+)(?![\w+])"),
        ("pymdownx.emoji", ":", r"(:(?<![\w:]:)[a-z0-9+_-]{2,60}:)(?![\w:])"),
        ("footnotes", "[^", r"(\[\^[\w.-]{1,60}\])(?!:)"),
        ("pymdownx.tilde", "~~", r"(?<![~\\])(~~[^\s~](?:[^~\n]{0,200}[^\s~])?~~)(?!~)"),
        ("pymdownx.tilde", "~", r"(?:(?<=[A-Z])|(?<=[A-Z][a-z]))(~\d{1,3}~)(?!~)"),
        ("pymdownx.mark", "==", r"(?<![=\\])(==[^\s=](?:[^=\n]{0,200}[^\s=])?==)(?!=)"),
        ("pymdownx.caret", "^^", r"(?<![\^\\])(\^\^[^\s^](?:[^^\n]{0,200}[^\s^])?\^\^)(?!\^)"),
        ("pymdownx.caret", "^", r"(?<=[A-Za-z\d)])(\^-?\d{1,3}\^)(?!\^)"),
        (
            "pymdownx.critic",
            "{",
            r"(\{(?:--[^{}\n]{1,200}--|\+\+[^{}\n]{1,200}\+\+|==[^{}\n]{1,200}==|>>[^{}\n]{1,200}<<)\})",
        ),
        (
            "def_list",
            ": ",
            (
                r"(?:(?<=[^\n])\n{1,2}[ ]{0,3}(?=:[ ]{2,3})"
                r"|(?<=\n\n)[ ]{0,3}[^\s:|>#-][^\n]{0,40}\n{1,2}[ ]{0,3}(?=: ))(:[ ]{1,3}[《「『“（(]?\w{1,20})"
            ),
        ),
        ("abbr", "*[", r"^(\*\[[^\[\]\n]{1,40}\]: ?\S)"),
        ("attr_list", "{", f"({ATTRIBUTES.pattern})"),
        ("pymdownx.snippets", "8<", r"^[ \t]*(;?-{1,8}8<-{1,8} ?[\"'][^\"'\n]+[\"'])"),
        ("pymdownx.escapeall", "\\", r"(?<!\S)([^\s\\]{1,200}+\\)(?=\n[ \t]{0,3}[^\s>*+-])"),
        ("pymdownx.progressbar", "[=", r"(\[==? ?\d{1,3}(?:\.\d++)?(?:%|/\d++)[^\[\]\n]{0,80}+\])"),
    )
)
"""An extension, characters without which its mark cannot be there, and the mark as an author types it (group 1)."""
_BOXES = frozenset({"admonition", "pymdownx.details", "pymdownx.tabbed"})
"""Whose marks are the heads of boxes."""
_MATH = "pymdownx.arithmatex"
_ICON = regex(r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:")
_HINTS = {
    "pymdownx.escapeall": Words(
        "Turn it on with `hardbreak: true`, or end the line with two spaces.",
        "以 `hardbreak: true` 启用，或在行尾写两个空格。",
    )
}


_TRIES = 8
"""How many marks of one kind are looked for on the page: some stand where they mean something else."""


def check(page: Page) -> Iterator[Remark]:
    """One remark an extension, at its first mark that the page shows."""
    docs = page.site.docs(page.source.name)
    if docs and docs.rewritten or docs is None and page.built is None:
        return
    there = {name.removeprefix("markdown.extensions.") for name in (docs.extensions if docs else ())}
    read = page.dialect
    there |= {"attr_list"} if read.attributes else set()
    there |= {"footnotes"} if read.notes else set()
    if there & {"extra", "pymdownx.extra"}:
        there |= {"abbr", "attr_list", "def_list", "footnotes"}
    if docs is not None and not read.html:
        asking = [pair for pair in page.raw_blocks if pair[0].markdown in ASKS]
        # Without the extension, code in the element is HTML and lives.
        if asking and not hold_markdown(page, asking):
            opener = asking[0][0]
            yield _remark(opener.span, page.text[opener.span.start : opener.span.end], "md_in_html")
    if docs is not None:
        yield from islice(_icons(page, there), 1)
        yield from islice(_diagrams(page, docs), 1)
    # Where nothing changes the page that the parser made, all that was to stand in a box stands outside of it.
    sure = ERROR if docs is not None and not docs.remade else None
    told: set[str] = set()
    for extension, spans in _marks(page, there):
        for start, end in islice(spans, 0 if extension in told else _TRIES):
            # Asked only now: making the page costs more than all the rest.
            built = page.built
            if built is None:
                return
            said = page.text[start:end]
            seen = said[1:-1] if extension == "footnotes" else page.unescaped(said) if extension == _MATH else said
            if built.shows(said) or seen != said and built.shows_lines(seen):
                yield replace(
                    _remark(Span(start, end), said, extension), severity=sure if extension in _BOXES else None
                )
                told.add(extension)
                break
    for extension, block in printed(page, there):
        span = page.scan.row_span(block.first)
        said = page.text[span.start : span.end]
        told_of = refused(page, block, extension) if extension in there else _remark(span, said, extension)
        yield replace(told_of, severity=sure)


def _icons(page: Page, there: Collection[str]) -> Iterator[Remark]:
    """Names of icons that the theme does not have, though the extension for them is there."""
    if "pymdownx.emoji" not in there:
        return
    for found in _ICON.finditer(page.prose):
        if page.built is not None and page.prints(found.start(), found[0]):
            yield Remark(
                Span(*found.span()),
                Words(
                    f"Unexpected {found[0]}, expected an icon that the theme has",
                    f"主题没有图标 {found[0]}，页面会原样印出",
                ),
                Words(
                    "Look up the icon's name; the `emoji_index` of pymdownx.emoji has to be the theme's.",
                    "查一查图标的名字；pymdownx.emoji 的 `emoji_index` 要用主题自带的。",
                ),
            )


_DRAWS = regex(r"mermaid|kroki|panzoom", re.I)


def _diagrams(page: Page, docs: Docs) -> Iterator[Remark]:
    """Diagrams that the theme would draw, which the page shows as code."""
    if docs.theme != "material" or not page.dialect.superfences or "mermaid" in page.dialect.fence_names:
        return
    if docs.draws or any(map(_DRAWS.search, docs.plugins | docs.extensions)):
        return
    for fence in page.fences:
        if fence.lang == "mermaid" and fence.closed:
            yield Remark(
                page.scan.row_span(fence.first),
                Words(
                    "Unexpected mermaid, which is code without an entry for it in `custom_fences` of "
                    "pymdownx.superfences",
                    "pymdownx.superfences 的 `custom_fences` 没有 mermaid 一项，图的源码会当作代码印出",
                ),
                Words(
                    "Add name: mermaid, class: mermaid and "
                    "format: !!python/name:pymdownx.superfences.fence_code_format.",
                    "补上 name: mermaid、class: mermaid 和 "
                    "format: !!python/name:pymdownx.superfences.fence_code_format。",
                ),
            )


def _marks(page: Page, there: Collection[str]) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
    """The extensions that are not there, each with the places of what looks like their marks."""
    text = page.prose
    for extension, sign, pattern in MARKS:
        if extension not in there and sign in text and pattern.search(text):
            yield extension, (m.span(1) for m in pattern.finditer(text) if _is_meant(extension, m[1], page.text))
    if not page.dialect.math:
        yield _MATH, _formulas(page)


_PLAIN = regex(r"\s*+[^_*<&`\n]*")


def _formulas(page: Page) -> Iterator[tuple[int, int]]:
    """The first lines of what would be formulas."""
    for formula in page.unread_formulas:
        tex = page.text[formula.inner.start : formula.inner.end]
        start = formula.span.start
        if formula.delimiter[0] == "\\" and is_tex(tex, Look.SCRIPT):
            # Markdown takes the backslash of a bracket, and may read what follows as emphasis.
            plain = _PLAIN.match(tex)
            yield start, formula.inner.start + (plain.end() if plain else 0)
        elif formula.delimiter[0] == "$" and is_tex(tex, Look.SCRIPT):
            if formula.delimiter == "$":
                # Indices may be read as emphasis, and a backslash as an escape.
                yield start, min(formula.span.end, start + 2)
            else:
                yield start, start + 2


@cache
def _emoji() -> frozenset[str]:
    from pymdownx import gemoji_db

    return frozenset(gemoji_db.emoji)


def _is_meant(extension: str, mark: str, text: str) -> bool:
    """Whether there is such an emoji, or such a note."""
    if extension == "pymdownx.emoji":
        return _ICON.match(mark) is not None or mark in _emoji()
    return extension != "footnotes" or mark[2:-1].isdigit() or f"\n{mark}:" in text


_LONG = 30
"""More of a mark than that hides what is said about it."""


def _remark(span: Span, said: str, extension: str) -> Remark:
    mark = " ".join(said.split())
    if extension == _MATH:
        mark = f"{mark[:2]}…" if mark[0] == "\\" else f"{mark[0]}…{mark[0]}"
    elif len(mark) > _LONG:
        mark = f"{mark[: _LONG // 2]}…{mark[-_LONG // 4 :]}"
    advice = Words(
        f"Turn on {extension} under `markdown_extensions`, or write it in plain Markdown.",
        f"在 `markdown_extensions` 中启用 {extension}，或改用普通的 Markdown。",
    )
    return Remark(
        span,
        Words(
            f"Unexpected {mark}, which needs the extension {extension} in mkdocs.yml",
            f"“{mark}”要有扩展 {extension} 才起作用，mkdocs.yml 没有启用它",
        ),
        _HINTS.get(extension, advice),
    )


RULE = Rule("extension-missing", WARNING, check, across=True)

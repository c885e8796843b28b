"""Syntax of another system that this site prints as text.

Wiki links, shortcodes, template tags, comments, alerts, roles, container fences and citation tokens mean something
where the page was written before; here the reader sees their signs.

别的系统的语法，本站会当作文字原样印出。

维基链接、短代码、模板标签、注释、提示块标记、角色、容器围栏和引用记号在原来的系统里有意义，在这里读者只会看到符号。

Reported:

````markdown
See [[Other page]] for more.
````

Instead:

````markdown
See [the other page](other.md) for more.
````

Reported:

````markdown
公式见 {eq}`energy`。
````

Instead:

````markdown
公式见[式(1)](#eq-1)。

$$
E=mc^2 \\tag{1}
$$
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.evidence.citation import DAGGERED
from proofpress.finding import Words
from proofpress.languages import is_named
from proofpress.markdown.trouble import DirectiveTrouble
from proofpress.regex import regex
from proofpress.rules._includes import fills
from proofpress.rules.outline import WIKI
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, leading_sign
from proofpress.rules.site import Docs
from proofpress.source import Span

_TAG = Words("a template's tag", "模板标签")
KINDS: tuple[tuple[Words, tuple[str, ...], re.Pattern[str]], ...] = (
    (Words("a wiki link", "维基链接"), ("[[",), regex(r"!?\[\[[^\[\]\n]{1,200}\]\](?!\()")),
    (Words("a shortcode", "短代码"), ("{{",), regex(r"\{\{[<%][^{}\n]{0,400}[%>]\}\}")),
    (
        _TAG,
        ("{{", "{%"),
        regex(
            r"\{%-?[ ]?[a-z]\w{1,40}\b[^{}\n]{0,300}%\}"
            r"|\{\{-?[ ]?(?:[\"'][^{}\n]{1,200}|(?:site|page|layout|post)\.\w[^{}\n]{0,200})\}\}"
        ),
    ),
    (
        Words("a comment", "注释"),
        ("%%",),
        regex(r"%%[^%\n]{1,300}%%|^%%[ \t]*\n(?:(?!%%)[^\n]*\n){1,30}+%%[ \t]*$", re.M),
    ),
    (Words("an include", "引入标记"), ("{!",), regex(r"\{!(?!\{)[ ]?[\w./~-]{1,200}\.\w{1,8}[ ]?!\}")),
    (Words("an alert", "提示块标记"), ("[!",), regex(r"(?<=> )\[! ?[A-Za-z]{2,20}\][-+]?")),
    (
        Words("a note in a line", "行内脚注"),
        ("^[",),
        regex(rf"(?<![\[\s(\\])\^\[(?=[^\[\]\n]{{0,40}}[ {chinese.CLASS}])[^\[\]\n]{{1,300}}\](?!\()"),
    ),
    (Words("a block's name", "块标识"), (" ^",), regex(r"(?<=[^\s|] )\^[A-Za-z0-9][\w-]{2,60}$", re.M)),
    (
        Words("a table of contents", "目录标记"),
        ("toc", "TOC"),
        regex(r"^[ \t]{0,3}(?!\[TOC\])@?(?:\[\[_?(?:TOC|toc)_?\]\]|\[[Tt][Oo][Cc]\])(?=[ \t]*$|\()[^\n]{0,40}", re.M),
    ),
    (
        Words("an include", "引入标记"),
        ("<<<", "@import"),
        regex(r"^(?:<<< ?@?[\w./]|@import[ \t]+\"[^\"\n]+\")[^\n]{0,200}", re.M),
    ),
    (Words("a directive", "指令"), ("::",), regex(r"^[ \t]{0,3}\.\. [a-z][a-z-]{1,30}::[^\n]{0,200}", re.M)),
    (
        Words("a block's mark", "块标记"),
        ("#+", "{code", "{noformat", "{panel", "[source"),
        regex(
            r"^[ \t]{0,3}#\+(?:BEGIN|END|begin|end)_[A-Za-z]{2,20}\b[^\n]{0,80}"
            r"|^\{(?:code|noformat|panel)(?::[^{}\n]{0,80})?\}[ \t]*$|^\[source(?:,[^\[\]\n]{1,60})?\][ \t]*$",
            re.M,
        ),
    ),
    (Words("bold text", "粗体标记"), ("'''",), regex(r"(?<!')'{3}[^'\s](?:[^'\n]{0,200}[^'\s])?'{3}(?!')")),
    (
        Words("a heading", "标题标记"),
        ("==", "h1. ", "h2. ", "h3. ", "h4. "),
        regex(r"^(={2,6}) [^=\n]{1,200} \1[ \t]*$|^h[1-6]\. \S[^\n]{0,200}", re.M),
    ),
    (
        Words("a cross reference", "交叉引用"),
        ("xref:",),
        regex(r"\bxref:[\w./#-]{1,200}\[[^\[\]\n]{0,200}\]"),
    ),
    (
        Words("a citation", "引用记号"),
        ("@",),
        regex(r"\[-?@[A-Za-z][\w:.-]{0,60}\d\w{0,8}(?:[,;][^\[\]\n]{0,100})?\](?![(\[:])"),
    ),
    (
        Words("a citation token", "引用记号"),
        ("citation:", "†"),
        regex(rf"\[citation:\d+\]|{DAGGERED}"),
    ),
    (
        Words("a citation of LaTeX", "LaTeX 引用命令"),
        ("\\cite", "\\parencite", "\\textcite", "\\footcite", "\\autocite"),
        regex(
            r"(?<!\\)\\(?:cite[a-z]{0,8}|(?:paren|text|foot|auto)cite)\*?(?:\[[^\[\]\n]{0,60}\]){0,2}"
            r"\{[\w:.,/ -]{1,200}\}"
        ),
    ),
    (
        Words("a shortcode", "短代码"),
        ('="', "='"),
        regex(
            r"(?<![\]!\w\\])\[[a-z][\w-]{1,30}(?:[ ]+[a-z][\w-]{0,30}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')){1,9}"
            r"[ ]*/?\](?![(\[:])"
        ),
    ),
)
"""What each is called, what a text holds where it holds one, and how it looks in prose."""
_ROLE = regex(r"(?:\{[a-z][\w:+-]{0,30}\}|(?<![\w`:]):[a-z][a-z:+-]{0,30}:)`[^`\n]{1,200}`")
"""A role of MyST, or of reStructuredText; its text looks like code, so that it is looked for in the page's text."""
_ADDRESS = regex(r"\]\([ \t]*(\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\})")
"""A tag where a link's address should be, which nobody sees and nobody can follow."""
_NAME = regex(r"(?<![\\$\w{])\{\{[ ]?[a-z_]\w{1,40}(?:\.\w{1,40}){0,4}(?:[ ]?\|[^{}|\n]{1,60})?[ ]?\}\}(?!\})")
"""A name that a template would fill. A page that shows such signs in its code speaks of them."""
_DIRECTIVE = regex(r"\{([a-z][\w:-]{1,40})\}(.*)")


def check(page: Page) -> Iterator[Remark]:
    """One remark a sign."""
    for said, signs, pattern in KINDS:
        if any(sign in page.text for sign in signs):
            for found in pattern.finditer(page.prose):
                yield _remark(Span(*found.span()), said)
    for trouble in page.troubled(DirectiveTrouble, "unread"):
        one = trouble.directive
        if not one.slashed and (one.braces or len(one.name) > 1):
            yield _remark(trouble.span, Words("a container fence", "容器围栏"))
    for found in _ROLE.finditer(page.text) if ":`" in page.text or "}`" in page.text else ():
        if page.prose[found.start()] == found[0][0]:
            yield _remark(Span(*found.span()), Words("a role", "角色"))
    if "{{" in page.text or "{%" in page.text:
        for found in _ADDRESS.finditer(page.codeless):
            yield _remark(Span(*found.span(1)), _TAG)
        if page.text.count("{{") == page.codeless.count("{{"):
            for found in _NAME.finditer(page.prose):
                yield _remark(Span(*found.span()), _TAG)
    for fence in page.fences:
        named = _DIRECTIVE.fullmatch(fence.text) if fence.text.startswith("{") else None
        if named and named[1] not in page.dialect.fence_names and not is_named(named[1]):
            start = page.text.index(fence.text, page.scan.starts[fence.first])
            yield _remark(Span(start, start + len(fence.text)), Words("a directive", "指令"), bool(named[2].strip()))


def _remark(span: Span, said: Words, printed: bool = False) -> Remark:
    return Remark(
        span,
        Words(f"Unexpected {said.en} of another system, expected Markdown", f"这是别的系统的{said.zh}，不是 Markdown"),
        Words("Write it in Markdown, or remove its signs.", "改写成 Markdown，或去掉这些符号。"),
        # Its fence is none then, and what follows is read as something else.
        severity=ERROR if printed else None,
    )


def _sign(text: str, span: Span) -> str:
    """What readers see of a sign: nothing of what stands in an address or behind a fence's marks."""
    before = text[max(0, span.start - 3) : span.start].rstrip(" \t")
    if before.endswith(("](", "```", "~~~")):
        return ""
    said = leading_sign(text, span)
    # Underscores become emphasis, dashes one sign, and a heading loses its mark.
    return re.sub(r"_.*", "", said) if said.startswith(("[[_", "#+")) else said


_READS = (
    ("[[", regex(r"wiki|ezlinks|roamlinks|obsidian|autolinks")),
    ("![[", regex(r"wiki|ezlinks|roamlinks|obsidian|autolinks|embed")),
    (":::", regex(r"mkdocstrings|click|fenced.?div|container|swagger|typer|argparse|divs")),
    ("{{", regex(r"macros|markdownextradata|shortcode|jinja|table-reader|^git-")),
    ("{%", regex(r"macros|markdownextradata|shortcode|jinja|include")),
    ("%%", regex(r"obsidian|comment")),
    ("^", regex(r"obsidian|block.?(?:id|ref)|roamlinks")),
    ("[@", regex(r"bib|cite|citation")),
    ("<<<", regex(r"include|snippet")),
    ("{!", regex(r"include(?!-markdown)")),
    ("..", regex(r"rst|myst|docutils")),
    (":", regex(r"rst|myst|docutils|role")),
    ("[", regex(r"shortcode|bbcode")),
    ("{", regex(r"myst|execute|jupyter|exec|quarto")),
)
"""How a sign begins, and the names of plugins and extensions that read it; of several the longest counts."""


def _excused(docs: Docs, text: str) -> bool:
    if docs.rewritten:
        # What hooks and plugins make of such signs, only the finished page tells.
        return True
    names = docs.plugins | docs.extensions
    if _NAME.fullmatch(text) is not None and fills(docs.dialect):
        return True
    if docs.dialect.wiki is not None and not docs.dialect.named and text.startswith("[["):
        return WIKI.fullmatch(text) is not None
    if docs.dialect.callouts and re.match(r"\s*\[!\w", text):
        return True
    signs = [(sign, pattern) for sign, pattern in _READS if text.lstrip().startswith(sign)]
    longest = max((len(sign) for sign, _ in signs), default=0)
    return any(pattern.search(name.lower()) for sign, pattern in signs if len(sign) == longest for name in names)


RULE = Rule(
    "foreign-syntax",
    WARNING,
    check,
    excused=_excused,
    gives_way=("residue-model-markup", "residue-placeholder", "math-syntax"),
    sign=_sign,
)

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

from proofpress.finding import Words
from proofpress.rules.page import Page
from proofpress.rules.rule import WARNING, Remark, Rule, leading_sign
from proofpress.rules.site import Docs
from proofpress.source import Span

KINDS = (
    (Words("a wiki link", "维基链接"), re.compile(r"!?\[\[[^\[\]\n]{1,200}\]\](?!\()")),
    (Words("a shortcode", "短代码"), re.compile(r"\{\{[<%][^{}\n]{0,400}[%>]\}\}")),
    (
        Words("a container fence", "容器围栏"),
        re.compile(r"^[ \t]{0,3}:{3,}[ \t]*(?:\{[^{}\n]{0,200}\}|[a-z-]{2,30}\b(?!\.)[^\n]{0,200})$", re.M),
    ),
    (Words("a template's tag", "模板标签"), re.compile(r"\{%-?[ ]?[a-z]\w{1,40}\b[^{}\n]{0,300}%\}")),
    (Words("a comment", "注释"), re.compile(r"%%[^%\n]{1,300}%%")),
    (Words("an alert", "提示块标记"), re.compile(r"(?<=> )\[![A-Za-z]{2,20}\][-+]?")),
    (Words("a block's name", "块标识"), re.compile(r"(?<=[^\s|] )\^[A-Za-z0-9][\w-]{2,60}$", re.M)),
    (Words("a citation token", "引用记号"), re.compile(r"\[citation:\d+\]|【\d+†[^】\n]{0,80}】")),
)
"""What each is called, and how it looks in prose."""
_SIGNS = ("[[", "{{", "{%", ":::", "%%", "[!", " ^", "citation:", "†")
"""What a text holds where it holds any of them."""
_ROLE = re.compile(r"\{[a-z][\w:+-]{0,30}\}`[^`\n]{1,200}`")
"""A role of MyST; its text looks like code, so that it is looked for in the page's text."""


def check(page: Page) -> Iterator[Remark]:
    """One remark a sign."""
    if any(sign in page.text for sign in _SIGNS):
        for said, pattern in KINDS:
            for found in pattern.finditer(page.prose):
                yield _remark(Span(*found.span()), said)
    for found in _ROLE.finditer(page.text):
        if page.prose[found.start()] == "{":
            yield _remark(Span(*found.span()), Words("a role", "角色"))


def _remark(span: Span, said: Words) -> Remark:
    return Remark(
        span,
        Words(f"Unexpected {said.en} of another system, expected Markdown", f"这是别的系统的{said.zh}，不是 Markdown"),
        Words("Write it in Markdown, or remove its signs.", "改写成 Markdown，或去掉这些符号。"),
    )


_READS = (
    ("[[", re.compile(r"wiki|ezlinks|roamlinks|obsidian|autolinks")),
    ("![[", re.compile(r"wiki|ezlinks|roamlinks|obsidian|autolinks|embed")),
    (":::", re.compile(r"mkdocstrings|click|fenced.?div|container|blocks|swagger|typer|argparse|divs")),
    ("{{", re.compile(r"macros|markdownextradata|shortcode|jinja")),
    ("{%", re.compile(r"macros|markdownextradata|shortcode|jinja|include")),
    ("[!", re.compile(r"callout|alert|admonition.+|gfm|github|obsidian")),
    ("%%", re.compile(r"obsidian|comment")),
    ("^", re.compile(r"obsidian|block.?(?:id|ref)|roamlinks")),
)
"""How a sign begins, and the names of plugins and extensions that read it."""


def _excused(docs: Docs, text: str) -> bool:
    names = docs.plugins | docs.extensions
    return any(
        text.lstrip().startswith(sign) and any(map(pattern.search, map(str.lower, names))) for sign, pattern in _READS
    )


RULE = Rule(
    "foreign-syntax",
    WARNING,
    check,
    excused=_excused,
    gives_way=("residue-model-markup", "math-syntax"),
    sign=leading_sign,
)

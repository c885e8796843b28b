"""Renderers to hold canonical Markdown against: the site's own, sites' without our extensions, and CommonMark with
GFM's additions."""

from __future__ import annotations

from functools import cache

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath import index as dollarmath
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from proofpress.dialect import markdown


def _is_escaped(state: StateInline, back_pos: int, mod: int = 0) -> bool:
    before = state.src[:back_pos]
    return (len(before) - len(before.rstrip("\\"))) % 2 != mod


# The plugin's own looks for backslashes before the first character at the end of the paragraph.
dollarmath.is_escaped = _is_escaped


@cache
def _site() -> Markdown:
    return markdown(without=("proofpress.typeset",))


def site_html(text: str) -> str:
    """What the site makes of Markdown, without the theme around it."""
    return _body(_site(), text)


def _body(md: Markdown, text: str) -> str:
    md.reset()
    return str(md.convert(_without_header(text)))


def _without_header(text: str) -> str:
    return text.split("---\n", 2)[-1] if text.startswith("---\n") else text


@cache
def _plain_site() -> Markdown:
    return markdown(without=("proofpress.typeset", "proofpress.canonical", "proofpress.site.markup"))


def plain_site_html(text: str) -> str:
    """What our own site would make of Markdown with none of our extensions."""
    return _body(_plain_site(), text)


@cache
def _material() -> Markdown:
    return Markdown(
        extensions=["toc", "tables", *(name for name in MATERIAL if name != "toc" and name != "tables")],
        extension_configs={"pymdownx.arithmatex": {"generic": True}, "pymdownx.tabbed": {"alternate_style": True}},
    )


MATERIAL = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx." + name for name in ("arithmatex", "betterem", "caret", "critic", "details", "emoji", "highlight")),
    *("pymdownx." + name for name in ("inlinehilite", "keys", "magiclink", "mark", "smartsymbols", "snippets")),
    *("pymdownx." + name for name in ("superfences", "tabbed", "tasklist", "tilde")),
)
"""What Material's documentation lets a site begin with."""


def material_html(text: str) -> str:
    """What a usual Material site makes of Markdown, with all of its extensions and none of ours."""
    return _body(_material(), text)


@cache
def _commonmark() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(tasklists_plugin)
    return md.use(dollarmath_plugin, allow_space=False, double_inline=False, renderer=_tex)


def _tex(content: str, options: dict[str, bool]) -> str:
    import html

    return f'<span class="arithmatex">{html.escape(content)}</span>'


def commonmark_html(text: str) -> str:
    return str(_commonmark().render(_without_header(text)))

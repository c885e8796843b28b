"""Templates without the blanks that only their authors need: taken out when a template is read, not from each page.

What is left out: indentation, empty lines, the namespace of SVG icons (which HTML knows), and the escapes that JSON in
a UTF-8 page does without. What a reader sees, and every text that an article holds, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from mkdocs.plugins import event_priority

from proofpress.regex import regex

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_BLANKS = regex(r"^[ \t]++|(?<![ \t])[ \t]++$", re.M)
_EMPTY = regex(r"\n{2,}")
# The line end before such a line stays.
_LOGIC = regex(r"^((?:\{%[^{}\n]*%\})+)\n", re.M)


class Lean(Extension):
    """Reads every template that way."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """A template's text as Jinja will compile it."""
        # Blanks in these are the author's.
        if "<pre" in source and "\n" in source[source.index("<pre") : source.rindex("</pre")] or "<textarea" in source:
            return source
        if name and name.startswith(".icons/"):
            source = source.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
        return _LOGIC.sub(r"\1", _EMPTY.sub("\n", _BLANKS.sub("", source)))


@event_priority(100)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Before any template is read."""
    env.policies["json.dumps_kwargs"] = {**env.policies["json.dumps_kwargs"], "ensure_ascii": False}
    env.add_extension(Lean)
    return env


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Without the mark that keeps formulas out of Material's search, where that is off."""
    return (
        content
        if {"search", "material/search"} & set(config.plugins)
        else content.replace(' data-search-exclude=""', "")
    )

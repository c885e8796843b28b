"""Texts that come into a page while the site is built."""

from __future__ import annotations

import re

from proofpress.markdown import Lexed

FILE = r"\{!(?:[^{}!\n]|!(?!\}))*+!\}"
"""A file that is put in, `{!notes.md!}`, as part of a pattern."""
INCLUDES = re.compile(rf"^[ \t]*;?-+8<-+|\{{[{{%]|{FILE}", re.M)
"""A snippet, a file, and what a plugin fills."""


def brings(page: Lexed) -> bool:
    """Whether another text may stand in the page, or below it, with notes, definitions and places of its own."""
    return page.dialect.appended or bool(page.fillings) or INCLUDES.search(page.codeless) is not None

"""Texts that come into a page while the site is built."""

from __future__ import annotations

import re

from proofpress.markdown import Lexed

FILE = r"\{!(?:[^{}!\n]|!(?!\}))*+!\}"
"""A file that is put in, `{!notes.md!}`, as part of a pattern."""
INCLUDES = re.compile(rf"^[ \t]*;?-+8<-+|\{{[{{%]|{FILE}", re.M)
"""A snippet, a file, and what a plugin fills."""
_SIGNS = ("8<-", "{{", "{%", "{!")


_SECTION = re.compile(
    r"(?<![;-])-{1,80}+8<-{1,80}+[ \t]++\[[ \t]*+start[ \t]*+:[ \t]*+([a-z][\w-]*+)[ \t]*+\]", re.A | re.I
)


def sections(text: str) -> frozenset[str]:
    """The names of the sections of a file that snippets may ask for."""
    return frozenset(found[1] for found in _SECTION.finditer(text))


def brings(page: Lexed) -> bool:
    """Whether another text may stand in the page, or below it, with notes, definitions and places of its own."""
    return page.dialect.appended or bool(page.fillings) or includes(page.codeless)


def includes(text: str) -> bool:
    """Whether a piece of text asks for one from elsewhere."""
    return any(sign in text for sign in _SIGNS) and INCLUDES.search(text) is not None

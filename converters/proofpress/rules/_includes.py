"""Texts that come into a page while the site is built."""

from __future__ import annotations

import re

from proofpress.markdown import Dialect, Lexed
from proofpress.regex import regex

FILE = r"\{!(?:[^{}!\n]|!(?!\}))*+!\}"
"""A file that is put in, `{!notes.md!}`, as part of a pattern."""
_INCLUDES = regex(rf"^[ \t]*-+8<-+|{FILE}", re.M)
"""A snippet, a file."""
_SIGNS = ("8<-", "{!")
_ASKS = regex(r"\{[{%][<%>]?[-\s]*(?:>|(?:include|import|extend|render|partial|read|embed|content|block|macro)\w*)")
"""A tag that puts in a text from elsewhere, in the words of generators."""
_FILLERS = regex(r"includ|macro|templat|jinja|embed|variable|snippet")


_SECTION = regex(r"(?<![;-])-{1,80}+8<-{1,80}+[ \t]++\[[ \t]*+start[ \t]*+:[ \t]*+([a-z][\w-]*+)[ \t]*+\]", re.A | re.I)


def sections(text: str) -> frozenset[str]:
    """The names of the sections of a file that snippets may ask for."""
    return frozenset(found[1] for found in _SECTION.finditer(text))


def brings(page: Lexed) -> bool:
    """Whether another text may stand in the page, or below it, with notes and definitions of its own. A value in a
    sentence, and tags that only choose among what stands there, bring none."""
    text, dialect = page.codeless, page.dialect
    if dialect.appended or _INCLUDES.search(text) is not None:
        return True
    if not page.fillings:
        return includes(text, dialect)
    said = [page.text[slice(*one.span)] for one in page.fillings]
    if not all(_CHOOSES.match(one) or _VALUE.fullmatch(one) for one in said):
        return True
    lines = {page.scan.line_of(one.span.start) for one in page.fillings if one.mark.says}
    return any(_SENTENCE.match(_VALUE.sub("", page.scan.lines[number])) is None for number in lines)


_CHOOSES = regex(
    r"\{#|\{%[-+]?\s*+(?:if|elif|elsif|else|endif|unless|endunless|set|endset|assign|raw|endraw|for|endfor|comment"
    r"|endcomment)\b"
)
_VALUE = regex(r"\{\{[-+]?\s*+\w[\w.]*+\s*+(?:\|\s*+\w++\s*+)*+[-+]?\}\}")
_SENTENCE = regex(r"[ \t>|]*+(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]++)?[^\w\[{]*+\w")
"""A line that says something beside its values, and begins no definition and no block of a program's."""


def includes(text: str, dialect: Dialect) -> bool:
    """Whether a piece of text asks for one from elsewhere. Signs of a template do where something may fill them; on a
    site that has nothing of the kind they are printed, and of a page of no site those that name a text do."""
    if any(sign in text for sign in _SIGNS) and _INCLUDES.search(text) is not None:
        return True
    if "{{" not in text and "{%" not in text:
        return False
    return fills(dialect) or not dialect.of_site and _ASKS.search(text) is not None


def fills(dialect: Dialect) -> bool:
    """Whether something may fill the signs of templates in a page."""
    return bool(dialect.filled or dialect.templates or any(map(_FILLERS.search, dialect.foreign)))

"""Texts that come into a page while the site is built."""

from __future__ import annotations

import re

from proofpress.rules.page import Page

_CALL = re.compile(r"^[ \t]*;?-+8<-+|\{[{%!]", re.M)
"""A snippet, and what a plugin fills."""


def brings(page: Page) -> bool:
    """Whether another text may stand in the page, or below it, with notes and definitions of its own."""
    return page.dialect.appended or _CALL.search(page.codeless) is not None

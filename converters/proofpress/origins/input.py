"""An input file as origins look at it: its text, and what is costly to find out, found out once."""

from __future__ import annotations

import re
from functools import cached_property

from bs4 import BeautifulSoup

from proofpress.source import Source

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|span|article|section|table|h[1-6]|ul|ol|pre|a|img)\b[^<>]*>", re.I)


class Input:
    """`source` is the whole file; `header` its YAML front matter, if it has one, and `body` what follows."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body parsed as HTML, with positions (see `readers.html.parse`)."""
        from proofpress.readers.html import parse

        return parse(self.source)

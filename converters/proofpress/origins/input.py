"""An input file as origins look at it: its text, and what is costly to find out, found out once."""

from __future__ import annotations

import re
from functools import cached_property

from proofpress import json_text, urls
from proofpress.origins import sent
from proofpress.origins.json_strings import Held, held
from proofpress.origins.markup import is_markdown, is_wrapped
from proofpress.readers import header_lines
from proofpress.readers.front_matter import FrontMatter
from proofpress.readers.html import Page, parse
from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex
from proofpress.repairs.fences import whole
from proofpress.source import Source

_DOCUMENT = regex(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+(?:html|lake)|html|head|body)\b", re.I | re.S
)
_BEGINS_WITH_TAG = regex(
    r"\s*(?:<!--(?>.*?-->)\s*|</[a-z][a-z0-9]*\s*>\s*)*+<(?:ac:(?:structured-macro|layout|task-list|image|link|macro)"
    r"|a|abbr|address|article|aside|b|blockquote|br"
    "|center|code|details|div|dl|em|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|link|main|math|meta"
    r"|nav|ol|p|picture|pre|script|section|span|strong|style|sub|sup|svg|table|tbody|tr|td|ul|video)\b",
    re.I | re.S,
)
_LETTERS = regex(r"\w")


class Input:
    """`source` is the whole file; `header` its YAML front matter, if it has one, and `body` what follows."""

    def __init__(self, source: Source, chat: str | None = None) -> None:
        self.source = source
        self.chat = chat
        """What is kept of a conversation: `answer`, `dialogue`, or what is usual (None)."""
        self.header: FrontMatter | None
        self.body: Source
        self.sent = sent.header(source)
        """Where the header stands that a server sent above the page."""
        if self.sent is not None:
            self.header, self.body = None, source.slice(self.sent.end, len(source.text))
        else:
            self.header, self.body = header_lines.head(source)
            if self.header is None and whole.opens_with_header(source.text):
                inside = source.slice(source.text.index("---"), len(source.text))
                self.header, self.body = header_lines.head(inside)

    def close(self) -> None:
        """Let go of the parsed page; its nodes know each other, and would wait for the garbage collector."""
        if (page := self.__dict__.pop("page", None)) is not None:
            page.close()

    def amend(self, body: Source) -> None:
        """Read another text in the place of the body."""
        if body is not self.body:
            self.close()
            self.body = body

    @cached_property
    def page(self) -> Page:
        """The body parsed as HTML, with positions (see `readers.html.parse`)."""
        return parse(self.body)

    @cached_property
    def json(self) -> Held:
        """The values of the whole file; none where it is no JSON."""
        return held(self.source.text) if json_text.begins(self.source.text) else Held([])

    @cached_property
    def is_page(self) -> bool:
        """True where the body begins as a whole HTML document does."""
        return _DOCUMENT.match(self.body.text) is not None

    @cached_property
    def is_html(self) -> bool:
        """True where the body is a page or a fragment of one: hardly any of its text stands outside of elements."""
        text = self.body.text
        if self.is_page:
            return True
        if not _BEGINS_WITH_TAG.match(text) and not is_wrapped(text):
            return False
        if is_markdown(text):
            return False
        outside = inside = 0
        for node in self.page.root.contents:
            if isinstance(node, Chars):
                outside += len(_LETTERS.findall(node))
            elif isinstance(node, Element):
                inside += node.end - node.start
        return outside * 5 <= inside

    @cached_property
    def address(self) -> str:
        """Where the page says it stands; "" where it doesn't say."""
        from proofpress.origins.page_metadata import address

        return address(self.page)

    @cached_property
    def host(self) -> str:
        """The host of its address, in lower case."""
        return urls.split(self.address).netloc.lower()

    @cached_property
    def generator(self) -> str:
        """What the page says it was made with, in lower case."""
        for element in self.page.tagged("meta"):
            if element.attr("name").lower() == "generator":
                return element.attr("content").lower()
        return ""

    def value(self, *keys: str) -> object:
        """The first of these keys that the header has; None where it has none of them."""
        if self.header is None:
            return None
        return next((self.header.values[key] for key in keys if self.header.values.get(key) not in (None, "")), None)

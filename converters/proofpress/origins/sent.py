"""The header that a server sent above a page and was saved with it: `HTTP/1.1 200 OK`, `Content-type: …`."""

from __future__ import annotations

import re

from proofpress.regex import regex
from proofpress.source import Source, Span

_HEADERS = regex(
    r"\s*+(?:(?:HTTP/\d(?:\.\d)?[ \t]\d{3}\b[^\n]*+\n)?"
    r"(?:[A-Za-z][\w-]{0,60}+:[^\n]*+\n(?:[ \t]++\S[^\n]*+\n)*+){0,80}+(?:[ \t\r]*+\n)++){1,6}+(?=<)"
)
"""One or more of them: a page that moved was sent with the header of its old place."""
_OF_A_PAGE = regex(r"^(?:HTTP/\d|content-type:[ \t]*+(?:text/html|application/xhtml\+xml)\b)", re.I | re.M)
_OF_A_LETTER = regex(r"^(?:subject|from|content-transfer-encoding|mime-version|warc-[\w-]+):", re.I | re.M)


def header(source: Source) -> Span | None:
    """Where the header stands that a page was sent with; None where a text begins otherwise."""
    found = _HEADERS.match(source.text)
    if found is None or not _OF_A_PAGE.search(found[0]) or _OF_A_LETTER.search(found[0]):
        return None
    return Span(0, found.end())

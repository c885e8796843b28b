"""The Documents of the pages that a build is working on: several hooks ask for the same one in a row."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from proofpress.readers import front_matter
from proofpress.readers.markdown import read_body
from proofpress.source import Source
from proofpress.tree import Document


@lru_cache(maxsize=4)
def document(text: str) -> Document:
    """The Document of a page's text, front matter included."""
    source = Source("page", text)
    header, body = front_matter.published(source)
    return replace(read_body(body, header.values if header else {}), span=source.span(0, len(text)))

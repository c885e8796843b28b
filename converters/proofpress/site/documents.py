"""The Documents of the pages that a build is working on: several hooks ask for the same one in a row."""

from __future__ import annotations

from functools import lru_cache

from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.tree import Document


@lru_cache(maxsize=4)
def document(text: str) -> Document:
    """The Document of a page's text, front matter included."""
    return read(Source("page", text))

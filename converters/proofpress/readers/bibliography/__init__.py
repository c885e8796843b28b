"""Bibliographies as files beside the articles: BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping

from proofpress.readers.bibliography import bibtex, csl
from proofpress.readers.bibliography.entry import Entry

__all__ = ["Entry", "read"]


def read(text: str) -> Mapping[str, Entry]:
    """The entries of a bibliography by key, empty for a text that is none; what is broken in it is left out."""
    return csl.read(text) if text.lstrip("\ufeff \t\r\n").startswith(("[", "{")) else bibtex.read(text)

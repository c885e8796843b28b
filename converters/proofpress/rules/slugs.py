"""Anchors as the site's table of contents makes them: pymdownx's slugifier in lower case, which keeps Chinese."""

from __future__ import annotations

import re
import unicodedata

_TAGS = re.compile(r"</?[^>]*>")
_INVALID = re.compile(r"[^\w\- ]")


def slugify(text: str) -> str:
    """The anchor of a heading; a test holds it against `pymdownx.slugs.slugify(case="lower")`."""
    slug = _TAGS.sub("", unicodedata.normalize("NFC", text)).strip().lower()
    return _INVALID.sub("", slug).replace(" ", "-")

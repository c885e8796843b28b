"""Anchors as the site's table of contents makes them: pymdownx's slugifier in lower case, which keeps Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from proofpress.regex import regex

_INVALID = regex(r"[^\w\- ]")
_COUNTED = regex(r"(.*)_(\d+)")


def slugify(text: str, separator: str = "-") -> str:
    """The anchor of a heading; a test holds it against `pymdownx.slugs.slugify(case="lower")`."""
    return _INVALID.sub("", _without_tags(unicodedata.normalize("NFC", text)).strip().lower()).replace(" ", separator)


def _without_tags(text: str) -> str:
    """What is left beside everything from a `<` to the next `>`, which is what the slugifier takes for tags."""
    kept, at = [], 0
    while (start := text.find("<", at)) >= 0 and (end := text.find(">", start)) >= 0:
        kept.append(text[at:start])
        at = end + 1
    return "".join([*kept, text[at:]])


class Slugs:
    """The anchors of one page, each once: `x`, `x_1`, `x_2`, as Python-Markdown's `toc` counts them."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self.used = set(used)
        self._known: dict[str, int] = {}
        """By base, the number up to which every one is taken: so that many headings of one name take no longer."""

    def add(self, slug: str) -> str:
        """The anchor of the next heading that has this slug."""
        if slug and slug not in self.used:
            self.used.add(slug)
            return slug
        counted = _COUNTED.fullmatch(slug)
        base, count = (counted[1], int(counted[2])) if counted else (slug, 0)
        known = self._known.get(base, 0)
        follows = count <= known + 1
        count = (max(count, known) if follows else count) + 1
        while f"{base}_{count}" in self.used:
            count += 1
        if follows:
            self._known[base] = count
        self.used.add(f"{base}_{count}")
        return f"{base}_{count}"

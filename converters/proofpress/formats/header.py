"""Front matter for an article that comes out of a container, and names for its output."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

import yaml

from proofpress.regex import regex

_UNFIT = regex(r"[^\w.-]+")
_LONGEST = 80


def under(meta: Mapping[str, object], text: str) -> bytes:
    """The text under front matter with those values that are not empty."""
    kept = {key: value for key, value in meta.items() if value not in (None, "", [], {}, ())}
    if not kept:
        return text.encode("utf-8", "replace")
    header = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{header}---\n\n{text}".encode("utf-8", "replace")


def page(meta: Mapping[str, object], html: str) -> bytes:
    """A fragment of HTML under front matter, in an element of its own,
    so that it is read as HTML whatever it begins with."""
    return under(meta, f"<div>\n{html}\n</div>\n")


def slug(text: str) -> str:
    """A name for an output: letters, digits, `-`; an encoded one decoded; "" where nothing is left."""
    text = unquote(text).strip().lower()
    return re.sub(r"-{2,}", "-", _UNFIT.sub("-", text)).strip("-._")[:_LONGEST].strip("-._")


class Names:
    """Names of the parts of one container, each once: `x`, `x-2`, `x-3`."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def add(self, *wishes: str) -> str:
        """The first wish that makes a name, counted where it is taken."""
        wish = next((made for one in wishes if (made := slug(one))), "article")
        count = self._taken.get(wish, 0) + 1
        self._taken[wish] = count
        if count == 1:
            return wish
        made = f"{wish}-{count}"
        return made if made not in self._taken else self.add(made)

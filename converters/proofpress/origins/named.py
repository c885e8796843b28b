"""The words by which pages name their parts."""

from __future__ import annotations

from functools import lru_cache

from proofpress.regex import regex

_WORD = regex(r"[A-Za-z]+")
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(4096)
def words_of(classes: frozenset[str] | tuple[str, ...], ident: str) -> frozenset[str]:
    """The words in classes and an id, in lower case, cut at signs and capitals, with the compounds whole."""
    found: set[str] = set()
    for name in (*classes, ident):
        if name:
            found.add(name.lower())
            found.update(word.lower() for word in _WORD.findall(_CAMEL.sub(" ", name)))
    return frozenset(found)

"""Regular expressions that are made when they are first asked: one run asks a fifth of those that the program knows,
and making all of them would be half of its start."""

from __future__ import annotations

import re
from typing import AnyStr, cast

_ASKED = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
)


class Made:
    """What `re` made of an expression, by its attributes."""

    __slots__ = ("_given", "pattern", *_ASKED)
    pattern: str | bytes


class Unmade(Made):
    """What stands for a pattern until one of its attributes is asked."""

    __slots__ = ()

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self.pattern = expression
        self._given = flags

    def __getattr__(self, name: str) -> object:
        if name not in _ASKED:
            raise AttributeError(name)
        made = re.compile(self.pattern, self._given)
        for asked in _ASKED:
            setattr(self, asked, getattr(made, asked))
        self.__class__ = Made  # type: ignore[assignment]  # Asking a class with such a method is slow.
        return getattr(made, name)


def regex(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern for the life of the program; `re.error` is raised when it is first used. It is none that
    `re` takes or that a match names as its own: ask for `match.re.pattern`."""
    return cast("re.Pattern[AnyStr]", Unmade(expression, flags))

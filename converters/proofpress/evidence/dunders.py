"""Names of Python with two underscores on both sides, typed as text: `__init__.py`, `__call__()`.

A file or a call behind the name shows that it is one, and so do code that has the same name and a name that is no word,
as `__init__`; beside one of these every special name of Python is meant, while `__note__` and `__all__` alone may well
be bold.
"""

from __future__ import annotations

import re
from collections import Counter
from types import FunctionType, ModuleType

from proofpress.regex import regex

_NAME = regex(
    r"(?<![\w\\/.`<\"'=*])__(?P<name>[a-z]{1,20}(?:_[a-z]{1,20}){0,3})__"
    r"(?:(?P<used>(?=\.py[ci]?\b|\(\)|\(self\b))|(?!\w))",
    re.A,
)
_TYPED = regex(r"__([a-z]{1,20}(?:_[a-z]{1,20}){0,3})__", re.A)
_SPECIAL = frozenset(
    name.strip("_")
    for kind in (object, type, int, float, str, list, dict, ModuleType, FunctionType, BaseException, memoryview)
    for name in dir(kind)
    if name.startswith("__")
) | {"main", "file", "all", "getattr", "delattr", "enter", "exit", "next", "path", "slots", "await", "aiter", "anext"}
_NO_WORDS = frozenset(
    "init repr getattr getattribute setattr delattr getitem setitem delitem qualname subclasshook init_subclass eq ne"
    " lt le gt ge iadd radd rmul sizeof getstate setstate aiter anext".split()
)


def dunders(prose: str, text: str) -> list[re.Match[str]]:
    """The names in the `prose` of a text, its code masked, with their underscores."""
    names = list(_NAME.finditer(prose)) if "__" in prose else []
    in_code = Counter(_TYPED.findall(text)) - Counter(_TYPED.findall(prose)) if names else Counter()
    sure = _NO_WORDS | in_code.keys() & _SPECIAL
    python = any(found["used"] is not None or found["name"] in sure for found in names)
    return [found for found in names if found["used"] is not None or python and found["name"] in _SPECIAL]

"""Names of Python with two underscores on both sides, typed as text: `__init__.py`, `__call__()`.

Markdown reads the underscores as bold text and takes them out of the name. A file or a call behind the name shows that
it is one, and so does a name that is no word, as `__init__`; beside one of these every special name of Python is meant,
while `__note__` and `__all__` alone may well be bold.
"""

from __future__ import annotations

import re
from types import FunctionType, ModuleType

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_NAME = regex(
    r"(?<![\w\\/.`<\"'=*])__(?P<name>[a-z]{1,20}(?:_[a-z]{1,20}){0,3})__"
    r"(?:(?P<used>(?=\.py[ci]?\b|\(\)|\(self\b))|(?!\w))",
    re.A,
)
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


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the underscores of such names escaped."""
    if "__" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    names = [found for found in _NAME.finditer(lexed.prose) if not lexed.is_raw(found.start())]
    python = any(found["used"] is not None or found["name"] in _NO_WORDS for found in names)
    for found in names:
        if found["used"] is None and not (python and found["name"] in _SPECIAL):
            continue
        changes.append(Change(*found.span(), rf"\_\_{found['name']}\_\_"))
        ledger.repaired(
            source.span(*found.span()),
            "a name of Python whose underscores Markdown would read as bold",
            "Python 名称的下划线会被 Markdown 当作加粗",
        )
    return rewrite(source, changes)

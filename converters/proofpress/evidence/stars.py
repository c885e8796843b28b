"""Double stars before names of a program, `**kwargs` or `char **argv`, which open and close nothing."""

from __future__ import annotations

import re

from proofpress.regex import regex

_NAME = regex(r"[A-Za-z_]\w*+", re.A)
_TYPE = regex(r"(?<![\w*])[A-Za-z_]\w{0,30}\s?\Z", re.A)
_REACH = 40
_OPENS, _CLOSES = "(（[", ")）]"


def are_of_a_program(line: str, start: int, end: int) -> bool:
    """Whether the pair of `**` from `start` to `end` is none: each mark stands before a name, the second behind no
    letter, and the text between them closes a bracket that it does not open, or the same name stands behind both
    marks, or the same type before."""
    name, other = _NAME.match(line, start + 2), _NAME.match(line, end)
    if name is None or other is None or line[end - 3].isalnum():
        return False
    depth = 0
    for char in line[start + 2 : end - 2]:
        depth += (char in _OPENS) - (char in _CLOSES)
        if depth < 0:
            return True
    return name[0] == other[0] or _type(line, start) == _type(line, end - 2) != ""


def _type(line: str, at: int) -> str:
    found = _TYPE.search(line, max(at - _REACH, 0), at)
    return found[0].strip() if found else ""

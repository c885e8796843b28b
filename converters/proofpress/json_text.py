"""JSON of others: what it holds is text that can be written, and numbers that can be said."""

from __future__ import annotations

import json
import re

from proofpress.regex import regex

_LONE = regex("[\ud800-\udfff]")
_MAY_BE_LONE = regex(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_FRAME = regex(
    r"\s*+(?:\)\]\}',?+|while\s?\(1\);|/\*(?:[^*]|\*(?!/))*+\*/|//[^\n]*+|\s)*+"
    r"(?:(?:var|let|const|export|default|return)\s++)*+(?:[\w$][\w$.\[\]\"'-]{0,200}+\s*+[=(]\s*+)?+(?=[{\[])"
)
"""What stands before a value that a script assigns, exports or hands to a function."""
_LOOSE = regex(
    r'(?P<kept>"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|/\*(?:[^*]|\*(?!/))*+\Z)'
    r"|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|,(?=\s*+[}\]])",
    re.S,
)
"""A string, or what is no JSON; what begins and never ends is passed over as one."""
_LONGEST = 4_000
"""Digits of the longest number that Python takes for one in any setting."""


def loads(text: str) -> object:
    """The value that a text is. Raises ValueError for what is no JSON, and for what is nested too deeply to be read.

    Line ends in strings are let pass, halves of a character become U+FFFD, and a whole number that is too long for one
    becomes infinite, as one with a point does.
    """
    try:
        value: object = _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return _written(value) if _MAY_BE_LONE.search(text) else value


def said(value: object) -> str:
    """A value as text: numbers as they are written, strings of a list one after the other; "" for any other."""
    if isinstance(value, list):
        return "".join(map(said, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def begins(text: str) -> bool:
    """Whether a text begins as an object or a list does, or one in an assignment or a call."""
    return _FRAME.match(text) is not None


def lines(text: str) -> tuple[list[object], list[int]]:
    """The objects of JSON Lines, and the numbers of the lines that are none; no objects where it is something else."""
    found: list[object] = []
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            found.append(value)
        else:
            broken.append(number)
            if len(broken) > 2 + len(found) or not is_half(line):
                return [], []
    return (found, broken) if may_be_broken(len(broken), len(found)) else ([], [])


def is_half(line: str) -> bool:
    """Whether a line that is no value may be one that is cut off or has a fault in it."""
    return line.lstrip()[:1] == "{" or line.rstrip()[-1:] == "}"


def may_be_broken(broken: int, whole: int) -> bool:
    """Whether so few lines are broken that the file is JSON Lines still."""
    return 2 * broken <= whole or broken == whole == 1


def relaxed(text: str) -> str:
    """JSON as programs write it for each other, as JSON: an assignment or a call around it, comments, and commas behind
    the last of several values become blanks. Every other character keeps its place."""
    found = _FRAME.match(text)
    if found is None:
        return text
    start, end = found.end(), len(text.rstrip().rstrip(";").rstrip())
    if found[0].rstrip().endswith("(") and text.endswith(")", start, end):
        end -= 1
    inner = text[start:end]
    for _ in range(2):  # A comma may be the last one only when the comment behind it is gone.
        inner = _LOOSE.sub(_blank, inner)
    return _blanks(text[:start]) + inner + _blanks(text[end:])


def _blank(found: re.Match[str]) -> str:
    return found[0] if found["kept"] is not None else _blanks(found[0])


def _blanks(text: str) -> str:
    return "".join("\n" if char == "\n" else " " for char in text)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST else float(digits)


_DECODER = json.JSONDecoder(strict=False, parse_int=_whole)


def _written(value: object) -> object:
    """The value with all of its strings made text, without recursion."""
    whole: list[object] = [value]
    pending: list[dict[str, object] | list[object]] = [whole]
    while pending:
        holder = pending.pop()
        if isinstance(holder, dict):
            for key in [key for key in holder if _LONE.search(key)]:
                holder[_LONE.sub("\ufffd", key)] = holder.pop(key)
        for at, inner in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(inner, str):
                holder[at] = _LONE.sub("\ufffd", inner)  # type: ignore[index, call-overload]
            elif isinstance(inner, dict | list):
                pending.append(inner)
    return whole[0]

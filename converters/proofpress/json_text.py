"""JSON of others: what it holds is text that can be written, and numbers that can be said."""

from __future__ import annotations

import json
import re

_LONE = re.compile("[\ud800-\udfff]")
_MAY_BE_LONE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
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

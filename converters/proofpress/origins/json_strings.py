"""JSON whose strings remember where they stand, so that what a string holds can be read as a source of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress import json_text
from proofpress.source import Piece

_TOKEN = re.compile(r'\s*(?:(?P<sign>[{}\[\],:])|(?P<string>"(?:[^"\\]|\\.)*+")|(?P<other>[^\s{}\[\],:"]+))', re.S)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S)


class Placed(str):
    """A string, and the offsets of what stands between its quotes."""

    __slots__ = ("end", "start")
    start: int
    end: int


def parsed(text: str, start: int = 0) -> tuple[object, int]:
    """The value that begins at an offset, and where it ends. Raises ValueError for what is no JSON.
    Nesting costs no recursion."""
    stack: list[tuple[dict[str, object] | list[object], str | None]] = []
    at = start
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError("not JSON")
        at = found.end()
        value: object
        sign = found["sign"]
        if sign in ("{", "["):
            stack.append(({} if sign == "{" else [], None))
            continue
        if sign in ("}", "]") and stack and isinstance(stack[-1][0], dict if sign == "}" else list):
            value = stack.pop()[0]
        elif sign == "," and stack or sign == ":" and stack and stack[-1][1] is not None:
            continue
        elif found["string"] is not None:
            value = Placed(json_text.loads(found["string"]))
            value.start, value.end = found.start("string") + 1, found.end("string") - 1
        elif found["other"] is not None:
            value = json_text.loads(found["other"])
        else:
            raise ValueError("not JSON")
        if not stack:
            return value, at
        holder, key = stack[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif key is None:
            if not isinstance(value, str):
                raise ValueError("a key that is no string")
            stack[-1] = (holder, value)
        else:
            holder[key] = value
            stack[-1] = (holder, None)


def values(text: str) -> list[object]:
    """The values of a file: one, or one a line (JSON Lines). Empty where anything in it is no JSON."""
    out: list[object] = []
    at = 0
    size = len(text.rstrip())
    try:
        while at < size:
            value, at = parsed(text, at)
            out.append(value)
    except ValueError:
        return []
    return out


def pieces(text: str, value: Placed) -> Iterator[Piece]:
    """What a string of the text holds, as pieces of the text: each escape stands for the character that it means."""
    at = value.start
    for found in _ESCAPE.finditer(text, value.start, value.end):
        yield Piece(text[at : found.start()], at, found.start())
        yield Piece(str(json_text.loads(f'"{found[0]}"')), found.start(), found.end())
        at = found.end()
    yield Piece(text[at : value.end], at, value.end)

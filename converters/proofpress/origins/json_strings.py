"""JSON whose strings remember where they stand, so that what a string holds can be read as a source of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from proofpress import json_text
from proofpress.regex import regex
from proofpress.source import Piece

_TOKEN = regex(r'\s*(?:(?P<sign>[{}\[\],:])|(?P<string>"(?:[^"\\]|\\.)*+")|(?P<other>[^\s{}\[\],:"]+))', re.S)
_ESCAPE = regex(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S)


class Placed(str):
    """A string, and the offsets of what stands between its quotes."""

    __slots__ = ("end", "start")
    start: int
    end: int


def parsed(text: str, start: int, last: int) -> tuple[object, int]:
    """The value that begins at an offset and ends before another, and where. Raises ValueError for what is no JSON.
    Nesting costs no recursion."""
    stack: list[tuple[dict[str, object] | list[object], str | None]] = []
    at = start
    while True:
        found = _TOKEN.match(text, at, last)
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


class Held(NamedTuple):
    """The values of a file, and the offsets of its lines that are none."""

    values: list[object]
    broken: tuple[tuple[int, int], ...] = ()


def held(text: str) -> Held:
    """The values of a file: one, one after the other, or one a line with a few lines that are broken. None where it is
    no JSON."""
    for written in (text, json_text.relaxed(text)):
        out: list[object] = []
        at, size = 0, len(written.rstrip())
        try:
            while at < size:
                value, at = parsed(written, at, size)
                out.append(value)
        except ValueError:
            continue
        return Held(out)
    return _lines(text)


def _lines(text: str) -> Held:
    """The values of JSON Lines of which some cannot be read."""
    out: list[object] = []
    broken: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line.rstrip())
        if line.strip():
            value: object = None
            behind = at
            with suppress(ValueError):
                value, behind = parsed(text, at, end)
            if behind == end and isinstance(value, dict | list):
                out.append(value)
            else:
                broken.append((at, end))
                if len(broken) > 2 + len(out) or not json_text.is_half(line):
                    return Held([])
        at += len(line) + 1
    return Held(out, tuple(broken)) if json_text.may_be_broken(len(broken), len(out)) else Held([])


def pieces(text: str, value: Placed) -> Iterator[Piece]:
    """What a string of the text holds, as pieces of the text: each escape stands for the character that it means."""
    at = value.start
    for found in _ESCAPE.finditer(text, value.start, value.end):
        yield Piece(text[at : found.start()], at, found.start())
        yield Piece(str(json_text.loads(f'"{found[0]}"')), found.start(), found.end())
        at = found.end()
    yield Piece(text[at : value.end], at, value.end)


def object_in(held: Placed) -> Mapping[str, object] | None:
    """The object that a string of JSON holds; its strings are placed in that string. None for any other string."""
    if not held.lstrip().startswith("{"):
        return None
    try:
        value, _ = parsed(held, 0, len(held))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, Mapping) else None

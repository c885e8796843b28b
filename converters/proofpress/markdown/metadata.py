"""Lines of `Key: text` at the very top of a page, which MkDocs takes off it as metadata, without dashes around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proofpress.regex import regex

_FIELD = regex(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = regex(r"(?: {4}|\t)\s*(?P<value>.*)")


class Field(NamedTuple):
    """One key with its value, which may go on over several lines."""

    key: str
    value: str


def metadata(lines: Sequence[str], first: int = 0) -> int:
    """The line behind those that are taken, `first` where none is."""
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip() or not _FIELD.match(line) and (number == first or not _MORE.match(line)):
            return number
    return len(lines)


def fields(lines: Sequence[str]) -> Iterator[Field]:
    """The keys of lines that are taken, in small letters, each with what MkDocs makes of its lines."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if found := _FIELD.match(line):
            key = found["key"].lower()
        elif not (found := _MORE.match(line)):
            continue
        values.setdefault(key, []).append(found["value"].strip())
    yield from (Field(key, " ".join(value)) for key, value in values.items())


def length(text: str) -> int:
    """How many characters at the head of a text are taken."""
    if not _FIELD.match(text):
        return 0
    at = number = 0
    while at < len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if not line.strip() or not _FIELD.match(line) and not (number and _MORE.match(line)):
            break
        at, number = (end + 1 if end >= 0 else len(text)), number + 1
    return at

"""Lines under the first line of a directive or a chunk of code that set its options: `:name: value`, which the names of
emoji look like, and `#| name: value` behind the comment's sign of any language."""

from __future__ import annotations

from typing import NamedTuple

from proofpress.evidence import emoji
from proofpress.regex import regex

_OPTION = regex(r"[ \t>]*+:(?P<name>[\w+-]++):(?:[ \t]++(?P<value>[^\n]*))?$")
CHUNK_SIGN = r"(?:#|//|--|%%)\|"
"""What begins a line that sets an option of a chunk of code."""
_EMOJI_TOO = frozenset(("link", "key", "label"))
"""Options that are called like an emoji."""


class Option(NamedTuple):
    """An option of a directive: its name and its value, "" where it has none."""

    name: str
    value: str


def option(line: str) -> Option | None:
    """The option that a line sets; None for any other line, as one that begins with an emoji's name (`:bulb: So.`)."""
    found = _OPTION.match(line)
    if found is None or found["name"] not in _EMOJI_TOO and emoji.of(found["name"]):
        return None
    return Option(found["name"], (found["value"] or "").strip())

"""The lines `:name: value` under the first line of a directive, which set its options, and the names of emoji, which
look like them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from proofpress.regex import regex

_OPTION = regex(r"[ \t>]*+:(?P<name>[\w+-]++):(?:[ \t]++(?P<value>[^\n]*))?$")
_EMOJI_TOO = frozenset(("link", "key", "label"))
"""Options that are called like an emoji."""


class Option(NamedTuple):
    """An option of a directive: its name and its value, "" where it has none."""

    name: str
    value: str


def option(line: str) -> Option | None:
    """The option that a line sets; None for any other line, as one that begins with an emoji's name (`:bulb: So.`)."""
    found = _OPTION.match(line)
    if found is None or found["name"] not in _EMOJI_TOO and emoji(found["name"]):
        return None
    return Option(found["name"], (found["value"] or "").strip())


def emoji(name: str) -> str:
    """The emoji of a name, "" for a name that is none."""
    code = str(_emoji().get(f":{name}:", {}).get("unicode", ""))
    return "".join(chr(int(part, 16)) for part in code.split("-")) if code else ""


@cache
def _emoji() -> dict[str, dict[str, str]]:
    from pymdownx.gemoji_db import aliases, emoji

    return {**emoji, **{alias: emoji[name] for alias, name in aliases.items() if name in emoji}}

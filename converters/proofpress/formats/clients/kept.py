"""A conversation out of a program's store, in the one shape that the reader of conversations knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Values = Mapping[str, object]


class Kept(NamedTuple):
    """A conversation: its title, when it began (a date or a number of seconds or milliseconds), what the machine was
    told before it, and its messages in order, each with `role` and `content` or `contentParts`."""

    title: str
    began: object
    messages: list[dict[str, object]]
    system: object = ""
    shown: str = ""
    """The message that the branch shown last ends with, where messages name their parents."""

    def value(self) -> dict[str, object]:
        """The conversation as JSON has it; what is empty is left out."""
        held = {
            "title": self.title,
            "created_at": self.began,
            "system": self.system,
            "shown": self.shown,
            "messages": self.messages,
        }
        return {key: one for key, one in held.items() if one}


def branched(title: str, began: object, messages: Iterable[tuple[Values, bool]], system: object = "") -> Kept:
    """A conversation of whose messages some are not shown: other answers, and what was asked before it was changed."""
    listed = list(messages)
    if all(shown for _, shown in listed):
        return Kept(title, began, [dict(message) for message, _ in listed], system)
    made: list[dict[str, object]] = []
    last = ""
    for number, (message, shown) in enumerate(listed):
        kept = {key: one for key, one in message.items() if not key.lower().startswith("parent")}
        made.append({**kept, "id": f"m{number}", "parent": last})
        last = f"m{number}" if shown else last
    return Kept(title, began, made, system, last)


def values(held: object) -> list[Values]:
    """The objects of a list, or those that an object holds by their names; none of anything else."""
    listed = held.values() if isinstance(held, Mapping) else held
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, Iterable) else []


def under(held: object, *keys: str) -> object:
    """What stands under keys within one another; None where one of them is missing."""
    for key in keys:
        held = held.get(key) if isinstance(held, Mapping) else None
    return held


def text(held: object) -> str:
    """A value where it is a string; "" for any other."""
    return held if isinstance(held, str) else ""

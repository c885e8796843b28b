"""The signs by which Markdown's blocks are known. A new container is one line in `CONTAINERS`."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

ContainerKind = Literal["admonition", "details", "tab", "definition", "note", "directive"]


class Container(NamedTuple):
    """What opens a container, at the start of a line's content.

    `box`: its body stands four columns further in and is cut where a line stands further out than the one above.
    """

    kind: ContainerKind
    sign: str
    box: bool = False


CONTAINERS: tuple[Container, ...] = (
    Container("admonition", r"!!!(?=[ \t]+\S)", box=True),
    Container("details", r"\?\?\?\+?(?=[ \t]+\S)", box=True),
    Container("tab", r"===[!+]{0,2}(?=[ \t]+\S)", box=True),
    Container("definition", r":(?=[ \t]{2,}\S)"),
    Container("note", r"\[\^[^\]\n]+\]:"),
)

QUOTE = re.compile(r"(?: {0,3}> ?)+")
MARKER = r"(?:[-*+]|\d{1,9}[.)])"
"""What begins an item of a list."""
ITEM = re.compile(rf"({MARKER[3:-1]})([ \t]+)(?=\S)")
ITEM_OR_EMPTY = re.compile(rf"{MARKER}(?:[ \t]+|$)")
ATX = re.compile(r"#{1,6}(?:[ \t]|$)")
FENCE = re.compile(rf"(?:{MARKER}[ \t]+)?(`{{3,}}|~{{3,}})(.*)$")
OPENS = re.compile("|".join(c.sign for c in CONTAINERS))
"""The head of any container."""
BOX = re.compile("|".join(c.sign for c in CONTAINERS if c.box))
"""The head of a container that is a box: an admonition, details, a tab."""
BREAK = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
"""A thematic break, from the first character of its content."""


def container(body: str) -> Container | None:
    """The container that a line's content opens."""
    return next((c for c in CONTAINERS if re.match(c.sign, body)), None) if body[:1] in "!?=:[" else None

"""Whose text is it, and what may therefore be done to it: the one place where removal is decided, for all passes.

An author's text never goes for its wording, nor for being repeated: such signs raise a doubt and the text stays. In
what a machine wrote, wording may convict. Whose a file is shows by its origin (a record, a chat) and by marks in it
that no author leaves: thoughts, control tokens, orders to a writer, an answer to whoever gave them.
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto


class Authority(Enum):
    """Who stands behind a text."""

    AUTHOR = auto()
    """A person who published it: any page, the sources of a site, any text without a machine's marks."""
    MACHINE = auto()
    """A language model, or the service that ran it."""
    FRAME = auto()
    """The page around an article: its controls, notices, lists of other articles."""


class Deed(Enum):
    """What a pass wants to do about a piece of text."""

    REMOVE = auto()
    DOUBT = auto()


class Kind(StrEnum):
    """What speaks against a piece of text."""

    WORDING = auto()
    """What it says: a remark about the writing, a prompt, a label, a placeholder."""
    REPEAT = auto()
    """It says again what stands right before it, or elsewhere in the article."""
    COPY = auto()
    """The whole article once more, byte for byte."""
    ENDS = auto()
    """It is the first or the last word of an answer, where both speak to whoever ordered the text."""
    CONTROL = auto()
    """Its form alone: a control of the page, a hidden element, characters that show nothing,
    a model's control token."""


_REMOVED = {
    Authority.AUTHOR: frozenset((Kind.COPY, Kind.ENDS, Kind.CONTROL)),
    Authority.MACHINE: frozenset(Kind),
    Authority.FRAME: frozenset(Kind),
}


def may(deed: Deed, kind: Kind, authority: Authority) -> bool:
    """True where this may be done to a text of this authority for this reason; a doubt is always allowed."""
    return deed is Deed.DOUBT or kind in _REMOVED[authority]

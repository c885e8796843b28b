"""What an engine says about a text that it cannot take."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """One complaint about one place.

    `offset` and `length` count characters of the text that was given; a length of 0 marks a place between two
    characters, the end of the text among them. `message` is the engine's own wording without its position, `code`
    a kebab-case category that stays the same when the engine changes its wording.
    """

    offset: int
    length: int
    message: str
    code: str


def from_utf16(text: str) -> Callable[[int], int]:
    """A function from JavaScript's string offsets, which count 𝔸 as two, to offsets in `text`."""
    wide = [index for index, character in enumerate(text) if character > "\uffff"]
    if not wide:
        return lambda offset: max(0, min(offset, len(text)))
    starts = [index + earlier for earlier, index in enumerate(wide)]
    return lambda offset: max(0, min(offset - bisect_left(starts, offset), len(text)))

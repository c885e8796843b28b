"""Where the formulas of a run of atoms may begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from proofpress.evidence.sentence_math import is_in_sentence
from proofpress.origins.typed.atoms import NEAR, Atom, Sign, as_tex, closes, kind_of

LONGEST = 6000
"""Characters of a formula, and below, its lines."""
MOST_LINES = 60
_HELD = "x"
"""Stands for what is no text, such as code or a link."""


class Places:
    """What stands at each place of a run of atoms, so that a formula is looked at only once its end is known."""

    def __init__(self, atoms: Sequence[Atom | None]) -> None:
        self.pieces = ["\n" if atom is None else as_tex(atom) for atom in atoms]
        self.sizes = [
            0,
            *accumulate(
                0 if atom is None else len(piece or "") for atom, piece in zip(atoms, self.pieces, strict=True)
            ),
        ]
        self.breaks = [0, *accumulate(atom is None for atom in atoms)]
        self.foreign = [0, *accumulate(piece is None for piece in self.pieces)]
        self.opening: dict[str, list[int]] = {}
        self.closing: dict[str, list[int]] = {}
        for place, atom in enumerate(atoms):
            if isinstance(atom, Sign):
                self.opening.setdefault(kind_of(atom.match), []).append(place)
                self.closing.setdefault(closes(atom.match), []).append(place)
        self.worded: set[int] = set()
        """The lines that hold more than displayed formulas."""
        displayed = False
        for place, (atom, piece) in enumerate(zip(atoms, self.pieces, strict=True)):
            if atom is None or piece == "$$":
                displayed = atom is not None and not displayed
            elif not displayed and (piece is None or piece.strip()):
                self.worded.add(self.breaks[place])

    def end(self, kind: str, at: int) -> int:
        """Where the formula ends that a sign of this kind opens at a place; -1 where it is none, or too long."""
        closing = self.closing.get(kind, [])
        index = bisect_right(closing, at)
        if index == len(closing):
            return -1
        end = closing[index]
        lines = self.breaks[end] - self.breaks[at]
        may_break = kind in _MAY_BREAK or self.fills_lines(at, end)
        if self.sizes[end] - self.sizes[at + 1] > LONGEST or lines > (MOST_LINES if may_break else 0):
            return -1
        if self.foreign[end] > self.foreign[at] or any(self._opens(inner, at, end) for inner in _OPENS_NOT_IN[kind]):
            return -1
        return end

    def fills_lines(self, at: int, end: int) -> bool:
        """Whether each of two signs is all that stands in its line."""
        pieces = self.pieces
        return all(
            (k == 0 or pieces[k - 1] == "\n") and (k + 1 == len(pieces) or pieces[k + 1] == "\n") for k in (at, end)
        )

    def in_sentence(self, tex: str, at: int, end: int) -> bool:
        """Whether `$$` at two places hold a word of the paragraph that stands around them."""
        if self.pieces[at] != "$$" or self.pieces[end] != "$$" or self.breaks[at] not in self.worded:
            return False
        only = len(self.opening["$$"]) > 2 and not self.opening.keys() & {"$", "\\("}
        return is_in_sentence(tex, self._beside(at - 1, -1), self._beside(end + 1, 1), only)

    def _beside(self, at: int, step: int) -> str:
        """What stands in the line from a place on, as far as it tells."""
        said = ""
        while 0 <= at < len(self.pieces) and len(said) < NEAR and self.pieces[at] != "\n":
            piece = self.pieces[at]
            piece = _HELD if piece is None else piece
            said = said + piece if step > 0 else piece + said
            at += step
        return said

    def _opens(self, kind: str, at: int, end: int) -> bool:
        opening = self.opening.get(kind, [])
        index = bisect_right(opening, at)
        return index < len(opening) and opening[index] < end


DISPLAYED = ("$$", "\\[", "begin")
"""The kinds that are set apart."""
_MAY_BREAK = (*DISPLAYED, "bb")
_OPENS_NOT_IN: dict[str, tuple[str, ...]] = {
    "$$": ("\\(", "\\["),
    "$": ("\\(", "\\["),
    "\\(": ("\\(",),
    "\\[": ("\\[",),
    "bb": (),
    "begin": (),
}

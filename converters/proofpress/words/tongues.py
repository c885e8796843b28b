"""The commonest words of languages in Latin letters, by which a few words show which one they are of."""

from __future__ import annotations

COMMON = frozenset("the of and to in is a that for with are as be this on it by from an or not how".split())
"""Of English."""
FOREIGN = frozenset(
    "der das und ist nicht ein eine mit von le la les des et est une pour el los las que por para con il di che per "
    "een het van na se do em og som det av är och att".split()
)
"""Of German, French, Spanish, Italian, Dutch, Portuguese and Swedish."""
PROSE = ("the", "and", "of", "to", "that", "with", "this", "their", "are")
"""Words of which English prose has one in twenty letters, and a program with its comments hardly any."""

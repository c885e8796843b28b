"""What a diagram holds that is no syntax of its own: quoted texts, comments, labels in brackets and between bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofpress.regex import regex

_OPENS = regex(r'"|%%|[\[({|\n]')
_CLOSES = {'"': '"', "[": "]", "(": ")", "{": "}", "|": "|"}
_WORD = regex(r"\w")


def opaque(text: str, *, named: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each, none longer than its line; with `named`, brackets count only behind a node's name.

    A sign that nothing closes on its line is looked for once.
    """
    at, line_end = 0, -1
    open_ended: set[str] = set()
    while found := _OPENS.search(text, at):
        sign, start, at = found[0], found.start(), found.end()
        if start > line_end:
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            open_ended.clear()
        if sign == "\n" or sign in open_ended:
            continue
        if sign == "%%":
            stop = line_end
        elif named and sign in "[({" and not (start and _WORD.match(text, start - 1)):
            continue
        elif (close := text.find(_CLOSES[sign], at, line_end)) < 0:
            open_ended.add(sign)
            continue
        else:
            stop = close + 1
        yield start, stop
        at = stop


def veiled(text: str, *, named: bool = False, blank: Callable[[str], str] = lambda piece: " " * len(piece)) -> str:
    """The text with something else for each of that, spaces unless `blank` says what."""
    parts: list[str] = []
    at = 0
    for start, stop in opaque(text, named=named):
        parts += [text[at:start], blank(text[start:stop])]
        at = stop
    return "".join(parts) + text[at:]

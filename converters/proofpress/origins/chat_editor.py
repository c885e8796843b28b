"""Conversations as an editor keeps them (Visual Studio Code, "Chat: Export Chat"): a list of requests, each with the
message and with what was answered, in pieces that follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress.origins import chat_parts
from proofpress.origins.chat_parts import Part
from proofpress.origins.json_strings import Placed

_THOUGHT = ("thinking",)
_CALLS = ("tool", "mcp", "progress", "confirmation", "command", "textEdit", "codeblockUri", "undo", "prepare")
"""How the kinds of pieces begin that only the machine or the editor needed."""


def turns(requests: list[object]) -> Iterator[tuple[str, list[Part]]]:
    """Each question and its answer; nothing where a list holds other requests."""
    for one in requests:
        message = one.get("message") if isinstance(one, Mapping) else None
        answer = one.get("response") if isinstance(one, Mapping) else None
        asked = message.get("text") if isinstance(message, Mapping) else message
        if not isinstance(asked, Placed) or not isinstance(answer, list):
            continue
        yield "user", [Part("text", asked)]
        if made := list(_answer(answer)):
            yield "assistant", made


def _answer(pieces: list[object]) -> Iterator[Part]:
    glued = False
    for piece in pieces:
        if not isinstance(piece, Mapping):
            continue
        kind = str(piece.get("kind") or "")
        if kind.startswith(_CALLS):
            yield from chat_parts.strings(piece, "tool")
            continue
        if kind == "inlineReference":
            words = _named(piece.get("inlineReference"), piece.get("name"))
        else:
            held = piece.get("value") or piece.get("content")
            words = held.get("value") if isinstance(held, Mapping) else held
        what = "thought" if kind.startswith(_THOUGHT) else "text"
        if isinstance(words, Placed) and words.strip():
            yield Part(what, words, glued=glued and what == "text")
            glued = what == "text" or glued


def _named(reference: object, name: object) -> object:
    """What a reference in a line shows: its name, else the path of its file."""
    if isinstance(name, Placed):
        return name
    if not isinstance(reference, Mapping):
        return None
    place = reference.get("location") if isinstance(reference.get("location"), Mapping) else reference
    place = place.get("uri", place) if isinstance(place, Mapping) else place
    return reference.get("name") or (place.get("path") if isinstance(place, Mapping) else None)

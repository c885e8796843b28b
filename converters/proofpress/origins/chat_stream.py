"""The pieces in which an answer was streamed: they are cut anywhere, so one goes on where the piece before it ends.

A list of texts can hold whole blocks as well. Where a text that goes on in the middle of a line is among them, they are
pieces; where each ends what it says and the next begins a block, they are blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from proofpress.evidence import chinese
from proofpress.markdown.signs import BLOCK, DISPLAY
from proofpress.regex import regex

if TYPE_CHECKING:
    from proofpress.origins.chat_parts import Part

_ENDS = regex(r"[.!?:;。！？：；…>|`][\"'”’）)\]*_]{0,4}\Z")
_ENDS_A_WORD = regex(r"\w\Z")
_BEGINS = regex(rf"[A-Z{chinese.CLASS}]|\||\*\*|<|{DISPLAY}|{BLOCK.pattern}")
_BEGINS_APART = regex(rf"[A-Z]|{DISPLAY}|{BLOCK.pattern}")


def glued(items: Iterable[tuple[object, list[Part]]]) -> list[Part]:
    """The parts of a list's items, with those glued to the part before them that are pieces of one stream."""
    made: list[Part] = []
    run: list[int] = []
    before: object = None
    for item, parts in items:
        if len(parts) == 1 and parts[0].kind == "text" and not parts[0].title:
            if run and _type(item) != _type(before):
                _glue(made, run)
                run = []
            run.append(len(made))
        else:
            _glue(made, run)
            run = []
        before = item
        made += parts
    _glue(made, run)
    return made


def runs(values: Iterable[object]) -> Iterator[list[object]]:
    """The values of a list by themselves, and together the responses of an interface that are pieces of one: those
    that are not finished, up to the one that is."""
    waiting: list[object] = []
    for value in values:
        choice = _choice(value)
        if choice is not None and _FINISHED.isdisjoint(key for key, said in choice.items() if said):
            waiting.append(value)
        elif waiting and choice is not None and "message" not in choice:
            yield [*waiting, value]
            waiting = []
        else:
            yield from ([one] for one in (*waiting, value))
            waiting = []
    yield from ([one] for one in waiting)


_FINISHED = frozenset(("finishReason", "finish_reason", "message"))


def _choice(value: object) -> Mapping[str, object] | None:
    choices = (value.get("candidates") or value.get("choices")) if isinstance(value, Mapping) else None
    one = choices[0] if isinstance(choices, list) and choices else None
    return one if isinstance(one, Mapping) else None


def _are_pieces(words: list[str]) -> bool:
    """Whether of several texts one goes on in the middle of the line in which the one before it ends."""
    words = [one for one in words if one]
    return any(not _is_whole(one, other) for one, other in pairwise(words))


def _glue(made: list[Part], run: list[int]) -> None:
    if len(run) > 1 and _are_pieces([str(made[index].words) for index in run]):
        for index in run[1:]:
            made[index] = made[index]._replace(glued=True)


def _is_whole(before: str, behind: str) -> bool:
    """Whether a text may end a block and the next begin one: between pieces of a stream that have a blank between
    them, it stands in one of them."""
    if before[-1].isspace() or behind[0].isspace():
        return False
    if _ENDS.search(before[-6:]):
        return _BEGINS.match(behind) is not None
    return _ENDS_A_WORD.search(before) is not None and _BEGINS_APART.match(behind) is not None


def _type(item: object) -> object:
    return item.get("type") if isinstance(item, Mapping) else None

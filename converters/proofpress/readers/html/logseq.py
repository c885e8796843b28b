"""Pages that Logseq publishes: blocks inside blocks, each an item of an outline, with its state before its words."""

from __future__ import annotations

from itertools import takewhile

from proofpress.readers.html import nested, tasks
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nested import Entry
from proofpress.readers.html.reader import Reader
from proofpress.tree import Heading, Item

NAMES = frozenset(("ls-block",))
_OPEN = frozenset("TODO DOING LATER NOW WAITING WAIT IN-PROGRESS".split())
_DONE = frozenset("DONE CANCELED CANCELLED".split())
_STATE = ("the state of a task", "任务状态改为任务列表")
_SIGN = ("the brackets around a link between notes", "笔记链接两侧的方括号")


def blocks(reader: Reader, element: Element) -> bool:
    """Write the run of blocks that begins here as a list; one that is a heading stands between two lists."""
    entries: list[Entry] = []

    def settle() -> None:
        for made in nested.lists(entries) if entries else ():
            reader.out.block(made)
        entries.clear()

    for one in [element, *takewhile(_is_block, element.behind)]:
        reader.spoken.add(id(one))
        done = _state(reader, one)
        held, done = tasks.ticked(reader.inside(one), done)
        if held and isinstance(held[0], Heading):
            settle()
            for made in held:
                reader.out.block(made)
        elif held:
            entries.append(Entry(Item(held, done, span=reader.span(one)), 0, None))
    settle()
    return True


def _is_block(element: Element) -> bool:
    return not element.classes.isdisjoint(NAMES)


def _state(reader: Reader, block: Element) -> bool | None:
    """Whether what a block asks for is done; its sign and the brackets of its links are not read again."""
    state: bool | None = None
    waiting = list(block.elements)[::-1]
    while waiting:
        one = waiting.pop()
        if _is_block(one):
            continue
        said = one.brief() if one.classes else ""
        if "block-marker" in one.classes and said in _OPEN | _DONE and state is None:
            state = said in _DONE
            reader.spoken.add(id(one))
            reader.ledger.repaired(reader.span(one), *_STATE, text=said)
        elif "bracket" in one.classes and said in ("[[", "]]"):
            reader.drop(one, *_SIGN)
            reader.spoken.add(id(one))
        elif one.name == "input" and state is None and one.attr("type") == "checkbox":
            reader.spoken.add(id(one))
        else:
            waiting += list(one.elements)[::-1]
    return state

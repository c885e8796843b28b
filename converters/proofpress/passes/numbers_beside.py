"""The numbers of a listing's lines, which an editor keeps in a column of their own, where they became a block beside
the listing or a column above or below its lines: exactly as many as it has lines, counted from one."""

from __future__ import annotations

from dataclasses import replace

from proofpress.evidence.language import likely_language
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level
from proofpress.tree import Block, Code, Document, List, Paragraph, cover, of_kinds, text_of

_FEWEST = 3
"""The lines of a listing for which numbers are no chance."""
_NUMBERS = ("the numbers of a listing's lines", "代码的行号")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without these numbers."""
    if next(of_kinds(document, Code), None) is None:
        return document
    return each_level(document, lambda blocks: _level(blocks, ledger))


def _level(blocks: Blocks, ledger: Ledger) -> Blocks:
    gone: set[int] = set()
    changed: dict[int, Code] = {}
    for at, node in enumerate(blocks):
        if not isinstance(node, Code):
            continue
        if (alone := _alone(node)) is not None:
            ledger.removed(node.inner, *_NUMBERS, text=" ".join(_counted(len(alone.split("\n")))))
            changed[at] = replace(node, value=alone)
        elif (beside := _beside(blocks, at, node)) is not None and _is_program(node.lang, node.value):
            ledger.removed(cover(blocks[beside.start : beside.stop]), *_NUMBERS)
            gone.update(beside)
    if not gone and not changed:
        return blocks
    return tuple(changed.get(at, node) for at, node in enumerate(blocks) if at not in gone)


def _counted(size: int) -> list[str]:
    return [str(number) for number in range(1, size + 1)]


def _alone(node: Code) -> str | None:
    """The lines of a listing above or below which their numbers stand as lines; None where none do."""
    lines = node.value.strip("\n").split("\n")
    size, odd = divmod(len(lines), 2)
    if odd or size < _FEWEST:
        return None
    said = [line.strip() for line in lines]
    for numbers, code in ((said[:size], lines[size:]), (said[size:], lines[:size])):
        if numbers[0] == "1" and numbers == _counted(size) and _is_program(node.lang, "\n".join(code)):
            return "\n".join(code)
    return None


def _is_program(lang: str, code: str) -> bool:
    return (lang or likely_language(code)) not in ("", "text")


def _beside(blocks: Blocks, at: int, node: Code) -> range | None:
    """The blocks right before a listing, or right behind it, that are its numbers."""
    if not any(map(_number, (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]))):
        return None
    wanted = _numbers_of(node)
    return _before(blocks, at, wanted) or _behind(blocks, at, wanted)


def _before(blocks: Blocks, at: int, wanted: str) -> range | None:
    """The blocks right before a listing that are its numbers."""
    first, left = at, len(wanted)
    while left and first > 0 and (said := _number(blocks[first - 1])) and wanted.endswith(said, 0, left):
        first, left = first - 1, left - len(said)
    return None if left or first == at else range(first, at)


def _behind(blocks: Blocks, at: int, wanted: str) -> range | None:
    end, told = at + 1, 0
    while told < len(wanted) and end < len(blocks) and (said := _number(blocks[end])) and wanted.startswith(said, told):
        end, told = end + 1, told + len(said)
    return None if told < len(wanted) or end == at + 1 else range(at + 1, end)


def _numbers_of(node: Code) -> str:
    """The numbers of a listing's lines, one behind the other; "" for one of few lines."""
    size = node.value.strip("\n").count("\n") + 1
    return "".join(_counted(size)) if size >= _FEWEST else ""


def _number(block: Block) -> str:
    """The digits of a block that holds nothing else; "" for any other."""
    if not isinstance(block, Paragraph | List):
        return ""
    said = "".join(text_of(block).split())
    return said if said.isdecimal() and said.isascii() else ""

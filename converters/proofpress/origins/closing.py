"""What a site puts below a text: the tags, the series that it stands in, what comes before and after, how often it was
read.

A piece of a block goes where it is a known label with nothing but links beside it or right behind it. Blocks that are
nothing but such pieces are no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from proofpress.origins.bars import REACH, is_typed
from proofpress.tree import Block, Cell, Heading, Link, List, Paragraph, Table, Text, of_kinds, text_of
from proofpress.words import controls, matter

_AROUND = " |｜·•[]()（）【】,，、/"
_LONGEST = 200


class _Piece(NamedTuple):
    """What stands in a paragraph, an item or a cell: its block, its words, those outside of links, and its links."""

    block: int
    said: str
    outside: str
    links: int
    typed: bool

    @property
    def is_links(self) -> bool:
        return self.links > 0 and not any(map(str.isalnum, self.outside))


def below(blocks: tuple[Block, ...], page: str) -> frozenset[int]:
    """The blocks among the last, by identity, that are nothing but such pieces."""
    last = blocks[-REACH:]
    pieces = [piece for at, block in enumerate(last) for piece in _pieces(at, block, page)]
    gone: set[int] = set()
    for at, piece in enumerate(pieces):
        if at in gone:
            continue
        if piece.links and (_is_label(piece, piece.outside) or _is_steps(piece)):
            gone.add(at)
        elif matter.NO_NEXT.fullmatch(piece.said) or matter.RULE.regex.match(piece.said):
            gone.add(at)
        elif not piece.links and _is_label(piece, piece.said):
            end = at + 1
            while end < len(pieces) and pieces[end].is_links:
                end += 1
            gone.update(range(at, end) if end > at + 1 else ())
    gone |= _counted(pieces) | _voted(pieces)
    kept = {piece.block for at, piece in enumerate(pieces) if at not in gone}
    return frozenset(id(last[piece.block]) for piece in pieces if piece.block not in kept)


def _is_label(piece: _Piece, words: str) -> bool:
    words = words.strip(_AROUND)
    if matter.TAG_LABEL.fullmatch(words) or matter.SHARED.fullmatch(words):
        return True
    return (
        matter.BESIDE.fullmatch(words) is not None or not piece.typed and matter.IN_SERIES.fullmatch(words) is not None
    )


def _is_steps(piece: _Piece) -> bool:
    """True for labels of what comes before and after, a link or nothing behind each, and for such links between the
    signs of a way on."""
    said = piece.outside
    if matter.STEPS.fullmatch(said):
        return len(matter.STEP.findall(said)) >= piece.links
    between = piece.said[:1] in _BACK and piece.said[-1:] in _ON and piece.links == 2
    return between and not piece.typed and not any(map(str.isalnum, said))


_BACK, _ON = frozenset("«‹←"), frozenset("»›→")


def _voted(pieces: list[_Piece]) -> set[int]:
    """The pieces of each run that is a word to vote with and how many did."""
    found: set[int] = set()
    run: list[int] = []
    votes = counts = 0
    for at, piece in enumerate((*pieces, None)):
        is_vote = piece is not None and not piece.typed and controls.VOTES.regex.match(piece.said) is not None
        if piece is not None and not piece.typed and (is_vote or controls.VOTED.fullmatch(piece.said)):
            run.append(at)
            votes, counts = votes + is_vote, counts + any(map(str.isdecimal, piece.said))
            continue
        found.update(run if votes and counts else ())
        run, votes, counts = [], 0, 0
    return found


def _counted(pieces: list[_Piece]) -> set[int]:
    """The pieces of each run that tells how often a page was read and changed, by whom and when."""
    found: set[int] = set()
    run: list[int] = []
    counts = False
    for at, piece in enumerate((*pieces, None)):
        if piece is not None and matter.OF_ENTRY.regex.fullmatch(piece.said):
            run.append(at)
            counts = counts or matter.READ.search(piece.said) is not None
            continue
        found.update(run if counts else ())
        run, counts = [], False
    return found


def _pieces(at: int, block: Block, page: str) -> Iterator[_Piece]:
    """The pieces of a block; one without words for a block of another kind."""
    typed = is_typed(block, page)
    for node in _parts(block):
        said = " ".join(text_of(node).split())
        links = [words for link in of_kinds(node, Link) if (words := " ".join(text_of(link).split()))]
        outside = said
        for words in links:
            outside = outside.replace(words, " ", 1)
        if len(said) <= _LONGEST:
            yield _Piece(at, said, outside, len(links), typed)
            continue
        yield _Piece(at, "", "", 0, typed)
        return


def _parts(block: Block) -> Sequence[Paragraph | Heading | Cell | Text]:
    match block:
        case Paragraph() | Heading():
            return (block,)
        case Table():
            return [cell for row in block.rows for cell in row.cells if text_of(cell).strip()]
        case List():
            parts = [part for item in block.items for part in item.children]
            said = [part for part in parts if isinstance(part, Paragraph)]
            return said if len(said) == len(parts) else (Text(""),)
        case _:
            return (Text(""),)

"""The turns of a conversation in JSON as pieces of its file: text, blocks of code, notes;
the rest goes to the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proofpress.ledger import Ledger
from proofpress.markdown.ticks import fence_around
from proofpress.origins.chat_json import ELSEWHERE, Said
from proofpress.origins.chat_notes import Cited, notes
from proofpress.origins.chat_parts import Part
from proofpress.origins.json_strings import pieces
from proofpress.repairs.lines import Change
from proofpress.source import Piece, Source

_LEFT_OUT = {
    "thought": ("a language model's thoughts", "语言模型的思考过程"),
    "branch": ("an answer of a branch that was not shown last", "不是最后显示的分支中的内容"),
    "tool": ("a call of a tool, or what it answered", "工具调用或工具返回的内容"),
    "picture": ("a picture or a file that the export does not hold", "导出文件中没有的图片或附件"),
}


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\[]`*_$<"})


def turns(root: Source, said: list[Said], ledger: Ledger) -> Iterator[tuple[str, list[Piece]]]:
    """Each turn that says something: who speaks, and its pieces."""
    label: dict[str, str] = {}
    told: set[str] = set()
    for turn in said:
        for one in turn.sources:
            label.setdefault(one.address, f"s{len(label) + 1}")
        made: list[Piece] = []
        used: list[str] = []
        for part in turn.parts:
            if turn.role == ELSEWHERE:
                ledger.removed(root.span(part.words.start, part.words.end), *_LEFT_OUT["branch"])
                continue
            if part.kind in _LEFT_OUT:
                ledger.removed(root.span(part.words.start, part.words.end), *_LEFT_OUT[part.kind])
                continue
            if turn.role.lower() in ("tool", "function") and part.kind == "text":
                ledger.removed(root.span(part.words.start, part.words.end), *_LEFT_OUT["tool"])
                continue
            words = _pieces(root, part)
            if not part.words.strip():
                continue
            if part.kind == "text":
                changes, named = notes(str(part.words), list(turn.sources), label)
                places = _places(words)
                for change in changes:
                    if change.end > change.start:
                        span = root.span(places[change.start], places[change.end])
                        ledger.repaired(span, "the mark of a source is a note", "引用标记改为脚注")
                words, used = list(_cut(words, changes)), used + named
            else:
                words = _block(part, words)
            if part.within is not None:
                ledger.repaired(
                    root.span(part.within.start, part.within.end),
                    "a document, taken out of the call that made it",
                    "从工具调用中取出的文档",
                    text="",
                )
            if made:
                made.append(Piece("\n\n", words[0].start, words[0].start))
            made.extend(words)
        if not any(piece.text.strip() for piece in made):
            continue
        for address in dict.fromkeys(used):
            if address not in told:
                told.add(address)
                made.append(Piece(_note(label[address], address, turn.sources), made[-1].end, made[-1].end))
        for address in {one.address: None for one in turn.sources}:
            if address not in told and not any(address in part.words for part in turn.parts):
                told.add(address)
                place = root.text.find(address)
                ledger.removed(
                    root.span(max(place, 0), max(place, 0)),
                    "a source that no mark in the answer names",
                    "回答中没有引用标记指向的来源",
                    text=address,
                )
        yield ("assistant" if any(part.kind == "output" for part in turn.parts) else turn.role), made


def _note(label: str, address: str, sources: Iterable[Cited]) -> str:
    title = next((one.title for one in sources if one.address == address and one.title.strip()), "")
    title = " ".join(title.split()).translate(_ESCAPED)
    return f"\n\n[^{label}]: [{title}](<{address}>)" if title else f"\n\n[^{label}]: <{address}>"


def _block(part: Part, words: list[Piece]) -> list[Piece]:
    fence = fence_around(part.words)
    language = part.language if re.fullmatch(r"[\w+#.-]{1,30}", part.language) else "text"
    first, last = words[0].start, words[-1].end
    close = "" if part.words.endswith("\n") else "\n"
    return [Piece(f"{fence}{language}\n", first, first), *words, Piece(f"{close}{fence}", last, last)]


def _pieces(root: Source, part: Part) -> list[Piece]:
    """What a part holds, as pieces of the file; a string within a string through both."""
    if part.within is None:
        return list(pieces(root.text, part.words))
    places = _places(list(pieces(root.text, part.within)))
    return [Piece(one.text, places[one.start], places[one.end]) for one in pieces(str(part.within), part.words)]


def _places(words: list[Piece]) -> list[int]:
    """Where in the file each character of the joined text stands, and where the text ends."""
    places: list[int] = []
    for piece in words:
        alike = len(piece.text) == piece.end - piece.start
        places.extend(piece.start + index if alike else piece.start for index in range(len(piece.text)))
    return [*places, words[-1].end] if words else [0]


def _cut(words: list[Piece], changes: list[Change]) -> Iterator[Piece]:
    """Pieces with changes made that count the characters of their joined text; of two that overlap the first counts."""
    place = 0
    waiting = list(reversed(changes))
    skip = 0
    for piece in words:
        alike = len(piece.text) == piece.end - piece.start
        at, stop = max(place, skip), place + len(piece.text)
        while waiting and waiting[-1].start < stop:
            change = waiting.pop()
            if change.start < skip:
                continue
            where = piece.start + (change.start - place if alike else 0)
            if at < change.start:
                yield _slice(piece, at - place, change.start - place)
            yield Piece(change.text, where, where)
            at = skip = max(change.end, change.start)
        if at < stop:
            yield _slice(piece, at - place, stop - place)
        place = stop
    for change in reversed(waiting):
        if change.start >= skip and words:
            yield Piece(change.text, words[-1].end, words[-1].end)


def _slice(piece: Piece, start: int, end: int) -> Piece:
    if len(piece.text) == piece.end - piece.start:
        return Piece(piece.text[start:end], piece.start + start, piece.start + end)
    return Piece(piece.text[start:end], piece.start, piece.end)

"""The turns of a conversation in JSON as pieces of its file: text, blocks of code, notes;
the rest goes to the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown.ticks import fence_around
from proofpress.origins import chat_tools
from proofpress.origins.chat_json import ELSEWHERE, HIDDEN, UNKNOWN, Said
from proofpress.origins.chat_notes import Cited, notes, shown
from proofpress.origins.chat_parts import Part
from proofpress.origins.json_strings import pieces
from proofpress.regex import regex
from proofpress.repairs.artifacts import left_open
from proofpress.repairs.lines import Change
from proofpress.source import Piece, Source

_LEFT_OUT = {
    "thought": ("a language model's thoughts", "语言模型的思考过程"),
    "branch": ("an answer of a branch that was not shown last", "不是最后显示的分支中的内容"),
    "hidden": ("a message that the conversation does not show", "对话中不显示的消息"),
    "unknown": ("a message that does not say who speaks", "没有说明说话者的消息"),
    "tool": ("a call of a tool, or what it answered", "工具调用或工具返回的内容"),
    "failed": ("the message of an error, in the place of an answer", "出错信息，不是回答"),
    "copy": ("the same answer once more", "同一回答的重复内容"),
    "picture": ("a picture or a file that the export does not hold", "导出文件中没有的图片或附件"),
}


_CHOSEN = regex(r"(?:\[(?:Model|Provider): [^\[\]\n]{1,80}\]\s*)++")
"""What stands above a question by the product that it was put to."""


_NOTED = "the mark of a source is a note", "引用标记改为脚注"
_LINKED = "the mark of what was shown is a list of links", "展示内容的标记改为链接列表"
_Place = tuple[str, int, int, str]


class _Labels(dict[str, str]):
    """A note's label by address, counted in the order in which they are first named."""

    def __missing__(self, address: str) -> str:
        made = self[address] = f"s{len(self) + 1}"
        return made


def turns(root: Source, said: list[Said], ledger: Ledger) -> Iterator[tuple[str, list[Piece]]]:
    """Each turn that says something: who speaks, and its pieces."""
    label = _Labels()
    told: set[str] = set()
    documents: dict[str, Part] = {}
    ran: set[str] = set()
    for turn in said:
        made: list[Piece] = []
        used: list[str] = []
        held = frozenset(_place(one) for part in turn.parts for one in part.sources)
        parts = list(_answered(turn.parts, ran))
        run = ""
        for index, part in enumerate(parts):
            if turn.role in (ELSEWHERE, HIDDEN):
                ledger.removed(root.span(part.words.start, part.words.end), *_LEFT_OUT[turn.role])
                continue
            if turn.role == UNKNOWN:
                ledger.doubted(root.span(part.words.start, part.words.end), *_LEFT_OUT["unknown"])
                continue
            if part.kind == "picture" and _is_shown(address := str(part.words).strip()):
                start, end = part.words.start, part.words.end
                made.append(Piece(f"\n\n![](<{address}>)" if made else f"![](<{address}>)", start, end))
                continue
            if part.kind in _LEFT_OUT:
                whole = part.within or part.words
                ledger.removed(
                    root.span(whole.start, whole.end),
                    *_LEFT_OUT[part.kind],
                    text=str(part.words) if part.within else None,
                )
                continue
            if turn.role.lower() in ("tool", "function") and part.kind == "text":
                ledger.removed(root.span(part.words.start, part.words.end), *_LEFT_OUT["tool"])
                continue
            given, part = part, _current(part, documents)
            if _is_passed_over(root, part):
                whole = given.within or given.words
                ledger.doubted(
                    root.span(whole.start, whole.end),
                    "a change of a document that finds no place in it; it stands as it was before",
                    "对文档的修改找不到对应位置，文档保持修改前的内容",
                    text=part.edits[-1].new,
                )
            words = _pieces(root, part)
            if not part.words.strip() and not (part.glued and made):
                continue
            if part.kind == "text":
                text = "".join(piece.text for piece in words)
                changes, named = notes(text, _beside(part, turn, held), label)
                places = _places(words)
                if turn.role.lower() in ("user", "human") and not made and (chosen := _CHOSEN.match(text)):
                    span = root.span(places[0], places[chosen.end()])
                    ledger.removed(span, "which model the product was to ask", "产品所附的模型名称")
                    changes = [Change(0, chosen.end(), ""), *(one for one in changes if one.start >= chosen.end())]
                for change in changes:
                    if not change.text:
                        continue
                    if change.end > change.start:
                        span = root.span(places[change.start], places[change.end])
                        ledger.repaired(span, *(_LINKED if change.text.startswith("- ") else _NOTED))
                words, used = list(_cut(words, changes)), used + named
                run = f"{run if part.glued else ''}{text}"
                goes_on = index + 1 < len(parts) and parts[index + 1].glued
                if not goes_on and (rest := left_open(Source("answer", run))):
                    words.append(Piece(rest, words[-1].end, words[-1].end))
                    ledger.doubted(
                        root.span(part.words.end, part.words.end),
                        "an answer that ends inside a document",
                        "回答在文档中途结束",
                    )
            else:
                words = _block(part, words)
            if given.within is not None and part.kind != "output":
                ledger.repaired(
                    root.span(given.within.start, given.within.end),
                    "a document, taken out of the call that made it",
                    "从工具调用中取出的文档",
                    text="",
                )
            if made and not part.glued:
                made.append(Piece("\n\n", words[0].start, words[0].start))
            made.extend(words)
        if not any(piece.text.strip() for piece in made):
            continue
        for address in dict.fromkeys(used):
            if address not in told:
                told.add(address)
                made.append(Piece(_note(label[address], address, turn.sources), made[-1].end, made[-1].end))
        for address in {one.address: None for one in turn.sources}:
            is_there = any(address in part.words for part in turn.parts) or any(address in one.text for one in made)
            if address not in told and not is_there:
                told.add(address)
                place = root.text.find(address)
                ledger.removed(
                    root.span(max(place, 0), max(place, 0)),
                    "a source that no mark in the answer names",
                    "回答中没有引用标记指向的来源",
                    text=address,
                )
        yield ("assistant" if any(part.kind == "output" for part in parts) else turn.role), made


def _is_shown(address: str) -> bool:
    """Whether anybody can see the picture at an address."""
    return re.match(r"https?://[^\s<>]++\Z", address) is not None and urls.names_picture(address)


def _answered(parts: Iterable[Part], ran: set[str]) -> Iterator[Part]:
    """The parts with what a tool answered as the output of code that it ran, and else as words of the tool alone."""
    for part in parts:
        if part.kind == "code" and part.call and not part.ident:
            ran.add(part.call)
        if part.kind != "result":
            yield part
        elif part.call not in ran:
            yield part._replace(kind="tool")
        elif printed := list(chat_tools.streams(part.words)):
            yield from (part._replace(kind="output", words=one, within=part.words) for one in printed)
        else:
            yield part._replace(kind="output")


def _beside(part: Part, turn: Said, held: frozenset[_Place]) -> list[Cited]:
    """The sources of a turn as one part of it sees them: places that count in another part's words say nothing here."""
    others = held - set(map(_place, part.sources))
    return [one._replace(start=-1, end=-1, supports="") if _place(one) in others else one for one in turn.sources]


def _place(one: Cited) -> _Place:
    return one.address, one.start, one.end, one.supports


def _note(label: str, address: str, sources: Iterable[Cited]) -> str:
    title = next((one.title for one in sources if one.address == address and one.title.strip()), "")
    return f"\n\n[^{label}]: [{shown(title)}](<{address}>)" if title else f"\n\n[^{label}]: <{address}>"


def _block(part: Part, words: list[Piece]) -> list[Piece]:
    text = "".join(piece.text for piece in words)
    fence = fence_around(text)
    language = part.language if re.fullmatch(r"[\w+#.-]{1,30}", part.language) else "text"
    first, last = words[0].start, words[-1].end
    close = "" if text.endswith("\n") else "\n"
    name = f"**{shown(part.title)}**\n\n" if part.title else ""
    return [Piece(f"{name}{fence}{language}\n", first, first), *words, Piece(f"{close}{fence}", last, last)]


def _current(part: Part, documents: dict[str, Part]) -> Part:
    """A part as it is to be shown: of a change of a document, the whole document with all changes up to now."""
    if part.kind == "update":
        # The only document that a program keeps has no name in its changes.
        last = documents[next(reversed(documents))] if documents else None
        if (before := documents.get(part.ident) if part.ident else last) is None:
            return part._replace(kind="code", edits=())
        part = before._replace(edits=(*before.edits, *part.edits))
    elif part.ident and (before := documents.get(part.ident)) is not None and not part.language:
        part = part._replace(kind=before.kind, language=before.language)
    if part.ident:
        documents.pop(part.ident, None)
        documents[part.ident] = part
    return part


def _edited(words: list[Piece], edits: Iterable[chat_tools.Edit]) -> list[Piece]:
    """The pieces after each change, in order; one whose old words do not stand there is passed over."""
    for edit in edits:
        text = "".join(piece.text for piece in words)
        words = list(_cut(words, [Change(start, end, edit.new) for start, end in chat_tools.places(text, edit)]))
    return words


def _is_passed_over(root: Source, part: Part) -> bool:
    """Whether the last change of a document finds nothing to change."""
    if not part.edits:
        return False
    before = _pieces(root, part._replace(edits=part.edits[:-1]))
    return not chat_tools.places("".join(piece.text for piece in before), part.edits[-1])


def _pieces(root: Source, part: Part) -> list[Piece]:
    """What a part holds, as pieces of the file; a string within a string through both."""
    if part.edits:
        return _edited(_pieces(root, part._replace(edits=())), part.edits)
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

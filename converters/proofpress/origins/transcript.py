"""Chats with a language model: turns that begin with a role, in one of the notations that chats are copied or stored
in.

One question and its answer make an article of the answer, and the question goes to the ledger. A longer conversation is
kept turn by turn, each under the name of who speaks; instructions to the machine (the system's turn) go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.origins import chat_json, chat_source, copied, exported, exported_head, speaker_lines, speakers
from proofpress.origins import chat_roles as roles
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical
from proofpress.origins.plain import header, read_body
from proofpress.origins.speakers import Turn
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Piece, Source, Span
from proofpress.tree import Document

_UNSAID = {
    "system": ("instructions to the machine", "给模型的系统指令"),
    "tool": ("what a tool answered", "工具返回的内容"),
    "thought": ("a language model's thoughts", "语言模型的思考过程"),
}
"""Turns that nobody says to another, and what each is."""
_UNTITLED = "a title that programs give to any conversation", "程序给任何对话的通用标题"
_HEADED = regex(r"\s*#[ \t]+[^\n]")
_TITLED = regex(r"\A(?:#{1,6}[ \t]|\*\*[^\n*]+\*\*[ \t]*$)|^#[ \t]", re.M)
"""What an answer with a title of its own has: a heading or a line in bold before all else, or a heading of the first
level."""
_OF_SOURCES = regex(r"^\[\^[^\]\n]++\]:[^\n]*+|\w++://\S++", re.M)
"""Notes and addresses, which nobody speaks."""
_TITLE = regex(r"\s*#[ \t]+(?P<title>[^\n]+)\s*(?:##[ \t]+untitled thread\s*)?", re.I)


def recognises(given: Input) -> bool:
    """Both sides of a conversation, each at the start of a line, beginning near the top."""
    if given.is_html:
        return False
    return bool(speakers.turns(given.body, exported_head.head(given.body.text))) or chat_json.chat_in(given) is not None


def read(given: Input, ledger: Ledger) -> Document:
    """The answer, or the conversation turn by turn."""
    if (found := chat_json.chat_in(given)) is not None:
        for start, end in found.broken:
            span = given.source.span(start, end)
            ledger.doubted(span, "a line that is no JSON was left out", "一行不是有效的 JSON，已略过")
        body, turns = _kept(given.source, found, ledger)
        return _told(body, turns, canonical(found.meta), ledger, given.chat)
    values, body = header(given.source, ledger)
    head = exported_head.head(body.text)
    turns = speakers.turns(body, head)
    if head is not None and turns and (head := exported_head.head(body.text, turns[0].mark)) is not None:
        values = {**head.values, **values}
    bare = exported.unframed(body, head, turns, ledger)
    if bare is not body:
        body, turns = bare, speakers.turns(bare, head, bare=True)
    if copied.is_copied(body.text):
        body = copied.mended(body, [Span(turn.start, turn.end) for turn in turns], ledger)
        turns = speakers.turns(body, head, bare=True)
    return _told(body, turns, canonical(values), ledger, given.chat)


def _relabelled(body: Source, parts: list[Span], ledger: Ledger) -> Iterator[Change]:
    """What gives notes whose labels count anew in each of these parts labels of their own."""
    notes = lex_source(body, ANYBODYS).links.notes if len(parts) > 1 and "]:" in body.text else []
    starts = [part.start for part in parts]
    taken = {note.label for note in notes}
    names: dict[tuple[str, int], str] = {}
    times: dict[str, int] = {}
    placed = [
        (at, note)
        for note in notes
        if (at := bisect_right(starts, note.span.start) - 1) >= 0 and note.span.start < parts[at].end
    ]
    for at, note in placed:
        if note.definition and (note.label, at) not in names:
            name, number = note.label, times.get(note.label, 0) + 1
            while number > 1 and (name := f"{note.label}-{number}") in taken:
                number += 1
            names[note.label, at], times[note.label] = name, number
    for at, note in placed:
        if (name := names.get((note.label, at), note.label)) != note.label:
            start = note.span.start + len("[^")
            yield Change(start, start + len(note.label), name)
            ledger.repaired(
                body.span(*note.span), "a label that a note of another turn has too", "与其他轮次重复的脚注标签"
            )


def _told(body: Source, turns: list[Turn], meta: dict[str, object], ledger: Ledger, keep: str | None) -> Document:
    if not turns:
        return read_body(body, meta, ledger)
    for turn in turns:
        if turn.role in _UNSAID:
            ledger.removed(body.span(turn.mark, turn.end), *_UNSAID[turn.role])
    spoken = [turn for turn in turns if turn.role in ("user", "machine")]
    answers = [turn for turn in spoken if turn.role == "machine" and body.text[turn.start : turn.end].strip()]
    questions = len(spoken) - len(answers)
    alone = len(answers) == 1 and questions < 2 or questions == 1 and spoken[1:] == answers
    before = body.text[: turns[0].mark]
    named = _TITLE.fullmatch(before) if "title" not in meta else None
    untitled = named is not None and roles.is_untitled(named["title"])
    if answers and keep != "dialogue" and (keep == "answer" or alone):
        for turn in spoken:
            if turn.role == "user":
                ledger.removed(body.span(turn.mark, turn.end), "the question to the machine", "用户的提问")
        opening = body.text[answers[0].start : answers[0].end].lstrip()
        if untitled and not _TITLED.search(opening) and (asked := _asked(body, spoken, ledger, alone=True)):
            ledger.removed(body.span(0, turns[0].mark), *_UNTITLED)
            meta = {**asked, **meta}
        elif named is not None and not opening.startswith("# "):
            # What a program calls a conversation is the title of the one answer.
            meta = {"title": named["title"].strip(), **meta}
            if body.text[named.end("title") : named.end()].strip():
                ledger.removed(body.span(named.end("title"), named.end()), *_UNTITLED)
        elif not before.strip() and "title" not in meta and not _TITLED.search(opening):
            meta = {**_asked(body, spoken, ledger, alone=True), **meta}
        elif before.strip():
            ledger.removed(body.span(0, turns[0].mark), "what stands before the conversation", "对话之前的内容")
        for turn in answers:
            if turn.start > turn.mark:
                ledger.removed(body.span(turn.mark, turn.start), "the mark of a turn", "对话的角色标记")
        answer = _without_others(body, answers, ledger)
        if "title" in meta and _HEADED.match(answer.text):
            # The article has a title of its own; the other names the conversation.
            meta = {
                **{key: value for key, value in meta.items() if key != "title"},
                "original": {**original, "title": meta["title"]}
                if isinstance(original := meta.get("original"), dict)
                else {"title": meta["title"]},
            }
        return read_body(answer, meta, ledger)
    gone = 0
    if "title" not in meta and (untitled or not _HEADED.match(before)):
        asked = _asked(body, spoken, ledger)
        if asked and untitled:
            gone = turns[0].mark
            ledger.removed(body.span(0, gone), *_UNTITLED)
        meta = {**asked, **meta}
    return read_body(_named(body, turns, ledger, gone), meta, ledger)


def _asked(body: Source, spoken: list[Turn], ledger: Ledger, *, alone: bool = False) -> dict[str, object]:
    """The first question as the title, where it makes one; of an answer `alone` one that asks and orders no text."""
    first = next((turn for turn in spoken if turn.role == "user"), None)
    said = roles.asked(body.text[first.start : first.end]) if first is not None else ""
    if first is None or not said or alone and not said.endswith(("?", "？")):
        return {}
    span = body.span(first.start, first.end)
    ledger.repaired(span, "the first question is the title too", "以第一个问题作为标题", text="")
    return {"title": said}


def _without_others(body: Source, answers: list[Turn], ledger: Ledger) -> Source:
    """The answers alone, one after the other."""
    if len(answers) == 1:
        return body.slice(answers[0].start, answers[0].end)
    ends = [0, *(turn.end for turn in answers)]
    starts = [*(turn.start for turn in answers), len(body.text)]
    between = (Change(end, start, "\n\n") for end, start in zip(ends, starts, strict=True))
    kept = [Span(turn.start, turn.end) for turn in answers]
    return rewrite(body, [*between, *_relabelled(body, kept, ledger)])


def _kept(root: Source, found: chat_json.Chat, ledger: Ledger) -> tuple[Source, list[Turn]]:
    """The turns of a conversation in JSON as one text, and where each stands in it."""
    made: list[Piece] = []
    turns: list[Turn] = []
    at = 0
    count = sum(said.role != chat_json.ELSEWHERE for said in found.said)
    ledger.repaired(
        root.span(0, len(root.text)),
        f"a conversation of {count} turns, kept as JSON",
        f"以 JSON 保存的对话，共 {count} 轮",
        text="",
    )
    for role, words in chat_source.turns(root, found.said, ledger):
        size = sum(len(piece.text) for piece in words)
        made.extend((*words, Piece("\n\n", words[-1].end, words[-1].end)))
        kind = speaker_lines.kind(role.lower())
        if turns and kind == "machine" == turns[-1].role:
            turns[-1] = turns[-1]._replace(end=at + size)
        else:
            turns.append(Turn(kind, at, at, at + size))
        at += size + 2
    return root.derive(made), turns


def _named(body: Source, turns: list[Turn], ledger: Ledger, gone: int) -> Source:
    """Every turn under the name of who speaks, in bold; the machine's instructions, and what stands before `gone`,
    are not there."""
    changes = [Change(0, gone, "")] if gone else []
    names = roles.spoken_names(_OF_SOURCES.sub("", lex_source(body, ANYBODYS).prose))
    asked = any(turn.role == "user" for turn in turns)
    last = ""
    for turn in turns:
        if turn.role not in names:
            changes.append(Change(turn.mark, turn.end, ""))
            continue
        named = "" if asked and turn.role == last == "machine" else f"**{names[turn.role]}**\n\n"
        last = turn.role
        changes.append(Change(turn.mark, turn.start, f"\n\n{named}"))
        if turn.start > turn.mark:
            ledger.repaired(
                body.span(turn.mark, turn.start),
                "the mark of a turn as a name in bold",
                "对话的角色标记改为粗体名称",
            )
    kept = [Span(turn.start, turn.end) for turn in turns if turn.role in names]
    return rewrite(body, [*changes, *_relabelled(body, [Span(0, turns[0].mark), *kept], ledger)])

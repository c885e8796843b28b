"""Chats with a language model: turns that begin with a role, in one of the notations that chats are copied or stored
in.

One question and its answer make an article of the answer, and the question goes to the ledger. A longer conversation is
kept turn by turn, each under the name of who speaks; instructions to the machine (the system's turn) go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.evidence.chinese import is_chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.origins import chat_json, chat_source, copied, exported
from proofpress.origins.input import Input
from proofpress.origins.metadata import canonical
from proofpress.origins.plain import header, read_body
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.source import Piece, Source, Span
from proofpress.tree import Document

_USER = r"user|human|prompter|instruction|you|me|prompt|question|q|用户|提问者?|我|人类|问"
_MACHINE = (
    r"assistant|ai|bot|model|chatgpt|gpt-?[\w.]*|claude|gemini|deepseek(?:-?[\w.]*)?|qwen|kimi|copilot|llm|answer"
    "|response|a|助手|回答|机器人|模型|答|智能助手|ai ?助手|豆包|文心一言|通义千问|通义|腾讯元宝|元宝|讯飞星火"
    "|智谱清言|混元|grok|mistral|llama|perplexity|glm|gpt"
)
_SYSTEM = r"system|developer|系统|系统提示词?"
_ROLE = re.compile(
    r"^[ \t]*(?:[\[(]?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T])?\d{1,2}:\d\d"
    rf"(?::\d\d)?[\])]?[ \t]+)?(?:<[|｜](?:im_start|start_header_id|begin)?[|｜]?>?[ \t]*(?P<bars>{_USER}"
    f"|{_MACHINE}|{_SYSTEM})(?:<[|｜]end_header_id[|｜]>|[|｜]>)?"
    rf"|<(?:start_of_turn)>(?P<turn>user|model)|[\[【](?P<boxed>{_USER}|{_MACHINE}|{_SYSTEM})[\]】][:：]?"
    rf"|(?:#{{1,6}}[ \t]+|\*\*|__)?(?:(?:[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\u200d?)+[ \t]*)?(?P<plain>{_USER}"
    rf"|{_MACHINE}|{_SYSTEM})(?:[ \t]*(?:said|says|说))?[ \t]*(?P<colon>[:：])?(?:\*\*|__)?(?P<after>[:：])?)"
    r"[ \t]*(?P<rest>.*)$",
    re.I,
)
_ROBOT = re.compile(r"#{1,6}[ \t]+\U0001f916\ufe0f?[ \t]*(?P<rest>[^\n]{0,80})$")
"""A heading that only a machine's turn has, whatever the model is called."""
_TOKEN = re.compile(
    r"(?:\[gMASK\])?(?:<?sop>?)?<[|｜](?:(?:im_start|start_header_id)[|｜]>[ \t]*)?(?P<role>user|assistant"
    r"|system|model|observation|User|Assistant)(?:[|｜]>|(?:<[|｜]end_header_id[|｜]>)?[ \t]*$)"
    r"|<start_of_turn>(?P<turn>user|model)\b",
    re.M,
)
_INST = re.compile(r"<s>\s*\[INST\]|\[INST\]|\[/INST\]")


_HEADS = re.compile(r"[ \t]*#{1,6}[ \t]*\S|\s*\Z")
_LONGEST_TITLE = 60
_TITLE = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+)\s*")


class Turn(NamedTuple):
    """Who speaks, where the mark stands, and where the words begin and end."""

    role: str
    mark: int
    start: int
    end: int


def recognises(given: Input) -> bool:
    """Both sides of a conversation, each at the start of a line, beginning near the top."""
    return not given.is_html and (bool(_turns(given.body)) or chat_json.chat_in(given) is not None)


def read(given: Input, ledger: Ledger) -> Document:
    """The answer, or the conversation turn by turn."""
    if (found := chat_json.chat_in(given)) is not None:
        for start, end in found.broken:
            span = given.source.span(start, end)
            ledger.doubted(span, "a line that is no JSON was left out", "一行不是有效的 JSON，已略过")
        body, turns = _kept(given.source, found, ledger)
        return _told(body, turns, canonical(found.meta), ledger, given.chat)
    values, body = header(given.source, ledger)
    body = exported.unframed(body, ledger)
    turns = _turns(body)
    if copied.is_copied(body.text):
        body = copied.mended(body, [Span(turn.start, turn.end) for turn in turns], ledger)
        turns = _turns(body)
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


def _told(body: Source, turns: list[Turn], meta: dict[str, object], ledger: Ledger, chat: str | None) -> Document:
    if not turns:
        return read_body(body, meta, ledger)
    for turn in turns:
        if turn.role == "system":
            ledger.removed(body.span(turn.mark, turn.end), "instructions to the machine", "给模型的系统指令")
        elif turn.role == "tool":
            ledger.removed(body.span(turn.mark, turn.end), "what a tool answered", "工具返回的内容")
    spoken = [turn for turn in turns if turn.role in ("user", "machine")]
    answers = [turn for turn in spoken if turn.role == "machine" and body.text[turn.start : turn.end].strip()]
    if answers and chat != "dialogue" and (chat == "answer" or len(answers) == 1 and len(spoken) <= 2):
        for turn in spoken:
            if turn.role == "user":
                ledger.removed(body.span(turn.mark, turn.end), "the question to the machine", "用户的提问")
        before = body.text[: turns[0].mark]
        opening = body.text[answers[0].start : answers[0].end].lstrip()
        if (named := _TITLE.fullmatch(before)) and "title" not in meta and not opening.startswith("# "):
            # What a program calls a conversation is the title of the one answer.
            meta = {"title": named["title"].strip(), **meta}
        elif before.strip():
            ledger.removed(body.span(0, turns[0].mark), "what stands before the conversation", "对话之前的内容")
        for turn in answers:
            if turn.start > turn.mark:
                ledger.removed(body.span(turn.mark, turn.start), "the mark of a turn", "对话的角色标记")
        answer = _without_others(body, answers, ledger)
        if "title" in meta and re.match(r"\s*#[ \t]+\S", answer.text):
            # The article has a title of its own; the other names the conversation.
            meta = {
                **{key: value for key, value in meta.items() if key != "title"},
                "original": {**original, "title": meta["title"]}
                if isinstance(original := meta.get("original"), dict)
                else {"title": meta["title"]},
            }
        return read_body(answer, meta, ledger)
    if "title" not in meta and (first := next((turn for turn in spoken if turn.role == "user"), None)) is not None:
        question = body.text[first.start : first.end].strip()
        if question and len(question) <= _LONGEST_TITLE and "\n" not in question:
            meta = {"title": question, **meta}
            ledger.repaired(
                body.span(first.start, first.end),
                "the first question is the title too",
                "以第一个问题作为标题",
                text="",
            )
    return read_body(_named(body, turns, ledger), meta, ledger)


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
        kind = _kind(role.lower())
        if turns and kind == "machine" == turns[-1].role:
            turns[-1] = turns[-1]._replace(end=at + size)
        else:
            turns.append(Turn(kind, at, at, at + size))
        at += size + 2
    return root.derive(made), turns


def _named(body: Source, turns: list[Turn], ledger: Ledger) -> Source:
    """Every turn under the name of who speaks, in bold; the machine's instructions gone."""
    changes: list[Change] = []
    chinese = is_chinese(body.text)
    names = {"user": "用户" if chinese else "User", "machine": "助手" if chinese else "Assistant"}
    for turn in turns:
        if turn.role not in names:
            changes.append(Change(turn.mark, turn.end, ""))
        else:
            changes.append(Change(turn.mark, turn.start, f"\n\n**{names[turn.role]}**\n\n"))
            if turn.start > turn.mark:
                ledger.repaired(
                    body.span(turn.mark, turn.start),
                    "the mark of a turn as a name in bold",
                    "对话的角色标记改为粗体名称",
                )
    kept = [Span(turn.start, turn.end) for turn in turns if turn.role in names]
    return rewrite(body, [*changes, *_relabelled(body, [Span(0, turns[0].mark), *kept], ledger)])


def _turns(body: Source) -> list[Turn]:
    """The turns of a conversation; none where there is just one side,
    or where names are just words at the start of lines."""
    if found := _instructions(body.text):
        return found
    lines = lines_of(body)
    marks: list[tuple[str, int, int]] = _tokens(lines)
    if {"user", "machine"} <= {role for role, _, _ in marks}:
        before = body.text[: marks[0][1]]
        return [] if _is_example(before, len(marks)) or _leaked(before, marks, body.text) else _between(marks, body)
    marks = []
    for number, line in lines.prose():
        if marks and (robot := _ROBOT.match(line)):
            role = _kind(robot["rest"].strip()) if robot["rest"].strip() else "machine"
            marks.append(("machine" if role == "user" else role, lines.starts[number], lines.end(number)))
            continue
        match = _ROLE.match(line) if len(line) < 20000 else None
        if match is None:
            continue
        word = match["bars"] or match["turn"] or match["boxed"] or match["plain"]
        marked = match["bars"] or match["turn"] or match["boxed"]
        alone = not match["rest"].strip()
        decorated = bool(re.match(r"[ \t]*(?:#|\*\*|__)", line))
        colon = match["colon"] or match["after"]
        # "Human resources are…" is a sentence; a role is followed by a colon, or stands alone and set off.
        if not marked and not (colon or (alone and decorated)):
            continue
        if not marked and len(word) <= 2 and word.lower() in ("q", "a", "问", "答", "我", "me"):
            continue
        if not marks and word.lower() == "model":
            continue  # a line of a header: which model answered
        marks.append((_kind(word), lines.starts[number], lines.starts[number] + match.start("rest")))
    sides = {role for role, _, _ in marks}
    if not {"user", "machine"} <= sides:
        return []
    first = next(mark for role, mark, _ in marks if role in ("user", "system"))
    if len(body.text[:first].strip()) > 600 or marks[0][0] == "machine" or _is_example(body.text[:first], len(marks)):
        return []
    return _between(marks, body)


def _is_example(before: str, marks: int) -> bool:
    """Whether turns are an example in an article: sentences stand before them, and a heading,
    or there are few of them."""
    lines = [line.strip() for line in before.split("\n") if line.strip()]
    told = any(len(line) >= 12 and line.endswith(tuple("。.！!？?：:")) and not line.startswith("#") for line in lines)
    return told and (marks < 4 or any(line.startswith("#") for line in lines))


def _leaked(before: str, marks: list[tuple[str, int, int]], text: str) -> bool:
    """Whether marks stand in an article that has begun before them: each right before a heading or the end, none before
    words."""
    return bool(before.strip()) and all(_HEADS.match(text, end) for _, _, end in marks)


def _between(marks: list[tuple[str, int, int]], body: Source) -> list[Turn]:
    """Turns that each reach to the next mark; turns of the machine that follow each other are one."""
    ends = [mark for _, mark, _ in marks[1:]] + [len(body.text)]
    turns: list[Turn] = []
    for (role, mark, start), end in zip(marks, ends, strict=True):
        if turns and role == turns[-1].role == "machine":
            turns[-1] = turns[-1]._replace(end=end)
        else:
            turns.append(Turn(role, mark, start, end))
    return turns


def _tokens(lines: Lines) -> list[tuple[str, int, int]]:
    """Marks that only a model's own template has, wherever in a line they stand."""
    found: list[tuple[str, int, int]] = []
    for number, line in lines.prose():
        if "<|" in line or "<｜" in line or "<start_of_turn>" in line:
            spans = code_spans(line)
            start = lines.starts[number]
            found.extend(
                (_kind(match["role"] or match["turn"]), start + match.start(), start + match.end())
                for match in _TOKEN.finditer(line)
                if not inside(spans, match.start())
            )
    return found


def _instructions(text: str) -> list[Turn]:
    """`[INST] question [/INST] answer`, as many times as it stands there."""
    if not re.match(r"\s*(?:<s>\s*)?\[INST\]", text) or "[/INST]" not in text:
        return []
    turns: list[Turn] = []
    found = list(_INST.finditer(text))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        turns.append(Turn("machine" if match[0] == "[/INST]" else "user", match.start(), match.end(), end))
    return turns


def _kind(word: str) -> str:
    if re.fullmatch(_SYSTEM, word, re.I):
        return "system"
    if word in ("tool", "function", "observation", "ipython"):
        return "tool"
    return "user" if re.fullmatch(_USER, word, re.I) else "machine"

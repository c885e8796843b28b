"""Conversations kept as JSON or JSON Lines: the messages of the programs and interfaces that models are spoken to
through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from proofpress import json_text
from proofpress.origins import chat_blocks, chat_editor, chat_parts, chat_stream, json_strings
from proofpress.origins.chat_notes import Cited, cited
from proofpress.origins.chat_parts import Part
from proofpress.origins.input import Input
from proofpress.origins.json_strings import Held, Placed
from proofpress.regex import regex

_MARKS = (
    '"role"',
    '"from"',
    '"sender"',
    '"author"',
    '"instruction"',
    '"prompt"',
    '"choices"',
    '"question"',
    '"candidates"',
    '"fragments"',
    '"requests"',
    '"assistant"',
    '"human"',
    '"isUser"',
    '"is_user"',
    '"fromUser"',
    '"isCreatedByUser"',
    f'"{chat_blocks.QUESTION}"',
)
_LISTS = (
    "messages",
    "conversations",
    "conversation",
    "chat_messages",
    "contents",
    "history",
    "turns",
    "dialogue",
    "chunkedPrompt",
    "chunks",
    "chat",
    "responses",
    "response",
    "output",
    "entries",
    "chats",
    "data",
    "items",
)
TITLES = ("title", "name", "thread_title", "chatTitle", "chat_title", "conversationTitle", "conversation_title")
"""By what keys a conversation says its title."""
_OF_USER = ("isCreatedByUser", "is_user", "isUser", "fromUser")
_ASKED = ("instruction", "prompt", "question", "query", "human", "user")
_ANSWERED = ("output", "completion", "response", "answer", "assistant", "gpt", "bot", "chosen")
_INSTRUCTED = (
    "systemInstruction",
    "system_instruction",
    "system",
    "system_prompt",
    "systemPrompt",
    "instructions",
    "promptPrefix",
)
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
_SPEAKERS = frozenset(
    "assistant ai gpt chatgpt bot model claude gemini deepseek qwen kimi copilot grok llm response answer doubao"
    " yuanbao 助手 模型 回答 豆包 元宝 通义千问 文心一言 智谱清言".split()
)
_TALKS = ("mapping", "chat_messages", "messages", "chat", "conversation", "blocks", "turns")
"""Under what keys a conversation stands beside what is said of it."""
_ADDRESS = regex(r"https?://[^\s<>]+$")
_MODEL = regex(r"[a-z]+(?=[-_ ]?\d|-)")
"""The name before the number of a model that speaks under its own name (`grok-3`)."""
_ROLES = _SPEAKERS | frozenset(
    "user human prompter prompt question system developer tool function observation ipython 用户 提问 我 系统".split()
)
_USERS = frozenset(("user", "human"))
_ADDED = regex(r"\s*+<(?P<name>[a-z]++(?:[_-][a-z]++)++)>.*</(?P=name)>\s*+", re.S)
"""What a program says in the place of its user: one element of its own, whole."""
_TYPES = frozenset("human ai user assistant".split())
"""What the type of a message says of who speaks."""
_LINKS = ("url", "link", "share_url", "shareUrl", "source")
_DEEPEST = 8
ELSEWHERE = "branch"
"""The speaker of messages in branches that were not shown last."""
HIDDEN = "hidden"
"""The speaker of messages that the conversation never showed."""
UNKNOWN = "unknown"
"""The speaker of messages among others that do not say who speaks."""


class Said(NamedTuple):
    """What one side said: its name as the file has it, the parts that hold it, and the sources it names."""

    role: str
    parts: tuple[Part, ...]
    sources: tuple[Cited, ...] = ()


class Chat(NamedTuple):
    """A conversation, what the file says about it by the keys of a front matter, and the offsets of broken lines."""

    said: list[Said]
    meta: dict[str, object]
    broken: tuple[tuple[int, int], ...] = ()


def chat(text: str) -> Chat | None:
    """The conversation that a file of JSON holds; None for any other file."""
    return _said(json_strings.held(text)) if _may_be(text) else None


def chat_in(given: Input) -> Chat | None:
    """The same of an input, which is parsed once for all who ask."""
    return _said(given.json) if _may_be(given.source.text) else None


def _may_be(text: str) -> bool:
    """Whether a file may hold a conversation: it is JSON by its first sign and names what chats name."""
    return any(mark in text for mark in _MARKS) and json_text.begins(text)


def _said(held: Held) -> Chat | None:
    found, broken = held
    if items := _logged(found):
        said = list(_listed(items, {}, 0))
    else:
        said = [turn for run in chat_stream.runs(found) for turn in _run(run, 0)]
    meta: dict[str, object] = {}
    for value in found[:_FEW]:
        for one in _heads(value):
            meta = {**_meta(one), **meta}
    return Chat(said, meta, broken) if any(_answers(turn) for turn in said) else None


def _logged(rows: list[object]) -> list[object]:
    """The items of a conversation out of the rows of a program's log, each of which says of what kind its item is; what
    else the program noted down says the same once more. None where the rows are no such log."""
    items = [row for row in rows if isinstance(row, dict) and isinstance(row.get("payload"), dict)]
    if 2 * len(items) <= len(rows) or not all(isinstance(row.get("type"), str) for row in items):
        return []
    kinds = [str(row["type"]) for row in items if _role(row["payload"]) is not None]
    return [row["payload"] for row in items if row["type"] in kinds]


def _heads(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The objects that may say something about a conversation: those around its messages, from the outside."""
    if isinstance(value, list):
        for one in value[:2]:
            yield from _heads(one, depth + 1)
    elif isinstance(value, dict) and depth <= _DEEPEST:
        yield value
        for key in ("metadata", "meta", "conversations", "conversation", "chats", "data", "items", "entries"):
            held = value.get(key)
            if key in ("metadata", "meta") and isinstance(held, dict):
                dates = held.get("dates")
                held = {**(dates if isinstance(dates, dict) else {}), **held, "messages": True}
            if key == "conversation" and isinstance(held, dict) and isinstance(value.get("responses"), list):
                yield {**held, "messages": True}
            elif isinstance(held, list | dict):
                yield from _heads(held, depth + 1)


def _answers(turn: Said) -> bool:
    return turn.role.lower() in _SPEAKERS and any(part.kind in ("text", "code") for part in turn.parts)


def _turns(value: object, beside: Mapping[str, object] | None = None, depth: int = 0) -> Iterator[Said]:
    """The turns in one value: a message, a list or a tree of them, or what holds these with their sources beside."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        yield from _listed(value, beside or {}, depth)
        return
    if not isinstance(value, dict):
        return
    if (said := _message(value)) is not None:
        yield said
        return
    if (entry := chat_blocks.answered(value)) is not None:
        question, answer, sources = entry
        yield from (Said("user", (question,)), Said("assistant", answer, sources))
        return
    if isinstance(requests := value.get("requests"), list) and (exchanged := list(chat_editor.turns(requests))):
        yield from (Said(role, tuple(held)) for role, held in exchanged)
        return
    for held in value.values():
        if isinstance(held, dict) and _is_tree(held):
            yield from _thread(held, value)
            return
    for held in value.values():
        # The same messages may stand beside their tree as a list of those shown last, without the other branches.
        is_around = isinstance(held, dict) and any(isinstance(one, dict) and _is_tree(one) for one in held.values())
        if is_around and (found := list(_turns(held, value, depth + 1))):
            yield from _instructed(value)
            yield from found
            return
    if isinstance(choices := value.get("choices") or value.get("candidates"), list):
        for choice in choices[:1]:
            kinds = map(choice.get, ("message", "content", "delta")) if isinstance(choice, dict) else ()
            held = next(filter(None, kinds), None)
            message = (
                held if isinstance(held, dict) else {"content": choice.get("text")} if isinstance(choice, dict) else {}
            )
            around = {
                key: one
                for each in (value, choice if isinstance(choice, dict) else {})
                for key, one in each.items()
                if key not in ("choices", "candidates", "message", "content")
            }
            if (said := _message({"role": "assistant", **message})) is not None:
                yield said._replace(sources=(*said.sources, *cited(around)))
    else:
        for key in _LISTS:
            if isinstance(held := value.get(key), list | dict) and (found := list(_turns(held, value, depth + 1))):
                yield from _instructed(value)
                yield from found
                return
        yield from _pair(value)


def _run(values: list[object], depth: int) -> Iterator[Said]:
    """The turns of a value, or the one turn of several that are the pieces of a stream."""
    if len(values) == 1:
        yield from _turns(values[0], None, depth)
    elif said := [turn for value in values for turn in _turns(value, None, depth)]:
        parts = [part._replace(glued=part.kind == "text") for turn in said for part in turn.parts]
        yield Said("assistant", tuple(parts), tuple(one for turn in said for one in turn.sources))


def _instructed(value: Mapping[str, object]) -> Iterator[Said]:
    """What the machine was told before a conversation, where it stands beside it."""
    options = value.get("options")
    for held in (value, options if isinstance(options, dict) else {}):
        for key in _INSTRUCTED:
            if made := tuple(chat_parts.strings(held.get(key), "text")):
                yield Said("system", made)


def _listed(value: list[object], beside: Mapping[str, object], depth: int) -> Iterator[Said]:
    """The turns of a list: the branch shown last where its messages name their parents, else one after the other."""
    value = list(_unfolded(value))
    tree = {
        ident: {"message": one, "parent": _parent(held)}
        for one in value
        if isinstance(held := _unwrapped(one), dict) and isinstance(ident := _ident(held), str)
    }
    said = [*beside.values(), *(one for held in beside.values() if isinstance(held, dict) for one in held.values())]
    shown = next((one for one in said if isinstance(one, str) and one in tree), None)
    parents = [parent for node in tree.values() if (parent := node["parent"]) in tree]
    if parents and (shown is not None or len(set(parents)) < len(parents)):
        yield from _thread(tree, {"shown": shown})
        return
    among = any(isinstance(one, dict) and _role(one) is not None for one in value)
    for run in chat_stream.runs(value):
        one = run[0]
        if isinstance(one, dict) and _role(one) is None and (made := chat_parts.of_item(one)):
            yield Said("assistant", tuple(made), tuple(cited(one)))
        elif found := list(_run(run, depth + 1)):
            yield from found
        elif among and isinstance(one, dict) and (lost := tuple(chat_parts.parts(one))):
            yield Said(UNKNOWN, lost)


def _unfolded(messages: list[object]) -> Iterator[object]:
    """Messages that stand in a list, each followed by the answers that it holds as its children."""
    waiting = list(reversed(messages))
    while waiting:
        yield (one := waiting.pop())
        if isinstance(one, dict) and isinstance(held := one.get("children"), list) and _role(one) is not None:
            waiting.extend(reversed(held))


def _unwrapped(value: object) -> object:
    """A message, taken out of an object that holds nothing but it and its neighbours' names."""
    if isinstance(value, dict) and _role(value) is None:
        for key in ("message", "response"):
            if isinstance(held := value.get(key), dict):
                return held
    return value


def _ident(value: Mapping[str, object]) -> object:
    return next((value[key] for key in ("id", "uuid", "_id", "message_id", "messageId") if key in value), None)


def _parent(value: Mapping[str, object]) -> object:
    return next((one for key, one in value.items() if key.lower().startswith("parent") and isinstance(one, str)), None)


def _is_tree(value: Mapping[str, object]) -> bool:
    """Whether a mapping holds messages under their names, each with its parent."""
    nodes = list(value.values())
    return bool(nodes) and all(
        isinstance(node, dict) and any(key.lower().startswith("parent") for key in node) for node in nodes
    )


def _role(value: Mapping[str, object]) -> str | None:
    role = next((one for key in ("role", "from", "sender", "speaker") if isinstance(one := value.get(key), str)), None)
    author = value.get("author")
    if role is None and isinstance(author, dict):
        role = author.get("role") if isinstance(author.get("role"), str) else None
    if role is None and isinstance(author, str) and author.lower() in _ROLES:
        role = author
    if role is None and isinstance(named := value.get("type"), str) and named.lower() in _TYPES:
        role = named
    if role is None and isinstance(fragments := value.get("fragments"), list):
        kinds = {str(one.get("type")).lower() for one in fragments if isinstance(one, dict)}
        role = "user" if "request" in kinds else "assistant" if kinds else None
    if role is None or role.lower() not in _ROLES:
        asked = next((one for key in _OF_USER if isinstance(one := value.get(key), bool)), None)
        role = role if asked is None else "user" if asked else "assistant"
    if role is None or role.lower() in _ROLES:
        return role
    named = _MODEL.match(role.lower())
    return "assistant" if role == value.get("model") or named and named[0] in _SPEAKERS else None


def _message(value: Mapping[str, object]) -> Said | None:
    role = _role(value)
    if role is None:
        return None
    if chat_parts.is_hidden(value):
        return Said(HIDDEN, tuple(chat_parts.sentences(value)))
    found = tuple(chat_parts.parts(value))
    if role.lower() in _USERS and len(found) == 1 and _ADDED.fullmatch(found[0].words):
        return Said(HIDDEN, found)
    return Said(role, found, tuple(cited(value)))


def _thread(mapping: Mapping[str, object], holder: Mapping[str, object]) -> Iterator[Said]:
    """The messages of a tree of them: the branch that ends with the one shown last, else the last branch of each."""
    parents = {_parent(node) for node in mapping.values() if isinstance(node, dict)}
    ident: object = next(
        (one for key, one in holder.items() if key not in ("id", "uuid") and isinstance(one, str) and one in mapping),
        next((key for key in reversed(list(mapping)) if key not in parents), None),
    )
    chain: list[Mapping[str, object]] = []
    seen: set[str] = set()
    while isinstance(ident, str) and ident not in seen and isinstance(node := mapping.get(ident), dict):
        seen.add(ident)
        chain.append(node)
        ident = _parent(node)
    for node in reversed(chain):
        message = _unwrapped(node)
        message = _unwrapped(message)
        if isinstance(message, dict) and (said := _message(message)) is not None:
            yield said
            yield from _reported(message)
    for key, node in mapping.items():
        message = _unwrapped(_unwrapped(node))
        if key not in seen and isinstance(message, dict) and (said := _message(message)) is not None:
            yield Said(ELSEWHERE, said.parts)


def _reported(message: Mapping[str, object]) -> Iterator[Said]:
    """What a machine said through a tool that works by itself: a message in a string of what the tool's own message
    says of it."""
    for part in chat_parts.strings(message.get("metadata"), "text"):
        held = json_strings.object_in(part.words) if part.words.startswith("{") else None
        for one in (held or {}).values():
            if isinstance(one, dict) and (said := _message(one)) is not None and _answers(said):
                told = {each.words for each in said.parts}
                rest = (each._replace(kind="tool") for each in chat_parts.sentences(held) if each.words not in told)
                yield said._replace(parts=tuple(each._replace(within=part.words) for each in (*said.parts, *rest)))


def _pair(value: Mapping[str, object]) -> Iterator[Said]:
    """A question and its answer by their keys."""
    answered = next((words for key in _ANSWERED if isinstance(words := value.get(key), Placed)), None)
    asked = [words for key in (*_ASKED, "input") if isinstance(words := value.get(key), Placed) and words.strip()]
    if answered is not None and asked:
        if isinstance(system := value.get("system"), Placed) and system.strip():
            yield Said("system", (Part("text", system),))
        yield Said("user", tuple(Part("text", words) for words in asked))
        thoughts = [Part("thought", words) for key in _THOUGHTS if isinstance(words := value.get(key), Placed)]
        yield Said("assistant", (*thoughts, Part("text", answered)), tuple(cited(value)))


def _meta(value: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    around = any(map(value.get, _TALKS))
    if value.get("type") == "summary" and isinstance(summary := value.get("summary"), str):
        found["title"] = str(summary)
    if around and isinstance(title := next(filter(None, map(value.get, TITLES)), None), str):
        found["title"] = str(title)
    if made := _date(value) or _first_date(value):
        found["date"] = made
    if around and isinstance(summary := value.get("summary"), str) and summary.strip():
        found["description"] = str(summary)
    if around:
        link = next((one for key in _LINKS if isinstance(one := value.get(key), str) and _ADDRESS.match(one)), None)
        found |= {"source_url": str(link)} if link else {}
    if isinstance(model := value.get("model") or value.get("responderUsername"), str):
        found["model"] = str(model)
    return found


def _first_date(value: Mapping[str, object]) -> str:
    """When the first message of a conversation was sent that says so."""
    lists = (held for key in _TALKS if isinstance(held := value.get(key), list))
    messages = (one for held in lists for one in held[:_FEW] if isinstance(one, dict))
    return next(filter(None, map(_date, messages)), "")


_FEW = 20


def _date(value: Mapping[str, object]) -> str:
    """When a conversation began, as a front matter says it."""
    for key in (
        "created_at",
        "create_time",
        "inserted_at",
        "createTime",
        "createdAt",
        "create_at",
        "created",
        "time",
        "timestamp",
        "updated_datetime",
    ):
        at = value.get(key)
        if isinstance(at, str) and at[:4].isdigit():
            return at.split(".")[0].split("+")[0].replace("T", " ").removesuffix("Z")
        if isinstance(at, int | float) and 1e8 < (seconds := at / 1000 if at > 1e11 else at) < 1e10:
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return ""

"""Conversations kept as JSON or JSON Lines: the messages of the programs and interfaces that models are spoken to through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from proofpress.origins.json_strings import Placed, pieces, values
from proofpress.source import Piece, Source

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
)
_LISTS = ("messages", "conversations", "conversation", "chat_messages", "contents", "history", "turns", "dialogue")
_ASKED = ("instruction", "prompt", "question", "query", "human", "user")
_ANSWERED = ("output", "completion", "response", "answer", "assistant", "gpt", "bot", "chosen")
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
_SPEAKERS = frozenset(
    "assistant ai gpt chatgpt bot model claude gemini deepseek qwen kimi copilot llm 助手 模型".split()
)
_ROLES = _SPEAKERS | frozenset(
    "user human prompter system developer tool function observation ipython 用户 系统".split()
)
_DEEPEST = 8


class Said(NamedTuple):
    """What one side said: its name as the file has it, and the strings that hold it."""

    role: str
    words: tuple[Placed, ...]
    thoughts: tuple[Placed, ...] = ()


class Chat(NamedTuple):
    """A conversation, and what the file says about it by the keys of a front matter."""

    said: list[Said]
    meta: dict[str, object]


def chat(text: str) -> Chat | None:
    """The conversation that a file of JSON holds; None for any other file."""
    head = text.lstrip()[:1]
    if head not in ("{", "[") or not any(mark in text for mark in _MARKS):
        return None
    found = values(text)
    said = [turn for value in found for turn in _turns(value)]
    meta = next(
        (
            made
            for value in found
            for one in (value if isinstance(value, list) else [value])
            if isinstance(one, dict) and (made := _meta(one))
        ),
        {},
    )
    return Chat(said, meta) if any(turn.words and turn.role.lower() in _SPEAKERS for turn in said) else None


def source_of(root: Source, words: Iterable[Placed]) -> Iterator[Piece]:
    """The strings of one turn as pieces of the file, a blank line between two."""
    for index, value in enumerate(words):
        if index:
            yield Piece("\n\n", value.start, value.start)
        yield from pieces(root.text, value)


def _turns(value: object, depth: int = 0) -> Iterator[Said]:
    """The turns in one value: a message, a list of them, or what holds such a list."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _turns(one, depth + 1)
        return
    if not isinstance(value, dict):
        return
    if (said := _message(value)) is not None:
        yield said
    elif isinstance(mapping := value.get("mapping"), dict):
        yield from _thread(mapping, value.get("current_node"))
    elif isinstance(choices := value.get("choices") or value.get("candidates"), list):
        for choice in choices[:1]:
            held = choice.get("message") or choice.get("content") if isinstance(choice, dict) else None
            yield from _turns(
                {"role": "assistant", **held}
                if isinstance(held, dict)
                else {"role": "assistant", "content": choice.get("text")}
                if isinstance(choice, dict)
                else None,
                depth + 1,
            )
    elif (key := next((key for key in _LISTS if isinstance(value.get(key), list)), None)) is not None:
        yield from _turns(value[key], depth + 1)
    else:
        yield from _pair(value)


def _message(value: Mapping[str, object]) -> Said | None:
    role = value.get("role") or value.get("from") or value.get("sender") or value.get("speaker")
    author = value.get("author")
    if role is None and isinstance(author, dict):
        role = author.get("role")
    if not isinstance(role, str) or role.lower() not in _ROLES:
        return None
    held = next((value[key] for key in ("content", "value", "parts", "text", "message") if value.get(key)), None)
    thoughts = tuple(words for key in _THOUGHTS if isinstance(words := value.get(key), Placed))
    return Said(role, tuple(_words(held)), thoughts)


def _words(held: object, depth: int = 0) -> Iterator[Placed]:
    """The strings of a message: its content itself, or the parts of it that are text."""
    if depth > _DEEPEST:
        return
    if isinstance(held, Placed):
        yield held
    elif isinstance(held, list):
        for part in held:
            if isinstance(part, Placed):
                yield part
            elif isinstance(part, dict) and part.get("type", "text") in ("text", "input_text", "output_text"):
                yield from _words(part.get("text"), depth + 1)
    elif isinstance(held, dict):
        yield from _words(held.get("parts") or held.get("text"), depth + 1)


def _thread(mapping: Mapping[str, object], last: object) -> Iterator[Said]:
    """The messages of a tree of them: the branch that ends with the one shown last, else the last branch of each."""
    chain: list[Mapping[str, object]] = []
    ident = (
        last
        if isinstance(last, str)
        else next(
            (
                key
                for key, node in reversed(list(mapping.items()))
                if isinstance(node, dict) and not node.get("children")
            ),
            None,
        )
    )
    seen: set[str] = set()
    while isinstance(ident, str) and ident not in seen and isinstance(node := mapping.get(ident), dict):
        seen.add(ident)
        chain.append(node)
        ident = node.get("parent")
    for node in reversed(chain):
        message = node.get("message")
        if isinstance(message, dict) and (said := _message(message)) is not None:
            yield said


def _pair(value: Mapping[str, object]) -> Iterator[Said]:
    """A question and its answer by their keys."""
    answered = next((words for key in _ANSWERED if isinstance(words := value.get(key), Placed)), None)
    asked = [words for key in (*_ASKED, "input") if isinstance(words := value.get(key), Placed) and words.strip()]
    if answered is not None and asked:
        if isinstance(system := value.get("system"), Placed) and system.strip():
            yield Said("system", (system,))
        yield Said("user", tuple(asked))
        yield Said(
            "assistant", (answered,), tuple(words for key in _THOUGHTS if isinstance(words := value.get(key), Placed))
        )


def _meta(value: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    if isinstance(title := value.get("title") or value.get("name"), str) and (
        value.get("mapping") or value.get("chat_messages")
    ):
        found["title"] = str(title)
    if isinstance(created := value.get("created_at"), str):
        found["date"] = created.split(".")[0].replace("T", " ").removesuffix("Z")
    if isinstance(model := value.get("model"), str):
        found["model"] = str(model)
    return found

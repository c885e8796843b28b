"""Conversations kept as JSON: one is read as it is, several in one export become an article each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from proofpress import json_text
from proofpress.finding import Words, first_of
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names
from proofpress.origins.chat_json import TITLES, chat

_CONVERSATION = ("mapping", "chat_messages", "messages", "conversations", "conversation", "history", "turns", "chat")
"""Keys under which a whole conversation stands; its list of messages itself has none of them."""


def _conversations(value: object) -> list[Mapping[str, object]]:
    """The conversations of an export; none where it is not a list of them."""
    if isinstance(value, Mapping) and isinstance(held := value.get("data"), Mapping):
        value = held
    if isinstance(value, Mapping):
        value = next(
            (held for key in ("conversations", "chats", "data", "items") if isinstance(held := value.get(key), list)),
            None,
        )
    if not isinstance(value, list) or len(value) < 2:
        return []
    found = [one for one in value if isinstance(one, Mapping) and any(one.get(key) for key in (*_CONVERSATION, "chat"))]
    return found if len(found) == len([one for one in value if one]) else []


def is_one(glance: Glance) -> bool:
    """A conversation that the origins read."""
    return chat(glance.text) is not None


def are_several(glance: Glance) -> bool:
    """A list of conversations, each with its messages."""
    found = _conversations(glance.json)
    return len(found) > 1 and any(map(read, found[:20]))


def read(one: Mapping[str, object]) -> str | None:
    """A conversation as a text that the origins read; None where nobody answers in it."""
    text = json.dumps(one, ensure_ascii=False, indent=1)
    return text if chat(text) is not None else None


def opens(name: str, data: bytes) -> Opened:
    """An article a conversation."""
    del name
    return opened(_conversations(Glance(data).json))


def opened(conversations: Sequence[Mapping[str, object]]) -> Opened:
    """An article a conversation, named after its day and title; one alone after its file."""
    names = Names()
    parts: list[Part] = []
    empty: list[str] = []
    for one in conversations:
        title = next(filter(None, (json_text.said(one.get(key)) for key in TITLES)), "")
        if (text := read(one)) is None:
            empty.append(title or "?")
            continue
        target = names.add(f"{_day(one)} {title or 'conversation'}") if len(conversations) > 1 else ""
        parts.append(Part(f"{target or 'conversation'}.json", text.encode("utf-8", "replace"), target))
    if not empty:
        return Opened(tuple(parts))
    shown = first_of(empty)
    en = f"{len(empty)} conversations without an answer were left out: {shown}"
    return Opened(tuple(parts), notes=(Words(en, f"{len(empty)} 个没有回答的对话未转换：{shown}"),))


def _day(one: Mapping[str, object]) -> str:
    """The day on which a conversation began, "" where it is not said."""
    for key in ("create_time", "created_at", "createdAt", "inserted_at"):
        value = one.get(key)
        if isinstance(value, str) and value[:4].isdigit():
            return value[:10]
        if isinstance(value, int | float) and value > 0:
            try:
                return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).strftime("%Y-%m-%d")
            except (ValueError, OverflowError, OSError):
                return ""
    return ""


SEVERAL = Format(
    "chats",
    Words("an export of conversations", "对话记录导出"),
    are_several,
    opens,
    made_by=Words("ChatGPT, Claude, DeepSeek and other chat products", "ChatGPT、Claude、DeepSeek 等对话产品"),
)
ONE = Format("chat", Words("a conversation", "对话记录"), is_one, made_by=SEVERAL.made_by, since="0.1")

"""Conversations kept as a table of messages: a row a message, with who wrote it, what, and in which conversation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part, Unopened
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names
from proofpress.origins.chat_json import chat

_WHO = ("author", "role", "sender", "speaker", "from", "作者", "角色", "发送者")
_WHAT = ("message", "content", "text", "body", "消息", "内容")
_WHICH = (
    "conversation",
    "conversation_title",
    "conversation title",
    "title",
    "conversation_id",
    "chat",
    "thread",
    "对话",
)
_WHEN = ("time", "timestamp", "created_at", "date", "时间")
_LOOKED_AT = 40
"""So many rows tell whether a table is one of messages."""


def _place(names: list[str], wanted: tuple[str, ...]) -> int:
    return next((names.index(one) for one in wanted if one in names), -1)


def _columns(text: str) -> tuple[int, int, int, int] | None:
    """Where the table says who wrote, what, in which conversation, and when; -1 for what it does not say."""
    head = text[: text.find("\n")].lower() if "\n" in text[:1000] else ""
    if not any(one in head for one in _WHO) or not any(one in head for one in _WHAT):
        return None
    names = [name.strip() for name in next(iter(csv.reader([head])), [])]
    who, what = _place(names, _WHO), _place(names, _WHAT)
    return (who, what, _place(names, _WHICH), _place(names, _WHEN)) if who >= 0 and what >= 0 else None


def _messages(rows: Iterable[list[str]], columns: tuple[int, int, int, int]) -> dict[str, list[dict[str, str]]]:
    """The messages by their conversations, in the order of the table."""
    who, what, which, when = columns
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if len(row) > max(columns):
            message = {"role": row[who].strip(), "content": row[what]}
            message |= {"created_at": row[when]} if when >= 0 else {}
            found.setdefault(row[which].strip() if which >= 0 else "", []).append(message)
    return found


def _written(title: str, messages: list[dict[str, str]]) -> str:
    first = messages[0].get("created_at", "")
    value = {"title": title, "created_at": first, "messages": messages}
    return json.dumps({key: held for key, held in value.items() if held}, ensure_ascii=False, indent=1)


def knows(glance: Glance) -> bool:
    """A table of messages in which a machine answers."""
    columns = _columns(glance.head)
    if columns is None:
        return False
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(glance.head)):
            rows.append(row)
            if len(rows) > _LOOKED_AT:
                break
    except csv.Error:
        pass
    return any(chat(_written(title, held)) is not None for title, held in _messages(rows[1:], columns).items())


def opens(name: str, data: bytes) -> Opened:
    """An article a conversation."""
    del name
    text = Glance(data).text
    columns = _columns(text)
    assert columns is not None
    try:
        found = _messages(list(csv.reader(io.StringIO(text)))[1:], columns)
    except csv.Error as error:
        raise Unopened(f"the table cannot be read: {error}", f"无法读取表格：{error}") from error
    names = Names()
    parts: list[Part] = []
    for title, held in found.items():
        target = names.add(f"{held[0].get('created_at', '')[:10]} {title or 'conversation'}") if len(found) > 1 else ""
        parts.append(Part(f"{target or 'conversation'}.json", _written(title, held).encode("utf-8", "replace"), target))
    return Opened(tuple(parts))


FORMAT = Format(
    "chat-table",
    Words("a table of messages (CSV)", "对话消息表（CSV）"),
    knows,
    opens,
    made_by=Words("Microsoft Copilot: Privacy → Export activity history", "Microsoft Copilot：隐私 → 导出活动历史"),
)

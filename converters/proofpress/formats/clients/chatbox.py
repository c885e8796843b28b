"""Chatbox's backup: a key a session, the threads that were begun anew in it, and branches that are not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress.formats.clients.kept import Kept, Values, branched, text, values

_KEY = "session:"
_LISTS = ("chat-sessions", "chat-sessions-list")
"""Where older backups hold their sessions; newer ones only list their names there."""


def conversations(held: object) -> list[Kept]:
    """The sessions of a backup and their threads; none where it is none."""
    if not isinstance(held, Mapping) or not any(key in held for key in _LISTS):
        return []
    sessions = [one for key, one in held.items() if key.startswith(_KEY) and isinstance(one, Mapping)]
    sessions += [one for key in _LISTS for one in values(held.get(key)) if "messages" in one]
    return [made for one in sessions for made in _threads(one)]


def _threads(session: Values) -> Iterator[Kept]:
    name = text(session.get("name"))
    for thread in values(session.get("threads")):
        yield Kept(_titled(name, text(thread.get("name"))), thread.get("createdAt"), _said(thread))
    messages = _said(session)
    forks = session.get("messageForksHash")
    began = next((one["timestamp"] for one in messages if one.get("timestamp")), None)
    yield branched(
        _titled(name, text(session.get("threadName"))),
        began,
        _branches(messages, forks if isinstance(forks, Mapping) else {}),
    )


def _titled(session: str, thread: str) -> str:
    """The name of a session, and the name of a thread in it where that says more."""
    return " · ".join(dict.fromkeys(one for one in (session, thread) if one))


def _branches(messages: list[dict[str, object]], forks: Values) -> Iterator[tuple[Values, bool]]:
    for message in messages:
        yield message, True
        fork = forks.get(text(message.get("id")))
        for other in values(fork.get("lists")) if isinstance(fork, Mapping) else []:
            yield from ((one, False) for one in _said(other))


def _said(holder: Values) -> list[dict[str, object]]:
    """The messages of a thread; one whose parts are empty has its words beside them, as older versions did."""
    return [
        {key: one for key, one in message.items() if key != "contentParts" or one}
        for message in values(holder.get("messages"))
    ]

"""NextChat's backup (ChatGPT-Next-Web): its sessions, each with a mask that says what the machine is to be."""

from __future__ import annotations

from proofpress.formats.clients.kept import Kept, Values, text, under, values

_STORE = "chat-next-web-store"


def conversations(held: object) -> list[Kept]:
    """The sessions of a backup; none where it is none."""
    return [
        Kept(text(one.get("topic")), one.get("lastUpdate"), _messages(one), one.get("memoryPrompt"))
        for one in values(under(held, _STORE, "sessions"))
    ]


def _messages(session: Values) -> list[dict[str, object]]:
    """What the mask says first, and what was said; the time of each message is the place's own notation, no date."""
    said = (*values(under(session, "mask", "context")), *values(session.get("messages")))
    return [{key: one for key, one in message.items() if key != "date"} for message in said]

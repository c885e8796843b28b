"""LobeChat's export: messages, topics and sessions as lists of their own that name each other."""

from __future__ import annotations

from collections.abc import Mapping

from proofpress.formats.clients.kept import Kept, Values, text, under, values

_NAMES = ("messages", "sessions", "topics")


def conversations(held: object) -> list[Kept]:
    """A conversation a topic, and one of what a session holds under none; none where the file is no export."""
    state = next((one for key in ("state", "data") if isinstance(one := under(held, key), Mapping)), None)
    if state is None or not all(isinstance(state.get(name), list) for name in _NAMES):
        return []
    sessions, topics = _named(state, "sessions"), _named(state, "topics")
    held_by: dict[tuple[str, str, str], list[Values]] = {}
    for message in values(state["messages"]):
        key = (text(message.get("sessionId")), text(message.get("topicId")), text(message.get("threadId")))
        held_by.setdefault(key, []).append(message)
    made = []
    for (session, topic, _), messages in held_by.items():
        messages.sort(key=_when)
        about, within = topics.get(topic, {}), sessions.get(session, {})
        title = text(about.get("title")) or text(under(within, "meta", "title")) or text(within.get("title"))
        said = [{key: one for key, one in message.items() if key != "parentId"} for message in messages]
        made.append(Kept(title, messages[0].get("createdAt"), said, _told(state, within)))
    return made


def _told(state: Values, session: Values) -> str:
    """What the machine of a session was told: beside the session, or in a list of agents in newer exports."""
    pairs = [one for one in values(state.get("agentsToSessions")) if one.get("sessionId") == session.get("id")]
    agent = _named(state, "agents").get(text(pairs[0].get("agentId")), {}) if pairs else {}
    return text(agent.get("systemRole")) or text(under(session, "config", "systemRole"))


def _named(state: Values, name: str) -> dict[str, Values]:
    return {text(one.get("id")): one for one in values(state.get(name))}


def _when(message: Values) -> tuple[float, str]:
    """The order of messages: numbers in older exports, dates in newer ones."""
    at = message.get("createdAt")
    return (float(at), "") if isinstance(at, int | float) else (0.0, text(at))

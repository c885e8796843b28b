"""Cherry Studio's backup: topics whose messages name their blocks, which stand in a store of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress import json_text
from proofpress.formats.clients.kept import Kept, Values, branched, text, under, values

_SAID = {
    "main_text": "text",
    "code": "code",
    "thinking": "thinking",
    "image": "image",
    "video": "image",
    "file": "image",
}
"""What a block is, in the words of other products; any other is something that a tool did."""


def conversations(held: object) -> list[Kept]:
    """The topics of a backup; none where it is none."""
    topics = values(under(held, "indexedDB", "topics"))
    blocks = {text(one.get("id")): one for one in values(under(held, "indexedDB", "message_blocks"))}
    names = {text(one.get("id")): one for one in _listed(held)} if topics else {}
    made = []
    for topic in topics:
        about = names.get(text(topic.get("id")), topic)
        messages = values(topic.get("messages"))
        began = about.get("createdAt") or next((one["createdAt"] for one in messages if one.get("createdAt")), None)
        made.append(branched(text(about.get("name")), began, _messages(messages, blocks), about.get("prompt")))
    return made


def _listed(held: object) -> Iterator[Values]:
    """What the program's own state says of topics; it stands as a string within a string."""
    state = _parsed(under(held, "localStorage", "persist:cherry-studio"))
    for assistant in values(under(_parsed(under(state, "assistants")), "assistants")):
        yield from values(assistant.get("topics"))


def _parsed(held: object) -> object:
    try:
        return json_text.loads(held) if isinstance(held, str) else None
    except ValueError:
        return None


def _messages(messages: list[Values], blocks: Mapping[str, Values]) -> Iterator[tuple[Values, bool]]:
    """The messages, and whether each is shown: of several answers to one question those that the reader chose."""
    chosen = {text(one.get("askId")) for one in messages if one.get("foldSelected") or one.get("useful")}
    for message in messages:
        asked = text(message.get("askId"))
        shown = not asked or asked not in chosen or bool(message.get("foldSelected") or message.get("useful"))
        listed = message.get("blocks")
        held = [blocks[one] for one in listed if one in blocks] if isinstance(listed, list) else []
        if held:
            content = [{**one, "type": _SAID.get(text(one.get("type")), "tool")} for one in held if not _cites(one)]
            sources = [page for one in held if _cites(one) for page in _pages(one.get("response"))]
            message = {"role": message.get("role"), "content": content, "sources": sources}
        yield message, shown


def _cites(block: Values) -> bool:
    return block.get("type") == "citation"


def _pages(response: object) -> list[Values]:
    """The pages of a search in their order, under whatever name the search had for them."""
    held = under(response, "results")
    lists = [held, *held.values()] if isinstance(held, Mapping) else [held]
    return next((pages for one in lists if isinstance(one, list) and (pages := values(one))), [])

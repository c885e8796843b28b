"""LM Studio's conversations: every message has its versions, of which one is selected, in one step or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress.formats.clients.kept import Kept, Values, branched, text, under, values

_SYSTEM = "llm.prediction.systemPrompt"
_CONTENT = "contentBlock"


def conversations(held: object) -> list[Kept]:
    """The one conversation that a file holds; none where it is no file of LM Studio."""
    messages = values(under(held, "messages"))
    if not isinstance(held, Mapping) or not any("versions" in one and "currentlySelected" in one for one in messages):
        return []
    system = next(
        (
            one.get("value")
            for one in values(under(held, "perChatPredictionConfig", "fields"))
            if one.get("key") == _SYSTEM
        ),
        held.get("systemPrompt"),
    )
    return [branched(text(held.get("name")), held.get("createdAt"), _messages(messages), system)]


def _messages(messages: list[Values]) -> Iterator[tuple[Values, bool]]:
    for message in messages:
        versions = values(message.get("versions"))
        selected = message.get("currentlySelected")
        last = selected if isinstance(selected, int) and 0 <= selected < len(versions) else len(versions) - 1
        for number, version in enumerate(versions):
            parts = [*_steps(version)] if "steps" in version else [version.get("content")]
            yield {"role": version.get("role"), "content": parts}, number == last


def _steps(version: Values) -> Iterator[object]:
    """What was said and thought in several steps, and what a tool was asked and answered between them."""
    for step in values(version.get("steps")):
        content = step.get("content")
        if step.get("type") != _CONTENT:
            yield {**step, "type": "tool_step"}
        elif "think" in text(under(step, "style", "type")):
            yield {"type": "thinking", "content": content}
        elif step.get("role") == "tool":
            yield {"type": "tool_result", "content": content}
        else:
            yield content

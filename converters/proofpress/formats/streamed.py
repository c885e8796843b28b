"""An answer of a language model as its service streamed it: server-sent events (`data: {…}`), or such values a line
each. What came bit by bit is one text, its thoughts before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from proofpress import json_text
from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.regex import regex

_EVENT = regex(r"(?:data|event|id|retry):|:")
_DATA = regex(r"data:[ \t]?(?P<value>.*)")
_LEAST = 2
_TEXTS = ("answer", "text", "content", "response")
"""What services call the bit of an answer in an event that has no other shape."""


class _Bit(NamedTuple):
    said: str
    thought: str


def knows(glance: Glance) -> bool:
    """Nothing but fields of events with values in JSON, or values each of which is a bit of an answer."""
    values = list(_values(glance))
    bits = [bit for value in values if (bit := _bit(value)) is not None]
    return len(bits) >= _LEAST and any(bit.said or bit.thought for bit in bits)


def opens(name: str, data: bytes) -> Opened:
    """One article: the answer, behind its thoughts."""
    del name
    bits = [bit for value in _values(Glance(data)) if (bit := _bit(value)) is not None]
    thought, said = ("".join(getattr(bit, kind) for bit in bits).strip() for kind in ("thought", "said"))
    text = f"<think>\n{thought}\n</think>\n\n{said}\n" if thought else f"{said}\n"
    return Opened((Part("answer.md", text.encode("utf-8", "replace")),) if said else ())


def _values(glance: Glance) -> Iterator[Mapping[str, object]]:
    if _EVENT.match(glance.text.lstrip()):
        lines = [line for line in glance.text.split("\n") if line.strip()]
        if all(map(_EVENT.match, lines)):
            yield from _read(said["value"] for line in lines if (said := _DATA.match(line)))
    elif isinstance(glance.json, list):
        values = glance.json
        if all(isinstance(value, Mapping) and _is_bit(value) for value in values):
            yield from values


def _read(texts: Iterable[str]) -> Iterator[Mapping[str, object]]:
    for text in texts:
        if text[:1] != "{":
            continue
        try:
            value = json_text.loads(text)
        except ValueError:
            continue
        if isinstance(value, Mapping):
            yield value


def _is_bit(value: Mapping[str, object]) -> bool:
    """Whether a value by itself says that it is a bit of something: a list of values may be anything."""
    return str(value.get("object", "")).endswith(".chunk") or str(value.get("type", "")).endswith((".delta", "_delta"))


def _bit(value: Mapping[str, object]) -> _Bit | None:
    """What a value adds to an answer and to its thoughts; None for one that adds nothing."""
    kind = str(value.get("type", ""))
    delta = value.get("delta")
    if isinstance(delta, str):
        return _Bit("", delta) if "reasoning" in kind or "thinking" in kind else _Bit(delta, "")
    if isinstance(delta, Mapping):
        return _Bit(_text(delta, "text"), _text(delta, "thinking"))
    choice = _first(value.get("choices"))
    if choice is not None:
        inner = choice.get("delta")
        made = inner if isinstance(inner, Mapping) else choice
        return _Bit(_text(made, "content", "text"), _text(made, "reasoning_content", "reasoning"))
    candidate = _first(value.get("candidates"))
    content = candidate.get("content") if candidate is not None else None
    if isinstance(content, Mapping) and isinstance(parts := content.get("parts"), list):
        texts = [part for part in parts if isinstance(part, Mapping)]
        said = "".join(_text(part, "text") for part in texts if not part.get("thought"))
        return _Bit(said, "".join(_text(part, "text") for part in texts if part.get("thought")))
    message = value.get("message")
    if isinstance(message, Mapping):
        return _Bit(_text(message, "content"), _text(message, "thinking"))
    said = _text(value, *_TEXTS)
    return _Bit(said, "") if said else None


def _text(value: Mapping[str, object], *keys: str) -> str:
    return next((said for key in keys if isinstance(said := value.get(key), str) and said), "")


def _first(value: object) -> Mapping[str, object] | None:
    one = value[0] if isinstance(value, list) and value else None
    return one if isinstance(one, Mapping) else None


FORMAT = Format(
    "streamed-answer",
    Words("an answer as a model's service streamed it", "模型服务以流式返回的回答"),
    knows,
    opens,
    made_by=Words("OpenAI, Anthropic, Gemini, Ollama, DeepSeek", "OpenAI、Anthropic、Gemini、Ollama、DeepSeek"),
)

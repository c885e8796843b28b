"""The parts of one message: what is answer, code, its output or a document, and what only the machine needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from proofpress import languages
from proofpress.evidence import chinese
from proofpress.origins import chat_stream, chat_tools
from proofpress.origins.chat_notes import Cited, cited
from proofpress.origins.json_strings import Placed, object_in

_DEEPEST = 12
_TEXT = ("content", "parts", "fragments", "text", "value", "message", "say", "content_list", "contentParts")
_THOUGHT = ("think", "thought", "reasoning")
_PICTURES = frozenset(("assetpointer", "imageurl", "inlinedata", "filedata", "driveimage", "drivedocument"))
_GIVEN = ("input", "arguments", "args")
_ANSWERS = ("tool_use_id", "tool_call_id", "call_id")
_CALLS = ("search", "tether_quote", "tether_browsing_display")
_NO_WORDS = frozenset(("type", "id", "content_type", "signature", "uuid", "start_timestamp", "stop_timestamp"))
_IDENTIFIERS = ("Id", "_id", "Identifier", "At", "_at")


class Part(NamedTuple):
    """A string of a message and what it is: `text`, `code`, `output`, `thought`, `tool`, `result` (what a tool
    answered), `picture`, `failed` (what stands for an answer that never came), or `copy` (the same words once more).

    A document that stands in a string of JSON is `within` that string. One that goes on changing has an `ident`; a part
    of kind `update` says by `edits` what is written for what in the last one of its `ident`. `title` is the name of a
    file. `sources` are those that stand beside these words alone: their places count its characters.
    """

    kind: str
    words: Placed
    language: str = ""
    within: Placed | None = None
    ident: str = ""
    edits: tuple[chat_tools.Edit, ...] = ()
    title: str = ""
    sources: tuple[Cited, ...] = ()
    glued: bool = False
    """Whether it goes on where the part before it ends."""
    call: str = ""
    """By what a call of a tool and its `result` name each other."""


def parts(message: Mapping[str, object]) -> Iterator[Part]:
    """The parts of a message, its thoughts first."""
    if message.get("isError") is True or message.get("is_error") is True:
        for value in message.values():
            yield from strings(value, "failed")
        return
    for key, value in message.items():
        if any(word in key.lower() for word in _THOUGHT):
            yield from strings(value, "thought")
    author = message.get("author")
    recipient = message.get("recipient") if isinstance(author, Mapping) else None
    found = [*_part(_said(message), 0)]
    if (what := kind(message)) == "thought":
        found = [one._replace(kind="thought") for one in found]
    elif what in ("code", "output", "picture"):
        said = {one.words for one in found}
        found += [one for one in _part(message, 0) if one.words not in said]
    if answers := _ident(message, _ANSWERS):
        found = [one._replace(kind="result", call=answers) if one.kind == "text" else one for one in found]
    if isinstance(recipient, str) and recipient not in ("all", "assistant", "user", ""):
        found = [made for one in found for made in _sent(one, recipient)]
    yield from found
    about = message.get("metadata")
    yield from _quoted(about, 0)
    for holder in (message, about if isinstance(about, Mapping) else {}):
        for key in ("attachments", "files"):
            yield from _attached(holder.get(key))
    for key in ("tool_calls", "function_call", "tools"):
        called = message.get(key)
        for one in called if isinstance(called, list) else [called]:
            yield from _called(one) if isinstance(one, Mapping) else strings(one, "tool")
    yield from strings(message.get("images"), "picture")
    yield from strings(message.get("error"), "failed")


def is_hidden(message: Mapping[str, object]) -> bool:
    """Whether a message never showed in the conversation: the program wrote it for the machine."""
    about = message.get("metadata")
    hidden = about.get("is_visually_hidden_from_conversation") if isinstance(about, Mapping) else None
    return hidden is True or message.get("isMeta") is True


def sentences(held: object) -> Iterator[Part]:
    """Every string of a value that says more than a word."""
    return (one for one in strings(held, "text") if " " in one.words.strip() or chinese.has(one.words))


def _quoted(held: object, depth: int) -> Iterator[Part]:
    """What a machine read of its sources, each in the words of the source."""
    if isinstance(held, Mapping) and depth <= _DEEPEST:
        yield from strings(held.get("snippet"), "tool")
    for one in held.values() if isinstance(held, Mapping) else held if isinstance(held, list) else ():
        if isinstance(one, Mapping | list) and depth <= _DEEPEST:
            yield from _quoted(one, depth + 1)


def _attached(held: object) -> Iterator[Part]:
    """Files that came with a message: those whose text the export holds, and the names of the others."""
    for one in held if isinstance(held, list) else [held]:
        content = one.get("extracted_content") if isinstance(one, Mapping) else None
        if isinstance(one, Mapping) and isinstance(content, Placed) and content.strip():
            name = str(one.get("file_name") or one.get("name") or "")
            ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
            yield Part("code", content, languages.lexer(ending) if languages.is_known(ending) else "", title=name)
        else:
            yield from strings(one, "picture")


def of_item(item: Mapping[str, object]) -> list[Part]:
    """The parts of an item that stands among messages and names no speaker: a thought, a call, code with its output."""
    return [*_part(item, 0)] if kind(item) not in ("text", "") else []


def kind(held: Mapping[str, object]) -> str:
    """What a part says it is; "" where it says nothing."""
    name = str(held.get("type") or held.get("content_type") or held.get("phase") or "").lower()
    if held.get("thought") is True or held.get("isThought") is True:
        return "thought"
    if any(word in name for word in _THOUGHT):
        return "thought"
    keys = set(map(_plain, held))
    if "image" in name or keys & _PICTURES:
        return "picture"
    if "executablecode" in keys or name == "code" or "code" in held and name.endswith("_call"):
        return "code"
    if "codeexecutionresult" in keys or name in ("execution_output", "logs"):
        return "output"
    if keys & {"functioncall", "functionresponse", "toolcall"} or name.endswith(("_call", "_output", "_result")):
        return "text" if name == "output_text" else "tool"
    if name.startswith("tool") or "tool_use" in name or name in _CALLS:
        return "tool"
    return "text" if name else ""


def strings(held: object, what: str, depth: int = 0) -> Iterator[Part]:
    """Every string of a value that says more than a name or an identifier of the product."""
    if depth > _DEEPEST:
        return
    if isinstance(held, Placed):
        if held.strip():
            yield Part(what, held)
    elif isinstance(held, Mapping):
        for key, value in held.items():
            if key not in _NO_WORDS and not key.endswith(_IDENTIFIERS):
                yield from strings(value, what, depth + 1)
    elif isinstance(held, list):
        for value in held:
            yield from strings(value, what, depth + 1)


def _said(held: Mapping[str, object]) -> object:
    """What a message says: the whole of it, where that stands beside the pieces in which it was streamed."""
    said = next((value for key in _TEXT if (value := held.get(key))), None)
    if isinstance(said, list) and isinstance(whole := held.get("text") or held.get("content"), Placed):
        pieces = "".join(str(part.words) for part in strings(said, "text"))
        return whole if pieces.split() and "".join(pieces.split()) == "".join(whole.split()) else said
    return said


def _part(held: object, depth: int) -> Iterator[Part]:
    if depth > _DEEPEST:
        return
    if isinstance(held, Placed):
        yield Part("text", held)
    elif isinstance(held, list):
        yield from chat_stream.glued((one, [*_part(one, depth + 1)]) for one in held)
    elif isinstance(held, Mapping):
        what = kind(held)
        if what == "code":
            yield from _code(held)
        elif what == "output":
            result = held.get("codeExecutionResult") or held.get("code_execution_result") or held
            if isinstance(result, Mapping):
                yield from _first(result, ("output", "text", "logs"), "output")
        elif what == "tool":
            yield from _called(held)
        elif what == "picture":
            yield from _pictured(held)
        elif what == "thought":
            yield from strings(held, what)
        else:
            said = _said(held)
            if isinstance(said, Placed):
                yield Part("text", said, sources=tuple(cited(held)))
            else:
                yield from _part(said, depth + 1)


def _code(held: Mapping[str, object]) -> Iterator[Part]:
    inner = held.get("executableCode") or held.get("executable_code") or held
    if isinstance(inner, Mapping):
        language = str(inner.get("language") or "").lower()
        name = "python" if "code_interpreter" in str(held.get("type")) else language
        yield from _first(inner, ("code", "text", "content"), "code", "" if name == "unknown" else name)
    outputs = held.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        yield from _part(output, 1)


def _first(held: Mapping[str, object], keys: tuple[str, ...], what: str, language: str = "") -> Iterator[Part]:
    found = next((value for key in keys if isinstance(value := held.get(key), Placed)), None)
    if found is not None:
        yield Part(what, found, language)


def _pictured(held: Mapping[str, object]) -> Iterator[Part]:
    """What names a picture or a file: its words, or the identifier that is all the export holds of it."""
    named = {key: value for key, value in held.items() if _plain(key) in _PICTURES}
    shown = named or held
    yield from (found := [*strings(shown, "picture")])
    for value in named.values() if not found else ():
        if isinstance(value, Mapping) and isinstance(ident := value.get("id"), Placed):
            yield Part("picture", ident)


def _plain(key: str) -> str:
    return key.lower().replace("_", "")


def _called(held: Mapping[str, object]) -> Iterator[Part]:
    """A call of a tool: the document or code that it hands over, else a `tool`; or what it answered."""
    call = held["function"] if isinstance(held.get("function"), Mapping) else held
    assert isinstance(call, Mapping)
    given = next((value for key in _GIVEN if (value := call.get(key))), None)
    if given is None and (ident := _ident(held, _ANSWERS)):
        said = next((value for key in ("content", "output", "result") if (value := held.get(key))), None)
        for one in strings(said, "result"):
            yield one._replace(call=ident)
        return
    ident, tool = _ident(held, ("id", "call_id")), str(call.get("name") or "")
    within = given if isinstance(given, Placed) else None
    inner = object_in(within) if within is not None else given
    if (found := chat_tools.handed(inner, tool)) is None:
        yield from strings(held, "tool")
        return
    yield Part(*found[:3], within=within, ident=found.ident, edits=found.edits, call=ident)
    beside = {key: value for key, value in held.items() if value is not given and value is not call}
    yield from (one._replace(kind="tool") for one in sentences(beside))
    for one in strings(inner, "tool"):
        named = one.words.isidentifier() and one.words.islower()
        if not named and one.words is not found.words and all(one.words not in edit[:2] for edit in found.edits):
            yield one._replace(within=within)


def _ident(held: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((str(value) for key in keys if isinstance(value := held.get(key), str)), "")


def _sent(part: Part, recipient: str) -> Iterator[Part]:
    """What a message hands to a tool by its recipient: a document, the code of an interpreter, or just a call."""
    if part.kind not in ("text", "code"):
        yield part
    elif (made := chat_tools.handed(object_in(part.words), recipient)) is not None:
        yield Part(*made[:3], within=part.words, ident=made.ident, edits=made.edits)
    elif part.kind == "code" and "." not in recipient and recipient not in ("browser", "web", "search"):
        yield part._replace(language=part.language or recipient)
    else:
        yield part._replace(kind="tool")

"""What a call of a tool hands over, whatever the tool is called: a document, a change of one, or code that it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from proofpress import languages
from proofpress.origins.json_strings import Placed, object_in
from proofpress.regex import regex

_CONTENT = ("content", "file_text", "contents", "text", "body", "markdown")
_PATHS = ("path", "file_path", "filename", "file_name", "target_file")
_NAMES = ("title", "name", "type", "command", *_PATHS)
_CHANGES = (("old_str", "new_str"), ("old_string", "new_string"))
_COMMANDS = ("command", "cmd")
_CODE = ("code", "script", "sql", *_COMMANDS)
_STREAMS = ("stdout", "stderr", "output", "result", "logs")
_WORDS = regex(r"[a-z+#]+")
_MEANT = {
    **dict.fromkeys(("interpreter", "jupyter", "ipython", "analysis"), "python"),
    **dict.fromkeys(("terminal", "console", "shell"), "bash"),
    "repl": "javascript",
}
"""Tools that run code of one language and are not called by its name."""


class Edit(NamedTuple):
    """A change of a document: what is written for what. A `pattern` is a regular expression for the old words, which
    change `everywhere` or at their first place."""

    old: str
    new: str
    pattern: bool = False
    everywhere: bool = False


class Handed(NamedTuple):
    """What a call hands over, as a part of a message names it; `ident` tells documents apart, and code that runs has
    none, nor has a change of the only one that there is."""

    kind: str
    words: Placed
    language: str = ""
    ident: str = ""
    edits: tuple[Edit, ...] = ()


def handed(given: object, tool: str = "") -> Handed | None:
    """The document, change or code in what a tool is given; None for anything else, as a search."""
    if not isinstance(given, Mapping):
        return None
    for before, after in _CHANGES:
        old, new = given.get(before), given.get(after)
        if isinstance(old, Placed) and isinstance(new, Placed):
            return Handed("update", new, ident=_name(given), edits=(Edit(str(old), str(new)),))
    return _rewritten(given) or _document(given) or _run(given, tool)


def _rewritten(given: Mapping[str, object]) -> Handed | None:
    """A list of changes, each a pattern and what is written for it."""
    held = given.get("updates")
    changes = [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []
    edits: list[Edit] = []
    last: Placed | None = None
    for one in changes:
        old, new = one.get("pattern"), one.get("replacement")
        if not isinstance(old, Placed) or not isinstance(new, Placed):
            return None
        edits.append(Edit(str(old), str(new), pattern=True, everywhere=one.get("multiple") is True))
        last = new
    return Handed("update", last, ident=_name(given), edits=tuple(edits)) if last is not None else None


def places(text: str, edit: Edit) -> list[tuple[int, int]]:
    """Where the old words of a change stand; none where they do not, or where the pattern is one that could take longer
    than the text is worth."""
    if not edit.pattern:
        at = text.find(edit.old) if edit.old else -1
        return [(at, at + len(edit.old))] if at >= 0 else []
    if edit.old in _WHOLE:
        return [(0, len(text))]
    if _GROUPED.search(edit.old) or len(_REPEATED.findall(_QUOTED.sub("", edit.old))) > _MOST_REPEATED:
        return []
    try:
        found = [one.span() for one in re.finditer(edit.old, text, re.S | re.M) if one[0]]
    except re.error:
        return []
    return found if edit.everywhere else found[:1]


_MOST_REPEATED = 1
_WHOLE = (".*", "^.*$", "(?s).*", "[\\s\\S]*")
_QUOTED = regex(r"\\.", re.S)
_REPEATED = regex(r"[*+{]")
_GROUPED = regex(r"\)[*+{]")


def _document(given: Mapping[str, object]) -> Handed | None:
    """An artifact, a canvas or a file: its text stands beside its name or type."""
    content = next((value for key in _CONTENT if (value := given.get(key))), None)
    if not isinstance(content, Placed) or not any(key in given for key in _NAMES):
        return None
    language = str(given.get("language") or "").lower() or languages.of_content(str(given.get("type") or ""))
    ending = _path(given).rpartition("/")[2].rpartition(".")[2].lower()
    if not language and ending and languages.is_known(ending) and not languages.is_text(ending):
        language = languages.lexer(ending)
    what = "code" if language and not languages.is_markdown(language) else "text"
    return Handed(what, content, language, _name(given) or str(given.get("title") or given.get("name") or "document"))


def _run(given: Mapping[str, object], tool: str) -> Handed | None:
    """Code that a tool runs; a command beside a path is a word for an editor."""
    key = next((one for one in _CODE if given.get(one)), "")
    held = given.get(key)
    if isinstance(held, list):
        # A shell and its options stand before the words that it reads.
        held = held[-1] if held and str(held[0]).endswith("sh") else None
    if not isinstance(held, Placed) or key in _COMMANDS and _path(given):
        return None
    named = (_MEANT.get(word, word) for word in _WORDS.findall(tool.lower()))
    said = next((word for word in named if languages.is_common(word)), "")
    usual = "bash" if key in _COMMANDS else "sql" if key == "sql" else ""
    return Handed("code", held, str(given.get("language") or "").lower() or said or usual)


def _path(given: Mapping[str, object]) -> str:
    return next((str(value) for key in _PATHS if isinstance(value := given.get(key), str)), "")


def _name(given: Mapping[str, object]) -> str:
    """By what a tool that writes documents calls one."""
    return str(given.get("id") or _path(given))


def streams(answer: Placed) -> Iterator[Placed]:
    """What a program printed, where a tool answers with an object around it; nothing for any other answer."""
    held = object_in(answer) or {}
    for key in _STREAMS:
        if isinstance(value := held.get(key), Placed) and value.strip():
            yield value

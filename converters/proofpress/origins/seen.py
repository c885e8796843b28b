"""What a person saw of an input before it was converted: a page, a file of JSON or a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.conservation import Seen, seen_in_markdown
from proofpress.evidence import chinese
from proofpress.evidence.letters import letters
from proofpress.origins.input import Input
from proofpress.origins.json_strings import Placed, object_in
from proofpress.readers.html import seen as html_seen
from proofpress.regex import regex

_SAYS = regex(rf"\S\s+\S|[{chinese.LETTERS}]{{2}}")
"""What tells a sentence from the name of a thing."""
_NAMES_MODEL = regex(r"(?:model|llm)(?:_?(?:name|slug|label|id))?", re.I)
"""Keys under which a conversation says who answered."""


def seen(given: Input) -> Iterator[Seen]:
    """The pieces of an input, in its order, with their places in the root."""
    if given.is_html:
        return html_seen.seen(given.page)
    text = given.source.text
    if given.json.values:
        return _strings(given)
    return seen_in_markdown(given.body.text, len(text) - len(given.body.text))


def letters_held(given: Input) -> int:
    """How many letters stand in a page, whether it shows them or not."""
    held = (chars for body in given.page.tagged("body")[:1] or [given.page.root] for chars in body.chars())
    return sum(len(letters(chars)) for chars in held)


def _strings(given: Input) -> Iterator[Seen]:
    """What the strings of a JSON file say, line by line: no names of things, no packed bytes."""
    return _below(given.source.text, given.json.values)


def _below(text: str, held: object) -> Iterator[Seen]:
    below: list[object] = [held]
    while below:
        value = below.pop()
        if isinstance(value, dict):
            below.extend([one for key, one in value.items() if not _is_for_programs(str(key), one)][::-1])
        elif isinstance(value, list):
            below.extend(value[::-1])
        elif isinstance(value, Placed) and _SAYS.search(value):
            if (held := object_in(value)) is None:
                yield from _lines(text, value)
            else:
                # What stands in a string within a string has its place there alone.
                yield from (one._replace(start=value.start, end=value.end) for one in _below(value, held))


def _is_for_programs(key: str, value: object) -> bool:
    """Whether a field names the model that answered, or a time, in whatever words."""
    if _NAMES_TIME.search(key) and isinstance(value, str):
        return len(value) <= _LONGEST_TIME and _CLOCK.search(value) is not None
    return _NAMES_MODEL.fullmatch(key) is not None


_NAMES_TIME = regex(r"(?:^at|[a-z]At|_at|_on|[dD]ate|[tT]ime(?:[sS]tamp)?)$")
_CLOCK = regex(r"(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<!\d)\d{4}(?!\d)")
_LONGEST_TIME = 80


def _lines(text: str, value: Placed) -> Iterator[Seen]:
    lines, raw = value.split("\n"), text[value.start : value.end].split("\\n")
    at = value.start
    for index, line in enumerate(lines):
        end = at + len(raw[index]) if len(raw) == len(lines) else value.end
        for piece in seen_in_markdown(line, 0):
            yield Seen(at, end, piece.text, piece.least)
        at = end + 2 if len(raw) == len(lines) else at

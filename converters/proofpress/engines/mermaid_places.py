"""Where a diagram is wrong, from what Mermaid's three kinds of parsers say, and what kind of fault it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from proofpress.engines.mermaid_source import FRONT_MATTER, prepare
from proofpress.engines.trouble import Trouble, from_utf16
from proofpress.regex import regex


def trouble(source: str, answer: dict[str, Any]) -> Trouble:
    message = str(answer["message"])
    prepared = prepare(source)
    first = prepared.origin(0)
    if not prepared.text.strip():
        return Trouble(0, 0, "No diagram", "empty")
    if answer["name"] == "UnknownDiagramError" or "beginning with ---" in message:
        word = re.match(r"\S*", source[first:])
        return Trouble(first, word.end() if word else 0, message.partition(" matching given")[0], "unknown-diagram")
    if "mark" in answer:
        front = FRONT_MATTER.match(source)
        start = front.start(2) + answer["mark"] if front else 0
        return Trouble(min(start, len(source)), 0, message.partition(" (")[0], "front-matter")
    if "offset" in answer:
        place = from_utf16(prepared.text)
        start, end = place(answer["offset"]), place(answer["offset"] + answer["length"])
    elif drawn := _DRAWN.search(message):
        message = drawn["expected"] or drawn["lexical"] or message
        # Some kinds of diagram keep their comments.
        for variant in (prepared, prepare(source, comments=True)):
            prepared = variant
            start, end = _drawn_place(prepared.text, drawn, answer["line"], answer["token"])
            if start >= 0:
                break
        if start < 0:
            start, end = _line(prepared.text, answer["line"])
    elif bracketed := re.search(r" at line \d+, column \d+ \[(\d+),(\d+)\)$", message):
        message = message[: bracketed.start()]
        place = from_utf16(prepared.text)
        start, end = place(int(bracketed[1])), place(int(bracketed[2]))
    else:
        start, end = 0, len(prepared.text)
    start = min(start, len(prepared.text.rstrip()))
    end = max(start, min(end, len(prepared.text)))
    from_, to = prepared.origin(start), prepared.origin(end)
    return Trouble(from_, to - from_, message, code(message))


# A jison parser draws the text around the place, without line breaks: twenty characters, the place, twenty more.
_DRAWN = regex(
    r"^(?:Parse|Lexical) error on line \d+[:.](?:\s*+(?P<lexical>Unrecognized text\.)\n|(?:[^\S\n]*+\n)++)"
    r"(?P<context>.*)\n(?P<pointer>-*)\^(?:\n(?P<expected>.*))?$",
    re.S,
)


def _drawn_place(text: str, drawn: re.Match[str], line: int, token: str) -> tuple[int, int]:
    """Where the drawn neighbourhood is in the text, nearest to the line that the parser was on; -1 where it is not."""
    places = [offset for offset, character in enumerate(text) if character != "\n"]
    joined = text.replace("\n", "")
    context = drawn["context"]
    before = from_utf16(context)(len(drawn["pointer"]))
    cut = 3 if context.startswith("...") else 0
    needle = context[cut:].removesuffix("...")
    found = [match.start() for match in re.finditer(f"(?={re.escape(needle)})", joined)]
    if not needle or not found:
        return -1, -1
    ends = [offset for offset, character in enumerate(text) if character == "\n"]
    at = (
        min(found, key=lambda place: abs(bisect_right(ends, places[min(place, len(places) - 1)]) - line)) + before - cut
    )
    if at >= len(places):
        return len(text), len(text)
    return places[at], places[at] + len(token.rstrip())


def _line(text: str, number: int) -> tuple[int, int]:
    lines = text.split("\n")
    number = max(0, min(number, len(lines) - 1))
    start = sum(len(line) + 1 for line in lines[:number])
    return start, start + len(lines[number])


# The first pattern that fits says the code; the words are merman's, jison's and langium's.
_CODES = tuple(
    (regex(pattern), code)
    for pattern, code in (
        (r"no Mermaid diagram detected|No diagram type", "unknown-diagram"),
        (r"front-matter", "front-matter"),
        (r"Edge limit|stopped after|text size|resource", "limit"),
        (r"[Ii]nvalid text label|structural characters", "label"),
        (r"Unterminated edge label|edge operator|Expecting '?LINK\b|'START_LINK', 'LINK'", "arrow"),
        (r"Unterminated|Expecting '(?:SQE|NODE_DEND)'(?:(?!Expecting ').)*?got '?(?:1|EOF)'?$", "unclosed"),
        (r"unexpected end;|got 'end'", "reserved"),
        (r"Expecting '(?:SQE|NODE_DEND)'", "label"),
        (r"unexpected end of input|STRUCT_STOP|got '?(?:1|EOF)'?$|but found ``|but found: ''$", "end"),
        (r"Unexpected character|Unrecognized text|unexpected character|Lexer error", "character"),
    )
)


def code(message: str) -> str:
    return next((code for pattern, code in _CODES if pattern.search(message)), "unexpected")

"""A header of `Key: value` lines at the head of a file, without dashes: Python-Markdown's meta-data, MultiMarkdown,
Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese
from proofpress.readers import front_matter
from proofpress.readers.front_matter import FrontMatter
from proofpress.source import Source

_LINE = re.compile(r"(?P<key>[A-Za-z](?:[A-Za-z0-9_ -]{0,29}[A-Za-z0-9_-])?)[ \t]*+:[ \t]*+(?P<value>.*)")
_SURE = frozenset(
    (
        "date slug author authors category tags tag keywords summary modified updated lang language status "
        "template layout email"
        " affiliation copyright css stylesheet description save_as url translation cover base_header_level revision"
    ).split()
)
"""Keys of which one beside a title makes lines of `Key: value` a header;
an author's text might have a line with a title alone."""
_MOST = 60


def head(source: Source) -> tuple[FrontMatter | None, Source]:
    """The header of a text, between dashes or not, and the rest."""
    found, body = front_matter.split(source)
    if found is not None or body is not source:
        return found, body
    return _bare(source)


def _bare(source: Source) -> tuple[FrontMatter | None, Source]:
    """The lines at the head of a text up to the first empty one, where each is a key with its value or goes on with
    one."""
    text = source.text
    values: dict[str, object] = {}
    repeated: list[tuple[str, object]] = []
    key = ""
    at = 0
    for count, line in enumerate(_lines(text)):
        if not line.strip():
            break
        found = None if line[0] in " \t" else _LINE.match(line)
        if found is not None:
            key, value = found["key"], found["value"].strip()
            if key in values:
                repeated.append((key, value))
            else:
                values[key] = value
        elif line.startswith(("    ", "\t")) and key:
            values[key] = f"{values[key]}{_between(key, str(values[key]), line.strip())}{line.strip()}".strip()
        else:
            return None, source
        at += len(line)
        if count > _MOST:
            return None, source
    names = {name.lower().replace(" ", "_").replace("-", "_") for name in values}
    if "title" not in names or names.isdisjoint(_SURE):
        return None, source
    return FrontMatter(source.span(0, at), values, tuple(repeated)), source.slice(at, len(text))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, as `splitlines` has them; no more of it is read than they are asked for."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield from text[at:end].splitlines(keepends=True)
        at = end


def _between(key: str, before: str, after: str) -> str:
    """What parts a value from what goes on with it: names stand on a line each, and Chinese has no spaces."""
    if key.lower().startswith("author"):
        return "; "
    return "" if chinese.wide(before[-1:]) and chinese.wide(after[:1]) else " "

"""A header of `Key: value` lines at the head of a file, without dashes: Python-Markdown's meta-data, MultiMarkdown,
Pelican; with dashes below it alone: Hexo; in a comment as programs have it: Pico; or in comments of HTML, or behind two
points each: Nikola."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proofpress.evidence import chinese
from proofpress.readers import front_matter
from proofpress.readers.front_matter import FrontMatter
from proofpress.regex import regex
from proofpress.source import Source

_LINE = regex(r"(?P<key>[A-Za-z](?:[A-Za-z0-9_ -]{0,29}[A-Za-z0-9_-])?)[ \t]*+(?P<sign>::?+)[ \t]*+(?P<value>.*)")
_NAME = regex(r"#?\[\[(?P<name>[^\[\]]*+)\]\]|(?<![^\s,])#(?=\w)")
"""A page's name in the properties of an outline (`tags:: [[a]], [[b]]`), whose sign are two colons."""
_OF_A_PAGE = frozenset(("title", "tags", "alias"))
_SURE = frozenset(
    (
        "date slug author authors category tags tag keywords summary modified updated lang language status "
        "template layout email"
        " affiliation copyright css stylesheet description save_as url translation cover base_header_level revision"
    ).split()
)
"""Keys of which one beside a title makes lines of `Key: value` a header;
an author's text might have a line with a title alone."""
_COMMENT = regex(r"\s*+(?:/\*|(?P<html><!--))[ \t]*+\n(?:---[ \t]*+\n)?+")
_COMMENT_ENDS = regex(r"^[ \t]*+\*/[ \t]*+(?:\n|\Z)", re.M)
_HTML_ENDS = regex(r"^(?:---[ \t]*+\n)?+[ \t]*+-->[ \t]*+(?:\n|\Z)", re.M)
_HTML = regex(r"\s*+<!--(?P<said>(?:[^-]++|-(?!->))*+)-->[ \t]*+(?:\n|\Z)")
_DOTTED = regex(r"\s*+(?P<said>(?:\.\.[ \t]++[\w-]++:(?!:)[^\n]*+(?:\n|\Z))++)")
_PANDOC = regex(
    r"%[ \t]++(?P<title>\S[^\n]*+(?:\n[ \t]++\S[^\n]*+)*+)\n%[ \t]*+(?P<authors>[^\n]*+(?:\n[ \t]++\S[^\n]*+)*+)"
    r"\n%[ \t]++(?P<date>[^\n]*\d{4}[^\n]*+)\n[ \t]*+(?:\n|\Z)"
)
_MOST = 60
_LONGEST = 8000


def head(source: Source) -> tuple[FrontMatter | None, Source]:
    """The header of a text, between dashes or not, and the rest."""
    found, body = front_matter.split(source)
    if found is not None or body is not source:
        return found, body
    return _unopened(source) or _marked(source) or _pandocs(source) or _orgs(source) or _bare(source)


def _unopened(source: Source) -> tuple[FrontMatter, Source] | None:
    """YAML from the first line to one of dashes, or in a comment, where a title and another sure key stand in it."""
    opening = _COMMENT.match(source.text)
    start = opening.end() if opening is not None else 0
    closing = front_matter.CLOSING if opening is None else _HTML_ENDS if opening["html"] else _COMMENT_ENDS
    found = closing.search(source.text, start, start + _LONGEST)
    lines = source.text[start : found.start()].splitlines() if found is not None else []
    if found is None or len(lines) > _MOST or not all(line.strip() for line in lines):
        return None
    keys = [_LINE.match(line) for line in lines if line[:1] not in " \t-#"]
    if not all(keys) or not _is_sure(key["key"] for key in keys if key is not None):
        return None
    return front_matter.closed(source, start, found)


def _marked(source: Source) -> tuple[FrontMatter, Source] | None:
    """Lines that no reader sees or takes for text: each behind two points, or in comments, where one is a title."""
    text = source.text
    values: dict[str, object] = {}
    repeated: list[tuple[str, object]] = []
    at = 0
    while found := _HTML.match(text, at, at + _LONGEST) or (None if at else _DOTTED.match(text)):
        lines = [line.strip().removeprefix("..").strip() for line in found["said"].splitlines() if line.strip()]
        keys = [_LINE.fullmatch(line) for line in lines]
        if not lines or not all(keys):
            break
        for key in keys:
            if key is not None and key["key"] in values:
                repeated.append((key["key"], key["value"].strip()))
            elif key is not None and key["value"].strip():
                values[key["key"]] = key["value"].strip()
        at = found.end()
    if "title" not in map(str.lower, values):
        return None
    return FrontMatter(source.span(0, at), values, tuple(repeated)), source.slice(at, len(text))


def _pandocs(source: Source) -> tuple[FrontMatter, Source] | None:
    """Title, authors and day behind a sign each, in this order, as Pandoc has them above the text."""
    found = _PANDOC.match(source.text)
    if found is None:
        return None
    title, authors, date = (" ".join(found[name].split()) for name in ("title", "authors", "date"))
    values: dict[str, object] = {"title": title, "author": authors, "date": date}
    return FrontMatter(source.span(0, found.end()), values), source.slice(found.end(), len(source.text))


def _orgs(source: Source) -> tuple[FrontMatter, Source] | None:
    """Lines of Org at the head, of which one is a title; what sets up its program alone is no key of an article."""
    found = _ORG.match(source.text)
    if found is None:
        return None
    values: dict[str, object] = {}
    repeated: list[tuple[str, object]] = []
    for line in filter(str.strip, found[0].splitlines()):
        name, _, value = line.strip().removeprefix("#+").partition(":")
        key = _ORG_KEYS.get(name.lower(), name.lower())
        if value.strip() and key not in values:
            values[key] = day[0] if key == "date" and (day := _DAY.search(value)) else value.strip()
        elif value.strip():
            repeated.append((key, value.strip()))
    if "title" not in values:
        return None
    return FrontMatter(source.span(0, found.end()), values, tuple(repeated)), source.slice(
        found.end(), len(source.text)
    )


_ORG = regex(r"\s*+(?:#\+[A-Za-z][\w-]*+:[^\n]*+(?:\n[ \t]*+)*+)++")
_DAY = regex(r"\d{4}-\d\d-\d\d")
_ORG_KEYS = {"filetags": "tags"}


def _is_sure(keys: Iterable[str]) -> bool:
    """Whether these are keys of a header: a title and one that no author's text begins a line with."""
    names = {name.lower().replace(" ", "_").replace("-", "_") for name in keys}
    return "title" in names and not names.isdisjoint(_SURE)


def _bare(source: Source) -> tuple[FrontMatter | None, Source]:
    """The lines at the head of a text up to the first empty one, where each is a key with its value or goes on with
    one; the properties of an outline (`tags:: …`) end at any other line too."""
    text = source.text
    values: dict[str, object] = {}
    repeated: list[tuple[str, object]] = []
    key = ""
    outlined = True
    at = 0
    for count, line in enumerate(_lines(text)):
        if not line.strip():
            break
        found = None if line[0] in " \t" else _LINE.match(line)
        if found is not None:
            key, value = found["key"], found["value"].strip()
            outlined = outlined and found["sign"] == "::" and key.islower() and " " not in key
            value = _NAME.sub(lambda name: name["name"] or "", value) if outlined else value
            if key in values:
                repeated.append((key, value))
            else:
                values[key] = value
        elif line.startswith(("    ", "\t")) and key:
            values[key] = f"{values[key]}{_between(key, str(values[key]), line.strip())}{line.strip()}".strip()
        elif outlined and values:
            break
        else:
            return None, source
        at += len(line)
        if count > _MOST:
            return None, source
    if not (outlined and not _OF_A_PAGE.isdisjoint(values)) and not _is_sure(values):
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

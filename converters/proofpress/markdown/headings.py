"""Headings as the site reads them, and the ids that it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from html import unescape
from importlib import import_module
from typing import Any, cast

from proofpress.markdown.dialect import CANONICAL, OUR_SLUGS, Dialect, Slugifier
from proofpress.markdown.lines import Block, Kind, Lines
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import ASKING_TAG, NO_TITLE
from proofpress.regex import regex
from proofpress.slugs import Slugs, slugify
from proofpress.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the site reads it; `title` is its plain text, `span` the line or lines, `text` the title's place.

    `depth` is how many signs it has, or those that its underline stands for, `level` the one that it has on the page.
    """

    depth: int
    level: int
    title: str
    span: Span
    text: Span
    setext: bool = False
    line: int = 0
    id: str = ""
    """The one that its attribute list gives it."""
    accidental: bool = False
    """A sentence, an item or the title of a record, that a line of signs under it makes a heading."""
    sure: bool = True
    """Whether its id follows from its text alone; else the site's parser knows it, with all its extensions."""


_ATX = regex(r"(#{1,6})[ \t\u00a0\u3000]*+(.*)$")
_ATTR = regex(r"(?<![ \t])[ \t]*+\{:?[ ]*+([^{}\n]*+)\}[ \t]*+$")
ID = regex(
    r"\{:?(?:(?!#[\w\-:.\u0080-\uffff]|\bid=[\"']?[^\"'\s{}])[^{}\n])*+(?:#([\w\-:.\u0080-\uffff]++)|\bid=[\"']?"
    r"([^\"'\s{}]++))[^{}\n]*+\}"
)
"""An attribute list that gives an id."""


def explicit_id(text: str) -> str | None:
    """The id in an attribute list."""
    found = ID.search(text)
    return (found[1] or found[2]) if found else None


def headings(lines: Lines, prose: str) -> tuple[Heading, ...]:
    """The headings of a text; `prose` is the text with code and formulas masked."""
    made: list[Heading] = []
    for block in lines.blocks:
        first = block.first
        if is_held(lines, block):
            continue
        if block.last == first + 1 and block.alone:
            start = lines.content(first)
            if prose[start] != MASK and lines.chunks[first] == first:
                span = Span(start, lines.end(first + 1))
                depth = 1 if lines.body(first + 1)[0] == "=" else 2
                made.append(_heading(lines, depth, lines.body(first), span, start, True, first))
            continue
        for number in range(first, block.last + 1):
            at = lines.openings[number][-1].content if number in lines.openings else _behind_tag(lines, number)
            line = lines.body(number)
            if at == 0 and (number > first or lines.indents[number] != lines.bases[number]):
                continue
            if line[at : at + 1] == "#" and lines.atx.match(line, at) and (found := _ATX.match(line, at)) is not None:
                start = lines.content(number)
                span = Span(start + at, lines.end(number))
                made.append(
                    _heading(lines, len(found[1]), _open(found[2]), span, start + found.start(2), False, number)
                )
    return tuple(made)


def _behind_tag(lines: Lines, number: int) -> int:
    """Where the content of an element that asks for Markdown begins on the line of its tag; 0 where none does."""
    body = lines.body(number)
    if body[:1] != "<" or "markdown" not in body or not lines.dialect.html or lines.indents[number] > 3:
        return 0
    found = ASKING_TAG.match(body)
    return found.end() if found else 0


def is_held(lines: Lines, block: Block) -> bool:
    """Whether the signs of a heading or a box stand right under the first text of an item and inside of it, where they
    are text."""
    base, above = lines.bases[block.first], block.first - 1
    if not (block.alone and base and above >= 0 and lines.kinds[above] == Kind.TEXT and block.first in lines.kept):
        return False
    begins = lines.body(block.first).startswith("#") or block.first in lines.heads
    begins = begins and lines.indents[above] < base
    return begins and above in lines.openings and not lines.is_bare(above)


def _open(raw: str) -> str:
    """The text of an ATX heading without the signs that close it; one behind a backslash is text."""
    bare = raw.rstrip(" \t")
    text = bare.rstrip("#")
    return (bare[: len(text) + 1] if text.endswith("\\") else text).rstrip(" \t")


def _heading(lines: Lines, depth: int, raw: str, span: Span, at: int, setext: bool, line: int) -> Heading:
    critic = lines.dialect.critic
    list_at, id_ = _attributes(_unmarked(raw) if critic else raw, lines.dialect)
    accidental = setext and (
        depth == 1
        and lines.text[: span.start].strip() == ""
        and bool(_RECORD.match(lines.text, span.end))
        or is_sentence(raw)
        or NO_TITLE.match(raw) is not None
    )
    text = raw[:list_at]
    shown = _edited(text, critic) if critic else text
    title = plain(shown, lines.dialect)
    sure = bool(id_) or shown == text and _SURE.fullmatch(text) is not None
    level = min(depth + lines.dialect.base_level - 1, 6)
    return Heading(depth, level, title, span, Span(at, at + len(text)), setext, line, id_, accidental, sure)


_SURE = regex(r"(?:(?:(?!--)[\w .,?;，。、；：？！（）《》“”-])++|(?<!`)`(?!`|#!|:{3})[^`\\]++`(?![`{]))*+")
"""A title of which no extension makes anything but its words: letters, plain signs and code."""
_EDIT = regex(r"\{(\+\+|--|==|>>|~~)([^{}\n]*+)\}")
_ENDS = {"++": "++", "--": "--", "==": "==", ">>": "<<", "~~": "~~"}


def _unmarked(raw: str) -> str:
    """A title in which the marks of an editor hold no braces; it is as long."""
    return _EDIT.sub(lambda m: MASK * len(m[0]) if m[2].endswith(_ENDS[m[1]]) else m[0], raw)


def _edited(text: str, mode: str) -> str:
    """What pymdownx.critic leaves of a title; it looks for its marks in code, too."""

    def shown(mark: re.Match[str]) -> str:
        if not mark[2].endswith(_ENDS[mark[1]]):
            return mark[0]
        said = mark[2][:-2]
        old, middle, new = said.partition("~>")
        if mark[1] == "~~":
            return mark[0] if not middle else old + new if mode == "view" else new if mode == "accept" else old
        dropped = {"view": "", "accept": "-->>", "reject": "++>>"}[mode]
        return "" if mark[1] in dropped else said

    return _EDIT.sub(shown, text)


_LIST = regex(r"(?<![ \t])[ \t]++\{:?[ ]*+(?=[^} ])")
_PAIR = regex(r"[^ =}]++(?:=\"[^\"]*+\"|='[^']*+'|=[^ =}]++)?+|[ ]")


def _attributes(raw: str, dialect: Dialect) -> tuple[int, str]:
    """Where the attribute list of a heading begins, or its end, and the id in it. A site asks for a space before it."""
    if not dialect.attributes or not raw.rstrip(" \t").endswith("}"):
        return len(raw), ""
    if not dialect.of_site:
        found = _ATTR.search(raw)
        return (found.start(), explicit_id(found[0]) or "") if found else (len(raw), "")
    if (found := _LIST.search(raw)) is None:
        return len(raw), ""
    at, end, id_ = found.end(), raw.rindex("}"), ""
    while at < end and (pair := _PAIR.match(raw, at, end)) is not None:
        at, said = pair.end(), pair[0]
        name, _, value = said.partition("=")
        id_ = said[1:] if said[0] == "#" else value.strip("\"'") if name == "id" else id_
    return (len(raw), "") if "}" in raw[at:end] else (found.start(), id_)


_SENTENCE = regex(r"[.。．!！?？;；,，:：…][\"'”’」』）)*_]*$")
_RECORD = regex(r"\n[^\n:：]{1,24}[:：][^\n]*\n[^\n:：]{1,24}[:：]")


def is_sentence(text: str) -> bool:
    """True for what nobody would write as a heading."""
    return len(text) >= 80 or _SENTENCE.search(text) is not None


_MARKUP = regex(r"[\\`*_\[\]<$~=&{]")
"""What all that `plain` changes has one of."""


_IN_CODE = "*_<[]!\\$~=&{"
_KEEP = {ord(sign): 1 + at for at, sign in enumerate(_IN_CODE)}
_GIVE = {made: sign for sign, made in _KEEP.items()}
_CODE = regex(r"(`+)(.+?)\1")
_TAKEN = regex(r"(?<=[`)\]*_=~>])\{:?[ ]*+[^}\n ][^{}\n]*+\}")
"""The attributes of an element within a line, right behind it."""


def plain(text: str, dialect: Dialect = CANONICAL) -> str:
    """The text of a heading as a reader sees it, which is what the slugifier gets."""
    if _MARKUP.search(text) is None:
        return text.strip()
    if "{" in text and dialect.of_site and dialect.attributes:
        text = _TAKEN.sub("", text)
    text = _CODE.sub(lambda m: m[2].strip().translate(_KEEP), text)
    text = re.sub(r"!\[[^\[\]]*+\](?:\((?:[^()]++|\([^()]*+\))*+\)|\[[^\[\]]*+\])", "", text)
    text = re.sub(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])", r"\1", text)
    if dialect.notes:
        text = re.sub(r"\[\^[^\[\]\s]++\]", "", text)
    text = re.sub(r"<((?:https?|ftp)://[^<>]*+)>", r"\1", text)
    text = re.sub(r"<[^<>]+>", "", text)
    text = re.sub(r"\$([^$\s][^$]*)\$", r"\\(\1\\)", text)
    text = re.sub(r"(?<!\\)(\*{1,3})(\S(?:.*?\S)?)\1", r"\2", text)
    text = re.sub(r"(?<![\\\w])(_{1,3})(\S(?:.*?\S)?)\1(?!\w)", r"\2", text)
    text = re.sub(r"~~(.+?)~~|==(.+?)==", lambda m: m[1] or m[2], text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!<>~^])", r"\1", text)
    return unescape(text).translate(_GIVE).strip()


def ids(found: Iterable[Heading], dialect: Dialect, named: Iterable[str] = ()) -> tuple[str, ...]:
    """The ids of a page's headings, each once; `named` are the ids that the page gives to other things."""
    found = tuple(found)
    slugs = Slugs({*named, *(heading.id for heading in found if heading.id)})
    make = slug_maker(dialect.slugifier)
    return tuple(
        heading.id or slugs.add(make(" ".join(heading.title.split()), dialect.id_separator)) for heading in found
    )


@cache
def slug_maker(slugifier: Slugifier) -> Any:
    """The function (text, separator) → id that a dialect names; the canonical one where it cannot be had."""
    if slugifier == OUR_SLUGS:
        return slugify
    module, _, name = slugifier.name.rpartition(".")
    try:
        function = getattr(import_module(module), name)
        function("a", "-", **dict(slugifier.options))
    except Exception:  # noqa: BLE001
        return slugify
    return partial(cast("Any", function), **dict(slugifier.options))

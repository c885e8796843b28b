"""Tags that a sentence names (`在 <head> 里写 <title>`, `| <h1> | a heading |`), which no page would show.

An author who writes about HTML types them without backticks. One is told from a tag that is left over by what it
lacks, attributes and a closing tag, and by the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.html import BLOCKS, KNOWN, OPTIONAL_END
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_BARE = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9]*+)(?: ?/)?>")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*+)\s*+>")
_ANY = re.compile(r"<[/!?A-Za-z][^<>\n]*+>")
_MARKUP = re.compile(r"</|<!--|<[A-Za-z][^<>\n=]*+=[^<>\n]*+>")
"""What shows that a paragraph is written in HTML: what ends, a comment, an attribute."""
_LEAD = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]++)*+")
_PAIR = re.compile(r"(<([A-Za-z][A-Za-z0-9]*+)>)([^<>\n]*+)(</\2>)(?=([^\n]?))", re.I)
_JOINS = re.compile(r"[ \t]*+(?:[、，和与及到或]|and|or|to)[ \t]*+", re.I)
_OPEN = OPTIONAL_END - frozenset("html head body rp rt".split())
"""Elements that stand within others and need no closing tag."""
_OTHERS = frozenset("br wbr hr s think".split())
"""Breaks, and what models write."""
_LOOKS = frozenset("b i u em strong s strike del ins font center span p small big sub sup mark nobr tt".split())
"""Elements whose opening tag is what remains of many a conversion."""
_TELLS = re.compile(r"[ \t]*+(?:[：，、；。]|[:=,](?=[ \t])|[-—–]++[ \t])")
_TALKS = re.compile(rf"[ \t]++[A-Za-z\d{chinese.LETTERS}]|[ \t]*+[：，、；。（(]")
_EDGES = r"\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”‘’\"'()/,.;:|"
_APART = re.compile(rf"[{_EDGES}]?\Z"), re.compile(rf"[{_EDGES}]|\Z")
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"[A-Za-z0-9`]")
_NEAR = 200
"""How far on its line the words beside a tag are looked for."""


class _Tag(NamedTuple):
    """A bare tag without a closing one in its paragraph; `stays_open` where none follows anywhere."""

    name: str
    place: tuple[int, int]
    before: str
    behind: str
    stays_open: bool


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such names as code."""
    if _BARE.search(source.text) is None:
        return source
    lexed, lines = lex_source(source, ANYBODYS), lines_of(source)
    changes: list[Change] = []
    for found in _PAIR.finditer(lexed.prose):
        if _are_names(found, lines.all[lines.line_of(found.start())]) and not lexed.is_raw(found.start()):
            _keep(source, found.span(1), changes, ledger)
            _keep(source, found.span(4), changes, ledger)
    last = {found[1].lower(): found.start() for found in _CLOSING.finditer(lexed.prose)}
    for first, end in _paragraphs(lexed.prose):
        text = lexed.prose[first:end]
        if _BARE.search(text) is None:
            continue
        closed = {one[1].lower(): first + one.start() for one in _CLOSING.finditer(text)}
        plain = _MARKUP.search(text) is None
        left: list[_Tag] = []
        for found in _BARE.finditer(text):
            name, start, stop = found[1].lower(), first + found.start(), first + found.end()
            if name not in KNOWN or name in _OTHERS or closed.get(name, -1) > start or lexed.is_raw(start):
                continue
            line = lines.line_of(start)
            before = lexed.prose[max(lines.starts[line], start - _NEAR) : start]
            behind = lexed.prose[stop : min(lines.end(line), stop + _NEAR)]
            left.append(_Tag(name, (start, stop), before, behind, last.get(name, -1) < start))
        # Beside one that is named for certain others are, too.
        for named in (False, True):
            names = [tag for tag in left if _is_name(tag, plain=plain, named=named)]
            for tag in names:
                _keep(source, tag.place, changes, ledger)
            left = [tag for tag in left if tag not in names] if names else []
    return rewrite(source, changes)


def _keep(source: Source, place: tuple[int, int], changes: list[Change], ledger: Ledger) -> None:
    """What is kept is code, but for a part of a word, `List<a>`."""
    start, stop = place
    beside = source.text[max(start - 1, 0) : start] + source.text[stop : stop + 1]
    if _WORD.search(beside):
        changes.append(Change(start, start + 1, "&lt;"))
    else:
        changes.append(Change(start, stop, f"`{source.text[start:stop]}`"))
    ledger.repaired(source.span(*place), "a tag that is named; written as code", "文中提到的标签名，写作代码")


def _are_names(pair: re.Match[str], line: str) -> bool:
    """Whether the tags of a pair are two words: nothing but what joins them stands between, or they hold a piece of a
    sentence as no block can."""
    held, name = pair[3], pair[2].lower()
    if name in _OTHERS:
        return False
    if _JOINS.fullmatch(held):
        return True
    spaced = held[:1] == held[-1:] == " " and _APART[1].match(pair[5]) is not None
    return spaced and name in BLOCKS and name not in _LOOKS and _LETTER.search(line.partition("<")[0]) is not None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in re.finditer(r"\n[ \t>]*\n", text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _is_name(tag: _Tag, *, plain: bool, named: bool) -> bool:
    """Whether a bare tag without a closing one in its paragraph is a word, by the rest of its line."""
    lead = _LEAD.match(tag.before)
    said = tag.before[lead.end() if lead else 0 :]
    if "|" in tag.before + tag.behind and _is_alone(said, tag.behind):
        return True
    apart = _APART[0].search(tag.before[-1:]) is not None and _APART[1].match(tag.behind) is not None
    looks, ends = tag.name in _LOOKS, tag.name not in _OPEN
    if _LETTER.search(_ANY.sub("", said)) or ends and "#" in tag.before[: len(tag.before) - len(said)]:
        if looks:
            return apart and (plain or ends) and (named or _LETTER.search(_ANY.sub("", tag.behind)) is not None)
        return plain or apart and ends
    if _TELLS.match(tag.behind):
        return tag.stays_open or not ends
    return tag.stays_open and plain and ends and named >= looks and _TALKS.match(tag.behind) is not None


def _is_alone(said: str, behind: str) -> bool:
    """Whether tags are all that a cell of a table holds."""
    return _LETTER.search(_ANY.sub("", said.rpartition("|")[2] + behind.partition("|")[0])) is None

"""Tags that a sentence names (`在 <head> 里写 <title>`, `| <h1> | a heading |`), which no page would show.

An author who writes about HTML types them without backticks. One is told from a tag that is left over by what it
lacks, attributes and a closing tag, and by the words beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.displays import BLANK
from proofpress.markdown.html import BLOCKS, KNOWN, OPTIONAL_END
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_BARE = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9]*+)(?: ?/)?>")
_TAG = re.compile(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9]*+)((?:\s[^<>\n]*+|/)?)>")
_ANY = re.compile(r"<[/!?A-Za-z][^<>\n]*+>")
_MARKUP = re.compile(r"</|<!--|<[A-Za-z][^<>\n=]*+=[^<>\n]*+>")
"""What shows that a paragraph is written in HTML: what ends, a comment, an attribute."""
_LEAD = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]++)*+")
_PAIR = re.compile(r"(<([A-Za-z][A-Za-z0-9]*+)>)([^<>\n]*+)(</\2>)(?=([^\n]?))", re.I)
_CELLS = re.compile(r"(<(script|style|textarea|template|title)>)([^<>`\n]*+)(</\2>)(?=([^\n]?))", re.I)
"""The same, of elements whose inside is no text to the lexer."""
_JOINS = re.compile(r"[ \t]++(?:[、，和与及到或]|and|or|to)[ \t]++", re.I)
_OPEN = OPTIONAL_END - frozenset("html head body rp rt".split())
"""Elements that stand within others and need no closing tag."""
_BREAKS = frozenset("br wbr hr".split())
_OF_MODELS = frozenset("s think".split())
_LINES = frozenset("p li dt dd".split())
"""Elements without a closing tag at the head of a line."""
_LOOKS = frozenset("b i u em strong s strike del ins font center span p small big sub sup mark nobr tt".split())
"""Elements whose opening tag is what remains of many a conversion."""
_TELLS = re.compile(r"[ \t]*+(?:[：，、；。]|[:=,](?=[ \t])|[-—–]++[ \t])")
_HIDE = frozenset("head title script style template select option textarea button object iframe noscript".split())
"""Elements that would take the rest of the line with them."""
_NOUN = re.compile(r"[ \t]*+(?:标签|元素|标记|节点|属性|(?:tag|element|attribute)s?\b)", re.I)
"""What is said of a name alone."""
_POINTS = re.compile(r"[，、。；：）]|[,.;:)](?:\s|\Z)")
_LEADS = re.compile(r"\b(?:src|href)\s?=\s?[\"']?[^\"'#\s>]", re.I)
_TALKS = re.compile(rf"[ \t]++[A-Za-z\d{chinese.LETTERS}]|[ \t]*+[：，、；。（(]")
_EDGES = r"\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”‘’\"'()/,.;:|"
_APART = re.compile(rf"[{_EDGES}]?\Z"), re.compile(rf"[{_EDGES}]|\Z")
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"[A-Za-z0-9`]")
_NAMED = re.compile(rf"<[/A-Za-z][^<>\n]*+>{_NOUN.pattern}", re.I)
_NEAR = 200
"""How far on its line the words beside a tag are looked for."""


class _Tag(NamedTuple):
    """A tag without its other half in its paragraph; `bare` where it opens and has no attributes, `stays_open` where
    nothing that closes it follows anywhere."""

    name: str
    place: tuple[int, int]
    before: str
    behind: str
    bare: bool
    stays_open: bool


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such names as code."""
    if _BARE.search(source.text) is None and _NAMED.search(source.text) is None:
        return source
    lexed, lines = lex_source(source, ANYBODYS), lines_of(source)
    places = sorted(set(_pairs(lexed, lines)))
    certain = [start for start, _ in places]
    last = {found[2].lower(): found.start() for found in _TAG.finditer(lexed.prose) if found[1]}
    for first, end in _paragraphs(lexed.prose):
        if not (halves := list(_halves(lexed, lines, first, end, last))):
            continue
        is_name = partial(_is_name, plain=_MARKUP.search(lexed.prose, first, end) is None)
        names = [tag for tag in halves if is_name(tag, named=False)]
        if names or bisect_left(certain, first) < bisect_left(certain, end):
            # Beside one that is named for certain others are, too.
            names = [tag for tag in halves if is_name(tag, named=True)]
        places += (tag.place for tag in names)
    return rewrite(source, [_kept(source, place, ledger) for place in places])


def _pairs(lexed: Lexed, lines: Lines) -> Iterator[tuple[int, int]]:
    """Where the tags of pairs stand that are names."""
    pairs = [found for found in _PAIR.finditer(lexed.prose) if not lexed.is_raw(found.start())]
    pairs += _CELLS.finditer(lexed.text) if "|" in lexed.text else ()
    for found in pairs:
        number = lines.line_of(found.start())
        if not lines.code[number] and _are_names(found, lines[number]):
            yield found.span(1)
            yield found.span(4)


def _halves(lexed: Lexed, lines: Lines, first: int, end: int, last: dict[str, int]) -> Iterator[_Tag]:
    """The tags of known elements in a paragraph without their other half in it; `last` says where each is closed
    last."""
    found = list(_TAG.finditer(lexed.prose, first, end))
    closed = {one[2].lower(): one.start() for one in found if one[1]}
    opened: set[str] = set()
    for one in found:
        closes, name, (start, stop) = one[1], one[2].lower(), one.span()
        if closes:
            half = name not in opened
        else:
            opened.add(name)
            half = closed.get(name, -1) < start and not _LEADS.search(one[3])
        if not half or name not in KNOWN or name in _OF_MODELS or lexed.is_raw(start):
            continue
        line = lines.line_of(start)
        before = lexed.prose[max(lines.starts[line], start - _NEAR) : start]
        behind = lexed.prose[stop : min(lines.end(line), stop + _NEAR)]
        bare = not closes and not one[3].strip(" /") and name not in _BREAKS
        yield _Tag(name, (start, stop), before, behind, bare, last.get(name, -1) < start)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in BLANK.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _kept(source: Source, place: tuple[int, int], ledger: Ledger) -> Change:
    """What is kept is code, but for a part of a word, `List<a>`."""
    start, stop = place
    ledger.repaired(source.span(start, stop), "a tag that is named; written as code", "文中提到的标签名，写作代码")
    if _WORD.search(source.text[max(start - 1, 0) : start] + source.text[stop : stop + 1]):
        return Change(start, start + 1, "&lt;")
    return Change(start, stop, f"`{source.text[start:stop]}`")


def _are_names(pair: re.Match[str], line: str) -> bool:
    """Whether the tags of a pair are two words: nothing but what joins them stands between, or they hold a piece of a
    sentence as no block can."""
    held, name = pair[3], pair[2].lower()
    if name in _OF_MODELS:
        return False
    if name in _HIDE and "|" not in held:
        return False
    if _JOINS.fullmatch(held):
        return True
    if "|" in held and line.lstrip(" >").startswith("|") and name not in _LOOKS:
        return True
    spaced = held[:1] == held[-1:] == " " and _APART[1].match(pair[5]) is not None
    return spaced and name in BLOCKS and name not in _LOOKS and _LETTER.search(line.partition("<")[0]) is not None


def _is_name(tag: _Tag, *, plain: bool, named: bool) -> bool:
    """Whether a tag is a word, by the rest of its line; `plain` where its paragraph has no other markup, `named` where
    it names other tags for certain."""
    if _NOUN.match(tag.behind):
        return True
    lead = _LEAD.match(tag.before)
    said = tag.before[lead.end() if lead else 0 :]
    if (tag.bare or named) and "|" in tag.before + tag.behind and _is_alone(said, tag.behind):
        return True
    apart = _APART[0].search(tag.before[-1:]) is not None and _APART[1].match(tag.behind) is not None
    if not tag.bare:
        return named and apart and (tag.name not in ("br", "wbr") or _POINTS.match(tag.behind) is not None)
    looks, ends = tag.name in _LOOKS, tag.name not in _OPEN
    if _LETTER.search(_ANY.sub("", said)) or ends and "#" in tag.before[: len(tag.before) - len(said)]:
        if looks:
            return (
                apart and (plain or ends or named) and (named or _LETTER.search(_ANY.sub("", tag.behind)) is not None)
            )
        return plain or apart and ends
    if _TELLS.match(tag.behind):
        return tag.stays_open or not ends
    if tag.name in _HIDE and tag.stays_open and _TALKS.match(tag.behind):
        return True
    if not plain or tag.name in _LINES or not (named or tag.stays_open and not looks):
        return False
    return _TALKS.match(tag.behind) is not None


def _is_alone(said: str, behind: str) -> bool:
    """Whether tags are all that a cell of a table holds."""
    return _LETTER.search(_ANY.sub("", said.rpartition("|")[2] + behind.partition("|")[0])) is None

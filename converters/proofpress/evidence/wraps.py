"""Line breaks that only wrap, in the midst of a sentence, as an editor or a page of fixed width leaves them.

The lines of one element are judged together: prose that ends as sentences do, where a line stops inside a clause and
the next goes on. In short lines, which may be verse, one width that all of them fill or a word that ends nothing has to
tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.regex import regex

_ENDS = frozenset('。！？…”」』）.!?)"：:;；')
_SENTENCE = regex(r"[，。；、,.;！？]")
_GOES_ON = regex(rf"[a-z]|(?![第首其另此注例一二三四五六七八九十①-⑩])[{chinese.CLASS}]")
_BEGINS = regex(
    "(?:首先|其次|然后|最后|接着|接下来|下面|另外|此外|但是|不过|所以|因此|如果|我们|我|这|那|当|同时|步骤|图"
    "|表)|[^，。；,.;]{1,12}[：:]"
)
"""What a line of its own begins with: a word that opens a sentence, or a label."""
_BOUND = regex(r"[的和与及或在把被对从向由为于使让将并而且、]$")
"""What ends no line: a word that wants the next."""
_ITEM = regex(
    r"[(（\[【]?(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[\]】)）.．、:：](?!\d)|[-*+•●○▪■◆◇①-⑳]|第.{1,3}[步章节条]"
)
_COMMA = frozenset("，,、")
_SEMICOLON = frozenset(";；")
_LONG = 20
_LONG_LATIN = 30
_LEAST = 10
_NARROWEST = 24
_NARROWEST_LATIN = 40
_SLACK = 3
_EVEN = 0.7
_FEWEST = 2
"""Chinese has no small letters that go on: there, only several lines of about one width tell that a page's width broke
them."""
_LATIN = "\u2e80"
_SHORT = 48
_WORD = regex(rf"[{chinese.WIDE}]|[^\s{chinese.WIDE}]+")


def soft(lines: Sequence[str]) -> frozenset[int]:
    """The breaks, by the number of the line before them, that end no line; an empty line parts two paragraphs."""
    lines = [" ".join(line.split()) for line in lines]
    groups = list(_groups(lines))
    found = {at for first, last in groups for at in _by_words(lines[first:last], first)}
    return frozenset(found | _by_width(lines, groups))


def kept(lines: Sequence[str]) -> frozenset[int]:
    """The breaks between two lines of one paragraph, by the number of the line before them: those inside a clause, and
    all of short lines that are no sentences, such as an address or a verse: one that rests at a semicolon has a line
    that ends without a sign as well, or it is a list."""
    lines = [line.strip() for line in lines]
    if any(_ITEM.match(line) for line in lines):
        return frozenset()
    breaks = range(len(lines) - 1)
    ends = sum(line[-1:] in _ENDS for line in lines)
    signs = {lines[at][-1:] for at in breaks}
    pauses = not signs.isdisjoint(_COMMA) or not signs.isdisjoint(_SEMICOLON) and not signs <= _ENDS
    if max(map(columns, lines)) <= _SHORT and (2 * ends < len(lines) or pauses):
        return frozenset(breaks)
    return frozenset(at for at in breaks if stops(lines[at]))


def columns(text: str) -> int:
    """How wide a text is where a Chinese character takes two columns."""
    return len(text) + chinese.wide(text)


def fills(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word would not have had its place in a line, where none is wider than `width`."""
    word = _WORD.match(after)
    return columns(line) + columns(word[0] if word else "") + _SLACK > width


def stops(line: str) -> bool:
    """Whether a line stops inside a clause."""
    return line[-1:] in _COMMA or _BOUND.search(line) is not None


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the runs of lines that are not empty begin and end."""
    first = 0
    for at, line in enumerate((*lines, "")):
        if not line:
            if at > first:
                yield first, at
            first = at + 1


def _by_words(lines: Sequence[str], first: int) -> Iterator[int]:
    """The breaks of a paragraph whose lines stop inside a clause; `first` is the number of its first line."""
    if len(lines) < 2 or lines[-1][-1] not in _ENDS or lines[-1][-1] in ":：;；":
        return
    if _is_one_sentence(lines):
        yield from range(first, first + len(lines) - 1)
        return
    bound = [_is_bound(before, after) for before, after in pairwise(lines)]
    wraps = [sure or _goes_on(before, after) for sure, (before, after) in zip(bound, pairwise(lines), strict=True)]
    commas = [line[-1] in _COMMA and any(wraps) and not _BEGINS.match(after) for line, after in pairwise(lines)]
    inside = [wrap or comma for wrap, comma in zip(wraps, commas, strict=True)]
    if not all(within or line[-1] in _ENDS for within, line in zip(inside, lines, strict=False)):
        return
    full = [line for line, goes_on, sure in zip(lines, wraps, bound, strict=False) if goes_on and not sure]
    wide = [len(line) for line in full if line[-1] > _LATIN]
    uneven = wide and (len(wide) < _FEWEST or min(wide) < max(wide) * _EVEN or len(lines[-1]) > max(wide))
    if uneven and not any(bound):
        return
    yield from (first + at for at, within in enumerate(inside) if within)


def _is_one_sentence(lines: Sequence[str]) -> bool:
    """True for lines of one Chinese sentence, too long and with too many clauses in a line for a verse: no line but the
    last ends it, and one stops where no sign stands."""
    *before, last = lines
    if len(before) < 2 or last[-1] not in "。！？" or _STOP.search("".join(lines)[:-1]):
        return False
    stops = [line for line in before if chinese.has(line[-1])]
    clauses = [line for line in before if _CLAUSES.search(line)]
    return (
        0 < len(stops) == len([line for line in before if line[-1] not in _COMMA])
        and len(clauses) > 1
        and all(len(line) >= _CLAUSE for line in clauses)
        and not any(_BEGINS.match(line) or _ITEM.match(line) for line in lines[1:])
    )


_STOP = regex("[。！？；：.!?;:]")
_CLAUSES = regex("[，,].")
_CLAUSE = 12
"""Characters of a line that no verse parts with a comma."""


def _by_width(lines: Sequence[str], groups: Sequence[tuple[int, int]]) -> set[int]:
    """The breaks of an element whose lines all fill one width, as far as the next word allows."""
    groups = [group for group in groups if group[1] - group[0] > 1]
    inner = [at for first, last in groups for at in range(first, last - 1)]
    width = max((columns(lines[at]) for at in inner), default=0)
    if width < (_NARROWEST if any(chinese.has(lines[at]) for at in inner) else _NARROWEST_LATIN):
        return set()
    full = {at for at in inner if fills(lines[at], lines[at + 1], width)}
    ends = [at for at in inner if at not in full] + [last - 1 for _, last in groups]
    if len(full) < _FEWEST or any(lines[at][-1] not in _ENDS or columns(lines[at]) > width + _SLACK for at in ends):
        return set()
    stops = [at for at in full if lines[at][-1].isalnum() and _GOES_ON.match(lines[at + 1])]
    broken = sum(_SENTENCE.search(lines[at], 0, len(lines[at]) - 1) is not None for at in (*full, *ends))
    plain = any(_BEGINS.match(lines[at + 1]) or _ITEM.match(lines[at + 1]) for at in stops)
    if plain or 2 * len(stops) < len(full) or 3 * broken < len(full) + len(ends):
        return set()
    return full


def _is_bound(before: str, after: str) -> bool:
    """Whether a line stops at a word that wants the next line's."""
    return (
        len(before) >= _LEAST
        and _BOUND.search(before) is not None
        and _GOES_ON.match(after) is not None
        and not _BEGINS.match(after)
    )


def _goes_on(before: str, after: str) -> bool:
    """True for a line that stops inside a clause which the next one ends."""
    if not _GOES_ON.match(after):
        return False
    last = before[-1]
    if "a" <= last <= "z" or last == ",":
        return len(before) >= _LONG_LATIN and "a" <= after[0] <= "z"
    if not chinese.has(last):
        return False
    return (
        len(before) >= _LONG
        and _SENTENCE.search(before) is not None
        and _SENTENCE.search(after) is not None
        and not _BEGINS.match(after)
    )

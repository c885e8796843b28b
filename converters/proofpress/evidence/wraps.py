"""Line breaks that only wrap, in the midst of a sentence, as an editor or a page of fixed width leaves them.

The lines of one element are judged together: prose that ends as sentences do, where a line stops inside a clause and
the next goes on. In short lines, which may be verse, one width that all of them fill or a word that ends nothing has to
tell. Lines that begin alike are a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.regex import regex

_ENDS = frozenset('。！？…”」』）.!?)"：:;；')
_SENTENCE = regex(r"[，。；、,.;！？]")
_GOES_ON = regex(rf"[a-z]|(?![第首其另此注例一二三四五六七八九十①-⑩])[{chinese.CLASS}]")
_APART = "首先|其次|然后|最后|接着|接下来|下面|另外|此外|但是|不过|所以|因此|如果|同时|步骤|[^，。；,.;]{1,12}[：:]"
_STARTS = regex(_APART)
_BEGINS = regex(f"{_APART}|我们|我|这|那|当|图|表")
"""What a line of its own begins with: a word that opens a sentence, or a label; and what may stand in one too."""
_BOUND = regex(
    r"[的和与及或在把被对从向由为于使让将并而且、]$"
    r"|[（「『《【]$"
    r"|(?<=[\w,;)] )(?:the|an?|of|and|or|to|your|its|their|our|my|with|from|than|into)$"
)
"""What ends no line: a word that wants the next."""
_CLOSED = regex("是|(?:可以|[不没挺很蛮].{1,2}|会.{1,8})的$")
"""What says of a clause that ends with 的 that nothing more belongs to it."""
_CLINGS = regex("[们吗呢吧]|的(?![确士])|了(?![解结不如])|着(?![手重急眼火想陆装色力])")
"""What begins no line: a word that belongs to the one before."""
_PAUSE = regex("[，。；]")
_THEN = frozenset("就则时")
_OPENS = frozenset("“‘\"'「『《/~")
_ITEM = regex(
    r"[(（\[【]?(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[\]】)）.．、:：](?!\d)|[-*+•●○▪■◆◇①-⑳]"
    r"|第.{1,3}[步章节条]"
)
_COMMA = frozenset("，,、")
_SEMICOLON = frozenset(";；")
_LONG = 20
_LONG_LATIN = 30
_LEAST = 10
_LEAST_LATIN = 20
_NARROWEST = 24
_NARROWEST_LATIN = 40
_BEHIND_WORDS = frozenset(')”"')
"""What closes words inside a sentence, as well as one that stands in it whole."""
_SLACK = 3
_EVEN = 0.7
_FEWEST = 2
"""Chinese has no small letters that go on: there, only several lines of about one width tell that a page's width broke
them."""
_LATIN = "\u2e80"
_SHORT = 48
_SMALL = regex("[a-z]")
_SMALL_WORDS = regex(r"[a-z]+(?: [a-z(“‘\"']|, )")
_BEGINNING = 40
_WORD = regex(rf"[{chinese.WIDE}]|[^\s{chinese.WIDE}]+")


def soft(lines: Sequence[str]) -> frozenset[int]:
    """The breaks, by the number of the line before them, that end no line; an empty line parts two paragraphs."""
    lines = [" ".join(line.split()) for line in lines]
    groups = list(_groups(lines))
    found = {at for first, last in groups for at in _by_words(lines[first:last], first)}
    return frozenset(found | _by_width(lines, groups))


def kept(lines: Sequence[str]) -> frozenset[int]:
    """The breaks between two lines of one paragraph, by the number of the line before them: those inside a clause, the
    only one where the line before it ends nothing and the next goes on, and all of short lines that are no sentences,
    such as an address or a verse: one that rests at a semicolon has a line that ends without a sign as well, or it is a
    list."""
    lines = [line.strip() for line in lines]
    if any(_ITEM.match(line) for line in lines):
        return frozenset()
    breaks = range(len(lines) - 1)
    ends = sum(line[-1:] in _ENDS for line in lines)
    signs = {lines[at][-1:] for at in breaks}
    pauses = not signs.isdisjoint(_COMMA) or not signs.isdisjoint(_SEMICOLON) and not signs <= _ENDS
    if max(map(columns, lines)) <= _SHORT and (2 * ends < len(lines) or pauses):
        return frozenset(breaks)
    if len(lines) == _FEWEST and _goes_over(*lines):
        return frozenset(breaks)
    return frozenset(at for at in breaks if stops(lines[at]) or _is_torn(lines[at], lines[at + 1]))


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


def _is_torn(line: str, after: str) -> bool:
    """Whether a line stops between two small words of one sentence."""
    is_long = len(line) >= _LONG_LATIN and line[-1].islower()
    return is_long and _SMALL_WORDS.match(after) is not None and not _are_alike(line, after)


def _goes_over(line: str, after: str) -> bool:
    """Whether nothing says that the only break of a paragraph ends a sentence: none of its two lines is a label or
    begins as the other, and the next one ends as a sentence does."""
    return (
        line[-1:].isalnum()
        and after[-1:] in _ENDS
        and _GOES_ON.match(after) is not None
        and not _BEGINS.match(after[:-1])
        and not _are_alike(line, after)
    )


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
    last = lines[-1][-1]
    if len(lines) < 2 or last not in _ENDS or last in ";；":
        return
    if _is_one_sentence(lines):
        yield from range(first, first + len(lines) - 1)
        return
    least = 0 if _has_clauses(lines) else _LEAST
    bound = [_is_bound(before, after, least) for before, after in pairwise(lines)]
    wraps = [sure or _goes_on(before, after) for sure, (before, after) in zip(bound, pairwise(lines), strict=True)]
    if last in ":：" and sum(wraps) < _FEWEST:
        return
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
        and not any(map(_are_alike, lines, lines[1:]))
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
    short = [at for at in inner if at not in full]
    last = [last - 1 for _, last in groups]
    ends = short + last
    if len(full) < _FEWEST or any(columns(lines[at]) > width + _SLACK for at in ends):
        return set()
    if any(lines[at][-1] not in _ENDS for at in (*short, *(at for at in last if not _SMALL.match(lines[at])))):
        return set()
    stops = [at for at in full if lines[at][-1].isalnum() and _GOES_ON.match(lines[at + 1])]
    broken = sum(_SENTENCE.search(lines[at], 0, len(lines[at]) - 1) is not None for at in (*full, *ends))
    plain = any(
        _BEGINS.match(lines[at + 1]) or _ITEM.match(lines[at + 1]) or _are_alike(lines[at], lines[at + 1])
        for at in stops
    )
    if plain or 2 * len(stops) < len(full) or 3 * broken < len(full) + len(ends):
        return set()
    return full


def _has_clauses(lines: Sequence[str]) -> bool:
    """True for lines of which one has clauses that no line of a verse has; two lines are no verse."""
    return any(_CLAUSES.search(line) and (len(lines) == _FEWEST or len(line) >= _CLAUSE) for line in lines)


def _is_bound(before: str, after: str, least: int) -> bool:
    """Whether a line of so many characters stops at a word that wants the next line's, or the next one goes on with a
    word that belongs to it."""
    if _STARTS.match(after) or _ITEM.match(after) or _are_alike(before, after):
        return False
    if len(before) < (least if before[-1] > _LATIN else _LEAST_LATIN):
        return False
    clause = _PAUSE.split(before[-_BEGINNING:])[-1]
    closed = clause.endswith("的") and _CLOSED.search(clause) is not None and after[0] not in _THEN
    wants = _BOUND.search(before) is not None and not closed
    goes_on = after[0].isalnum() or after[0] in _OPENS
    return wants and goes_on or chinese.has(before[-1]) and _CLINGS.match(after) is not None


def _are_alike(before: str, after: str) -> bool:
    """Whether two lines begin alike, as the entries of a list do: of their first three words two are the same."""
    first, second = (_WORD.findall(line, 0, _BEGINNING)[:3] for line in (before, after))
    return len([one for one, other in zip(first, second, strict=False) if one == other]) > 1


def _goes_on(before: str, after: str) -> bool:
    """True for a line that stops inside a clause which the next one ends."""
    if not _GOES_ON.match(after) or _are_alike(before, after):
        return False
    last = before[-1]
    if "a" <= last <= "z" or last == ",":
        return len(before) >= _LONG_LATIN and "a" <= after[0] <= "z"
    if last in _BEHIND_WORDS:
        return len(before) >= _LONG_LATIN and before[0].isupper() and _SMALL_WORDS.match(after) is not None
    if not chinese.has(last):
        return False
    return (
        len(before) >= _LONG
        and _SENTENCE.search(before) is not None
        and _SENTENCE.search(after) is not None
        and not _BEGINS.match(after)
    )

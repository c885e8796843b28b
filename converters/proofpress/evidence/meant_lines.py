"""Lines that somebody meant as lines, by what they say: sentences in quotation marks, lines that each begin with a
sign or with keys to press, verse, the end of a letter, and a name over a day.

No width that broke a text would have broken it so at each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from proofpress.evidence import chinese, wraps
from proofpress.regex import regex
from proofpress.words import letter

_SIGN = regex(
    r"(?:[—–―]{1,2}(?=[ \t]*(?:[“「『\"‘]|[^\W\d_]))"
    r"|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]?+)"
)
"""What no sentence has at the start of each of its lines: a dash before words, or a picture."""
_KEYS = regex(r"(?:Ctrl|Control|Cmd|Command|Alt|Option|Shift|Win|Meta|Fn|[⌘⌥⇧⌃])(?: ?\+ ?|-)\S", re.I)
_LEADS = regex(r".*[:：]$")
_SAID = regex(r"(?:“[^“”]+”|「[^「」]+」|『[^『』]+』|\"[^\"]+\"|‘[^‘’]+’)[.,。，!?！？]?")
_CLAUSE = regex(rf"(?P<said>[{chinese.CLASS}]+)(?P<sign>[，。；！？、：])")
_FULL = frozenset("。！？；")
_METRES = frozenset((4, 5, 6, 7))
_COUPLET = frozenset((5, 7))
_STANZA = 4
_VERSE = regex(r"[“「『‘\"'(（《]?\w[^:：]*")
_RESTS = regex(r"[，、；,;—–][”’」』]?$")
_ENDS = regex(r"[。！？….!?][”’」』\"]?$")
_NARROW = 48
"""Columns of a line of verse."""
_WITHIN = regex(r"[，、；。,;.][^”’」』\"]")
_NARROWEST = 24
"""Columns that no page is narrower than."""
_DAY = regex(
    r"[0-9〇○零一二三四五六七八九]{4} ?年(?: ?[0-9一二三四五六七八九十]{1,3} ?[月日]){0,2}"
    r"|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?:[\w,.]+ ){1,3}\d{4}"
)
_SIGNED = 24
"""Columns of what stands over a day, or is one."""
_CAPITAL = regex(r"[“\"‘'(]?[A-Z][\w’']*")
_SMALL_WORD = regex(
    r"[“\"‘']?(?:And|But|Or|Nor|To|By|With|Without|From|Into|Upon|That|Than|Which|Who|Whose|When|Where|While|As|If|So"
    r"|Is"
    r"|Was|Are|Were|His|Her|Its|Their|My|Our|Your)\b"
)
"""What has a capital in the midst of a sentence neither in prose nor in a name."""
_STOPPED = regex(r"[.!?…:][”\"’')]*$")
_LONGEST_VERSE = 60
_LONGEST_NAME = 40
_MOST_NAMES = 5


def are_meant(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are lines for their author."""
    said = [line.strip(" \t") for line in lines]
    if len(said) < 2:
        return False
    return (
        _are_signed(said)
        or all(map(_SAID.fullmatch, said))
        or _are_keys(said)
        or _is_metre(said)
        or _is_stanza(said)
        or _is_verse(said)
        or _closes(said)
        or _is_signed_and_dated(said)
    )


def _are_signed(said: Sequence[str]) -> bool:
    """Whether each line begins with such a sign, but for one that leads in to them."""
    rest = said[1:] if len(said) > 2 and _LEADS.match(said[0]) else said
    return all(map(_SIGN.match, rest))


def _are_keys(said: Sequence[str]) -> bool:
    """Whether most of some lines begin with keys that are pressed together, and none stops inside a clause."""
    return (
        len(said) > 2
        and 2 * sum(_KEYS.match(line) is not None for line in said) > len(said)
        and not any(map(wraps.stops, said))
    )


def _is_metre(said: Sequence[str]) -> bool:
    """Whether each line is a clause of as many Chinese characters, and the last ends a sentence."""
    found = [_CLAUSE.fullmatch(line) for line in said]
    counts = {len(one["said"]) if one else 0 for one in found}
    metres = _METRES if len(said) >= _STANZA else _COUPLET
    last = found[-1]
    return len(counts) == 1 and counts <= metres and last is not None and last["sign"] in _FULL


def _is_stanza(said: Sequence[str]) -> bool:
    """Whether each line is short and ends with a sign, half of them with one inside a sentence, and the last with one
    that ends it; of lines narrower than any page is, with signs at their ends alone, one in four has none."""
    if len(said) < _STANZA or not _ENDS.search(said[-1]) or not all(map(_VERSE.fullmatch, said)):
        return False
    rests = sum(_RESTS.search(line) is not None for line in said)
    signed = sum(_RESTS.search(line) is not None or _ENDS.search(line) is not None for line in said)
    widest = max(map(wraps.columns, said))
    is_narrow = widest <= _NARROWEST and not any(
        _WITHIN.search(line) or wraps.stops(line.rstrip("，、；,;")) for line in said
    )
    return (
        2 * rests >= len(said)
        and widest <= _NARROW
        and signed >= len(said) - (len(said) // _STANZA if is_narrow else 0)
    )


def _is_verse(said: Sequence[str]) -> bool:
    """Whether each line begins with a capital, a small word in the midst of a sentence too."""
    within = [after for line, after in pairwise(said) if not _STOPPED.search(line)]
    return (
        len(said) > 2
        and all(" " in line and _CAPITAL.match(line) and len(line) <= _LONGEST_VERSE for line in said)
        and any(map(_SMALL_WORD.match, within))
    )


def _is_signed_and_dated(said: Sequence[str]) -> bool:
    """Whether the last line is a day, and short ones above it say who or where."""
    *names, day = said
    return (
        len(names) < _STANZA
        and _DAY.fullmatch(day) is not None
        and all(wraps.columns(line) <= _SIGNED for line in said)
        and not any(_RESTS.search(line) or _ENDS.search(line) or line[0].isdigit() for line in names)
    )


def _closes(said: Sequence[str]) -> bool:
    """Whether these are the end of a letter: the words that close it, and names below them."""
    first, *names = said
    return (
        letter.CLOSING.holds(first)
        and len(names) <= _MOST_NAMES
        and all(
            wraps.columns(name) <= _LONGEST_NAME
            and (chinese.has(name[0]) or name[0].isupper())
            and not _STOPPED.search(name.removesuffix("！").removesuffix("!"))
            and name[-1] not in "。，,"
            for name in names
        )
    )

"""Texts of which each line is one paragraph, as the extractors of crawls write them, with single line feeds between.

Their long lines end as sentences do, and no width has broken them. An author who writes a sentence a line, for Markdown
to join, has one sentence in each; half of these have several.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from proofpress.evidence import chinese, wraps
from proofpress.regex import regex

_ENDS = regex(r"[.!?。！？…:：;；][”’」』）)\]\"']*(?: ?[\[(（][^\[\]()（）]{1,40}[\])）])?$")
_WITHIN = regex(
    r"[。！？][”’」』）]?(?=[\w“‘「『（])"
    rf"|(?<=[\w)\]%”\"'])[.!?][”’\"')\]]*[ \t]+(?=[“‘\"'(\[]?[A-ZÀ-ÖØ-Þ0-9{chinese.CLASS}\u0400-\u042f])"
)
"""Where a sentence ends and another begins."""
_GOES_ON = regex(r"[a-zß-öø-ÿа-я，、。；,;.)）]")
_LONG = 120
"""Columns of a line that hardly any editor wraps at."""
_LEAST = 48
"""Columns of a line that says more than a label does."""
_LEAST_SHARE = 0.25
"""Of its characters, what the long lines of such a text have."""
_SEVERAL = 8
"""Lines that no single paragraph has of which each is a sentence."""


def are_paragraphs(lines: Sequence[str], *, parted: bool) -> bool:
    """Whether each of the lines that follow upon each other in a text is a paragraph; `parted` says that blank lines
    stand in it, too. A text of some length without any can be nothing else where long lines in it end as sentences: one
    that is written for Markdown has paragraphs."""
    said = [line.strip() for line in lines]
    wide = [line for line in said if wraps.columns(line) >= _LEAST]
    long = [line for line in wide if wraps.columns(line) >= _LONG]
    share = sum(map(len, long)) / max(sum(map(len, said)), 1)
    if len(said) < 2 or share < _LEAST_SHARE or _are_broken(said):
        return False
    if not parted and len(said) >= _SEVERAL and len(long) > 1:
        return 2 * sum(_ENDS.search(line) is not None for line in long) >= len(long)
    several = sum(_WITHIN.search(line) is not None for line in long)
    ended = sum(_ENDS.search(line) is not None for line in wide)
    return 2 * share >= 1 and 2 * several >= len(long) and 4 * ended >= 3 * len(wide)


def goes_on(line: str, after: str) -> bool:
    """Whether a line stops inside a sentence that the next one ends."""
    line = line.rstrip()
    return wraps.columns(line) >= _LEAST and not _ENDS.search(line) and _GOES_ON.match(after.lstrip()) is not None


def _are_broken(said: Sequence[str]) -> bool:
    """Whether one width may have broken the lines: most fill it and end no sentence, or some stop inside one."""
    width = max(map(wraps.columns, said))
    full = sum(wraps.fills(line, after, width) and not _ENDS.search(line) for line, after in pairwise(said))
    torn = sum(goes_on(line, after) for line, after in pairwise(said))
    return 2 * full >= len(said) - 1 or 10 * torn > len(said)

"""Line breaks that only wrap: a `<br>` in the midst of a sentence,
as an editor or a copy from a page of fixed width leaves it.

What stands between the breaks of one element is judged together: prose that ends as sentences do, in lines that are
long for verse, where a line stops inside a clause and the next goes on.
"""

from __future__ import annotations

import re
from itertools import pairwise

from proofpress.evidence import chinese
from proofpress.readers.html.dom import Chars, Element

_ENDS = frozenset('。！？…”」』）.!?)"：:;；')
_SENTENCE = re.compile(r"[，。；、,.;！？]")
_GOES_ON = re.compile(rf"[a-z]|(?![第首其另此注例一二三四五六七八九十①-⑩])[{chinese.CLASS}]")
_BEGINS = re.compile(
    "(?:首先|其次|然后|最后|接着|接下来|下面|另外|此外|但是|不过|所以|因此|如果|我们|我|这|那|当|同时|步骤|图"
    "|表)|[^，。；,.;]{1,12}[：:]"
)
"""What a line of its own begins with: a word that opens a sentence, or a label."""
_LONG = 20
_LONG_LATIN = 30
_EVEN = 0.7
_FEWEST = 2
"""Chinese has no small letters that go on: there, only several lines of about one width tell that a page's width broke
them."""
_LATIN = "\u2e80"
_INLINE = frozenset(("a", "b", "strong", "em", "i", "code", "span", "font", "sub", "sup", "u", "mark", "kbd"))


def soft(parent: Element) -> frozenset[int]:
    """The `<br>` elements right below (by `id`) that end no line."""
    lines: list[str] = [""]
    breaks: list[Element] = []
    for child in parent.contents:
        if isinstance(child, Element) and child.name == "br":
            breaks.append(child)
            lines.append("")
        elif type(child) is Chars:
            lines[-1] += str(child)
        elif isinstance(child, Element):
            if child.name not in _INLINE:
                return frozenset()
            lines[-1] += child.words()
    if not breaks:
        return frozenset()
    lines = [" ".join(line.split()) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) < 2 or lines[-1][-1] not in _ENDS or lines[-1][-1] in ":：;；":
        return frozenset()
    candidates = [_goes_on(before, after) for before, after in pairwise(lines)]
    if not all(wraps or not line or line[-1] in _ENDS for wraps, line in zip(candidates, lines, strict=False)):
        return frozenset()
    full = [line for line, wraps in zip(lines, candidates, strict=False) if wraps]
    wide = [len(line) for line in full if line[-1] > _LATIN]
    if wide and (len(wide) < _FEWEST or min(wide) < max(wide) * _EVEN or len(lines[-1]) > max(wide)):
        return frozenset()
    return frozenset(id(br) for br, wraps in zip(breaks, candidates, strict=False) if wraps)


def _goes_on(before: str, after: str) -> bool:
    """True for a line that stops inside a clause which the next one ends."""
    if not before or not after or not _GOES_ON.match(after):
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

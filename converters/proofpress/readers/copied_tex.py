r"""TeX copied from a page together with all else that KaTeX holds of a formula: what MathML shows, the TeX, and what
HTML shows (`θ0\theta_0θ0`, and of a fraction `12\frac{1}{2}21`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from proofpress.evidence import chinese
from proofpress.evidence.tex import Look, is_tex
from proofpress.markdown.mask import MASK
from proofpress.readers import mathml_signs as signs
from proofpress.regex import regex
from proofpress.words import symbol

SAID = "a formula that stands beside what it shows; its TeX alone", "公式与其显示的文字重复，只保留 TeX"
_START = regex(rf"(?<![0-9A-Za-z\\^_{{}}$`])(?:\(|(?P<sign>[^\s\\}}$`^_#{MASK}])(?<!(?P=sign)(?P=sign)))")
"""Where a formula may begin: not within a word or a run of one sign, such as a line of dashes."""
_TEX = regex(r"[\\^_]")
_COMMAND = regex(r"[\\_]")
_NEAR = 160
"""How far behind its start a formula has its first sign of TeX."""
_LONGEST = 120
"""How much a formula shows."""
_SHOWN = regex(rf"(?:[^\s{chinese.CLASS}{MASK}]*+\s){{0,4}}+[^\s{chinese.CLASS}{MASK}]*+")
"""What a formula may show: a few spaces stand in it."""
_TOKEN = regex(
    r"\\(?P<edge>begin|end)\{(?P<rows>[A-Za-z]{1,12})\*?\}"
    r"|\\(?P<name>[A-Za-z]{1,24})|\\[,;:! ]|\\(?P<sign>[{}%#&_$|])|[{}^_&\s]|\\\\"
    rf"|(?P<char>[^\\$`{MASK}])"
)
_SILENT = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm displaystyle textstyle limits"
    " nolimits text textbf textit textrm mathrm mathbf mathit mathbb mathcal mathfrak mathscr mathsf boldsymbol bm"
    " operatorname frac dfrac tfrac cfrac sqrt quad qquad widehat widetilde underbrace underline rm bf it sf cal"
    " mathop mathbin mathrel mathnormal middle Bigm not substack stackrel overset underset boxed phantom hline".split()
)
_ALSO = {
    "le": "≤", "ge": "≥", "ne": "≠", "rightarrow": "→", "gets": "←", "varnothing": "∅", "lvert": "|", "rvert": "|",
    "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "lbrace": "{", "rbrace": "}", "land": "∧", "lor": "∨",
    "dots": "…", "dotsc": "…", "dotsb": "⋯", "implies": "⟹", "Longleftrightarrow": "⟺", "lnot": "¬", "colon": ":",
    "leqslant": "⩽", "geqslant": "⩾", "blacksquare": "■", "bmod": "mod", "mod": "mod", "pmod": "(mod)",
    "argmax": "argmax", "argmin": "argmin", "nexists": "∄", "impliedby": "⟸", "longmapsto": "⟼", "triangleq": "≜",
    "doteq": "≐", "lesssim": "≲", "gtrsim": "≳", "nearrow": "↗", "searrow": "↘", "rightleftharpoons": "⇌",
    "Box": "□", "checkmark": "✓", "degree": "°",
    "langle": "⟨", "rangle": "⟩", "binom": "()", "dbinom": "()", "tbinom": "()",
}  # fmt: skip
_EDGES = {
    "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖", "cases": "{",
}  # fmt: skip
"""What stands before and behind rows."""
_SAME = str.maketrans("−∗′’∣∥ϕϵ⟂⋅·≠", "-*''|‖φε⊥..=")
"""Signs that look alike; KaTeX draws a stroke through the sign of what is not equal."""
_PIECES = str.maketrans("⎨⎬⎛⎞⎡⎤〈〉", "{}()[]⟨⟩")
"""A piece of a tall bracket for all of it."""
_UNSEEN = str.maketrans(
    dict.fromkeys(
        frozenset("\u200b\u2061\u2062\u2063\ufeff\xa0\u02c9\u0338\ue020⏟⎧⎩⎪⎫⎭⎝⎜⎠⎟⎣⎢⎦⎥")
        .union(*signs.ACCENTS)
        .difference("-−._→"),
        "",
    )
)
"""What nobody sees, accents, which stand before or behind their letter, and the other pieces of tall brackets."""
_NOT_PLAIN = str.maketrans("", "", "{}&'")
"""Signs of TeX that show nothing, and primes, which stand behind an index."""
_PROVEN = 3
"""So many formulas that were copied so prove that all of a text were; one, that its own letters were."""
_THREE = regex(
    rf"(?<![0-9A-Za-z\\^_{{}}$`])(?P<shown>(?P<first>[^\s{chinese.CLASS}{MASK}])[^\s{chinese.CLASS}{MASK}]{{0,60}}?)"
    rf"(?P<tex>(?P=first)[^{chinese.CLASS}{MASK}]{{0,120}}?)(?P=shown)(?![0-9A-Za-z])"
)
_FEWEST = 3
"""So many signs are more than a letter on both sides of an equation."""
_LETTERS = regex(r"(?<![A-Za-z])[A-Za-z]{1,4}(?![A-Za-z])")
_UPRIGHT = regex(r"\\(?:text(?:rm|it|bf)?|mathrm|operatorname\*?|begin|end)\{[^{}]*+\}|\\[A-Za-z]++")
"""Words in TeX, the letters of which are no symbols."""
_CALLED = 16
"""How far from a letter stands what it is called by."""
_WORDS = frozenset("aaa bbb hhh iii ooo www xxx yyy zzz AAA BBB CCC III MMM OOO VVV WWW XXX YYY ZZZ".split())
"""A letter three times that is a number, a name, a grade, a laugh or a blank to fill."""
_SHORT = frozenset("DDD EEE FFF PPP QQQ RRR SSS TTT".split())
"""What else may be short for words where one formula alone was copied."""
_OPENS = frozenset("「『“‘\"'（(《<【./@-\\*#%&=")
_GOES_ON = regex(r"[」』”’\"'）)》>】]|[.@/_-]\w")
"""Behind a word that is quoted, or the name of a file; `_OPENS` stands before it."""


class Copied(NamedTuple):
    """A formula with all that it shows, and its TeX."""

    start: int
    end: int
    tex: str


def may_hold(text: str) -> bool:
    """Whether a text has a sign of TeX, without which it has no such formula."""
    return _TEX.search(text) is not None


def formulas(texts: Sequence[str]) -> list[list[Copied]]:
    """The formulas of each of some texts without line ends, which are all that one author wrote."""
    if not any(map(may_hold, texts)):
        return [[] for _ in texts]
    found = [list(_formulas(text)) for text in texts]
    shown = (_UPRIGHT.sub(" ", one.tex) for made in found for one in made)
    letters = {letter for tex in shown for run in _LETTERS.findall(tex) for letter in run}
    every = sum(map(len, found)) >= _PROVEN
    for text, made in zip(texts, found, strict=True) if every or letters else ():
        made += list(_plain_formulas(text, made, letters, every=every))
        made.sort()
    return found


def holds_shown(text: str) -> bool:
    """Whether what a text begins with, before a command, stands in any order at its end: as with a formula copied
    with what it shows, whatever its commands are."""
    head, _, rest = _folded(text).replace("→", "").partition("\\")
    left: Counter[str] = Counter()
    for count, (first, last) in enumerate(zip(head, reversed(rest), strict=False), 1):
        for char, step in ((first, 1), (last, -1)):
            left[char] += step
            if not left[char]:
                del left[char]
        if not left and count >= _FEWEST and head.startswith(head[count:]):
            return True
    return False


def _formulas(text: str) -> Iterator[Copied]:
    """The formulas of a text whose TeX has a sign of its own."""
    if not may_hold(text):
        return
    line, at = text.translate(_SAME), 0
    while found := _START.search(line, at):
        start, at = found.span()
        sign = _TEX.search(line, at)
        if sign is None:
            return
        if sign.start() - start >= _NEAR:
            at = max(at, sign.start() - _NEAR)
            continue
        for middle in _begins(line, start):
            if (end := _read(line, middle, line[start:middle])) is not None:
                yield Copied(start, end[1], text[middle : end[0]].strip())
                at = end[1]
                break


def _begins(line: str, start: int) -> Iterator[int]:
    """Where the TeX of a formula that shows something from a start on may begin: with its first sign, if that is a
    command, or else with what it shows. Of TeX's signs it may show `^`, an accent."""
    shown = _SHOWN.match(line, start)
    last = min(start + _LONGEST, shown.end() if shown else start)
    command = _COMMAND.search(line, start, last + 1)
    last = command.start() if command else last
    at = line.find(line[start], start + 1, last + 1)
    while at >= 0:
        sign = _TEX.search(line, at)
        if sign and _plain(line[start:at]).startswith(_plain(line[at : sign.start()])):
            yield at
        at = line.find(line[start], at + 1, last + 1)
    if command and command[0] == "\\":
        yield last


def _plain(text: str) -> str:
    """What TeX without commands shows, in the order of what it shows."""
    return _folded(text).translate(_NOT_PLAIN)


def _read(line: str, start: int, text: str) -> tuple[int, int] | None:
    """Where TeX ends that begins at a place and shows a text, and where that stands again behind it, if at once."""
    shown = Counter(_folded(text))
    left, braces, has_sign, number = shown.total(), 0, False, start
    if left == 0 or not _folded(line[start]):
        return None
    seen: Counter[str] = Counter()
    while found := _TOKEN.match(line, number):
        if (told := _said(found)) is None:
            return None
        said, number = told
        braces += (found[0] == "{") - (found[0] == "}")
        if braces < 0:
            return None
        for char in said:
            seen[char] += 1
            if seen[char] > shown[char]:
                return None
        left -= len(said)
        has_sign |= found[0][0] in "\\^_"
        if left == 0 and braces == 0 and has_sign and (end := _again(line, number, shown)) is not None:
            while end < len(line) and (line[end] == "\u200b" or _is_unseen(line[end]) and line[end] in text):
                end += 1
            return number, end
        if number - start > 8 * _LONGEST:
            return None
    return None


def _is_unseen(char: str) -> bool:
    """Whether nobody sees a character that is no space of the sentence."""
    return not char.isspace() and not _folded(char)


def _again(line: str, start: int, shown: Counter[str]) -> int | None:
    """Where ends behind a place what shows the same."""
    left = shown.copy()
    count, number = left.total(), start
    while count and number < len(line):
        for char in _folded(line[number]):
            if not left[char]:
                return None
            left[char] -= 1
            count -= 1
        number += 1
    return number if not count else None


def _plain_formulas(text: str, beside: Sequence[Copied], letters: set[str], *, every: bool) -> Iterator[Copied]:
    """Those whose TeX has no sign, beside some that have: a letter of these, and if every formula of the text was
    copied so a relation, a function, or a small letter that three times is no word."""
    taken = [(one.start, one.end) for one in beside]
    for found in _THREE.finditer(text.translate(_SAME)):
        shown, (start, end) = found["shown"], found.span()
        if "".join(found["tex"].split()) != shown or any(start < last and first < end for first, last in taken):
            continue
        is_letter = shown in letters or shown.isascii() and shown.islower() and 3 * shown not in _WORDS
        if not every and (shown not in letters or text[start:end] in _SHORT):
            continue
        if (
            is_letter and _is_symbol(text, start, end)
            if len(shown) == 1
            else not shown.isalnum() and is_tex(shown, Look.SYMBOL)
        ):
            yield Copied(start, end, text[slice(*found.span("tex"))].strip())


def _is_symbol(text: str, start: int, end: int) -> bool:
    """Whether a letter that stands three times is one of a formula: not as a word in quotation marks or a name, and
    where it may be a word, behind what only a symbol is called by."""
    if text[max(0, start - 1) : start] in _OPENS or _GOES_ON.match(text, end):
        return False
    before = text[max(0, start - _CALLED) : start]
    return (
        text[start:end] not in _WORDS
        or symbol.NAMED.holds(before)
        or (symbol.LET.holds(before) and symbol.IS.holds(text[end : end + _CALLED]))
    )


def _said(found: re.Match[str]) -> tuple[str, int] | None:
    """What a piece of TeX shows, folded, and where it ends; None for one of which that is not known. The name of a last
    command runs into a letter that is shown behind it."""
    if name := found["name"]:
        known = next((end for end in range(len(name), 0, -1) if name[:end] in _names()), 0)
        return (_names()[name[:known]], found.start("name") + known) if known else None
    if found["edge"]:
        edges = _EDGES.get(found["rows"], "")
        return edges[:1] if found["edge"] == "begin" else edges[1:], found.end()
    return "‖" if found["sign"] == "|" else _folded(found["sign"] or found["char"] or ""), found.end()


@cache
def _names() -> dict[str, str]:
    """What the commands show."""
    made = {command[1:]: _folded(char) for char, command in signs.CHARACTERS.items() if command.startswith("\\")}
    made |= {name: name for name in signs.FUNCTIONS} | {name: _folded(char) for name, char in _ALSO.items()}
    return made | dict.fromkeys((*_SILENT, *signs.ACCENTS.values()), "")


def _folded(text: str) -> str:
    """Characters without those that nobody sees, each for all that look like it."""
    return unicodedata.normalize("NFKC", "".join(text.translate(_UNSEEN).split())).translate(_SAME)

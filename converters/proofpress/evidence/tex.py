"""TeX: how much a text looks like a formula, from a sentence, which is none, to a command, which is nothing else."""

from __future__ import annotations

import re
from enum import IntEnum

from proofpress.evidence import chinese
from proofpress.regex import regex


class Look(IntEnum):
    """What the strongest sign of a text is. Delimiters around it that mean nothing else may ask for less."""

    PROSE = 0
    """Chinese outside of `\\text{}`, or words in a row."""
    PLAIN = 1
    """A word, a price, an address: nothing that tells."""
    NUMBER = 2
    SYMBOL = 3
    """`x`, `x'`, `f(x)`, `a, b`, `[0, d)`."""
    OPERATION = 4
    """`a + b`, `n/2`, `|x|`."""
    RELATION = 5
    """`x = 1`, `a < b`."""
    SCRIPT = 6
    """`x_i`, `x^2`, `e^{x}`."""
    COMMAND = 7
    """`\\alpha`, `\\{`."""


COMMAND = regex(r"\\[A-Za-z]{2,}(?![A-Za-z]|\d*[\\/]|\.\w)")
"""A command of TeX that is no part of a path."""
_COMMAND = regex(r"\\(?:[A-Za-z]{2,}|[,;:!{}|\\%&#])")
_SCRIPT = regex(r"\^[\w{\\*'+-]|(?<![A-Za-z]{2})(?<=[^\s_])_(?:[A-Za-z0-9]|[{\\])|[)}\]]_\w|_[{\\]")
_RELATION = regex(r"[\w)}\]|']\s*:?[=<>≤≥≈≠∈]{1,2}\s*[\w\\({|+-]")
_TERM = r"(?:[A-Za-z\u0370-\u03ff]\w?|\d+(?:\.\d+)?[A-Za-z]?)"
_OPERATION = regex(
    rf"(?<![\w.-])(?!\d+\s*-\s*\d)(?:{_TERM}|[)}}|])'*\s*[-+*/×·|]\s*(?:{_TERM}(?!\w)|[({{|\\])|^\|[^|]+\|$"
)
_ATOM = r"(?:[A-Za-z]\w?['′]{0,2}|[\u0370-\u03ff])"
_BOUND = rf"[+-]?(?:\d++(?:\.\d++)?{_ATOM}?|{_ATOM}|∞)"
_SYMBOL = regex(
    rf"[+-]?{_ATOM}(?:\s*+[,;]\s*+(?:{_ATOM}|\d{{1,3}}|\.{{3}}))*|[A-Za-z]\w{{0,2}}['′]?\((?:[^()]"
    rf"|\([^()]{{0,40}}+\)){{1,40}}+\)"
    r"|\([^(),\s]{1,20}+(?:, ?[^(),\s]{1,20}+)*+\)"
    rf"|[(\[\]]{_BOUND}(?: ?[,;] ?{_BOUND})++[)\]\[]"
)
_NUMBER = regex(r"[+-]?\d++(?:[.,]\d++)*+%?(?:\s*+[,;]\s*+\d++(?:\.\d++)?)*+")
_TEXT = regex(r"\\(?:text\w*|mbox|[hf]box|operatorname\*?|tag\*?|label|ref|eqref|math(?:rm|tt)|url|href)\s*\{")
_QUOTED = regex(
    r"(?<=[=({\[,|:;<>+≈∈~])( ?)(?:\"[^\"\n$]{1,200}+\"|“[^”\n$]{1,200}+”|「[^」\n$]{1,200}+」|'[^'\n$]{2,200}+')"
)
"""A string where a formula has a term: behind a sign of relation, a bracket or a comma."""
REMARK = regex(r"(?<!\\)(?P<before>(?:\\\\)*+)(?P<said>%[^\n]*+)")
"""A comment of TeX, which its line ends; a percent sign that is drawn stands behind a backslash of its own."""
_SENTENCE = regex(r"(?:(?<![\\\w{])[A-Za-z]{2,}[,.]? ){5,}")
_WORDS = regex(r"(?<![\\\w{])[A-Za-z]{2,}(?:[,.]? [A-Za-z]{2,})+(?![\w(_^=])|(?<![\\\w{])[A-Za-z]{4,}(?![\w(])")
_ESCAPE = regex(r"\\[bdfnrstvwBDSW](?![A-Za-z])")
"""An escape of a string or a regular expression, which TeX has only in text."""
_ESCAPED = regex(r"\\.", re.S)


def look(text: str, chinese_letters: int = 0, words: int = 2) -> Look:
    """What a text looks like; delimiters are not part of it.

    So many Chinese letters, and so many plain words where no command stands, still pass for names in a formula.
    """
    bare = REMARK.sub(r"\g<before>", outside_text(text)) if "\\" in text or "%" in text else text
    bare = outside_strings(bare)
    if (wide := chinese.letters(bare)) > chinese_letters or _SENTENCE.search(bare):
        return Look.PROSE
    if _COMMAND.search(text):
        return Look.COMMAND
    if _ESCAPE.search(text):
        return Look.PLAIN
    if sum(found[0].count(" ") + 1 for found in _WORDS.finditer(bare)) > words:
        return Look.PROSE
    if _SCRIPT.search(bare):
        return Look.SCRIPT
    if _RELATION.search(bare):
        return Look.RELATION
    if wide:
        return Look.PROSE
    bare = bare.strip()
    if _NUMBER.fullmatch(bare):
        return Look.NUMBER
    if _SYMBOL.fullmatch(bare):
        return Look.SYMBOL
    return Look.OPERATION if _OPERATION.search(bare) else Look.PLAIN


def is_tex(text: str, least: Look = Look.RELATION, chinese_letters: int = 0, words: int = 2) -> bool:
    """True for what can be read as a formula, where its looks are at least these."""
    return look(text, chinese_letters, words) >= least


def is_balanced(text: str) -> bool:
    """Whether every brace that groups is closed."""
    return missing_braces(text) == 0


def missing_braces(text: str) -> int:
    """How many braces that group are opened more often than closed; `\\{` is drawn and groups nothing."""
    bare = _ESCAPED.sub("", text)
    return bare.count("{") - bare.count("}")


def outside_text(tex: str) -> str:
    """TeX with the arguments of `\\text{…}` and its like masked by spaces of the same length,
    nested braces included."""
    if not _TEXT.search(tex):
        return tex
    made = list(tex)
    at = 0
    for found in _TEXT.finditer(tex):
        if found.start() < at:
            continue
        depth, at = 1, found.end()
        while at < len(tex) and depth:
            if tex[at] == "\\":
                at += 1
            elif tex[at] == "{":
                depth += 1
            elif tex[at] == "}":
                depth -= 1
            at += 1
        for k in range(found.end(), max(found.end(), at - 1)):
            if made[k] != "\n":
                made[k] = " "
    return "".join(made)


def outside_strings(tex: str) -> str:
    """TeX with an empty group of the same length for each term that is text in quotes, as in `q = "…"`."""
    return tex if tex.isascii() else _QUOTED.sub(lambda found: f"{found[1]}{{".ljust(len(found[0]) - 1) + "}", tex)


PLAIN_SIGNS = {
    **dict(zip("，；：（）｛｝［］＝＋－＊／＜＞｜！？．、＾＿＆", ",;:(){}[]=+-*/<>|!?.,^_&", strict=True)),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + letter): chr(65 + letter) for letter in range(26)},
    **{chr(0xFF41 + letter): chr(97 + letter) for letter in range(26)},
    "。": ".",
}
"""Full-width signs, which TeX sets as text, and the ones that it reads."""
WIDE_SIGN = regex("[" + re.escape("".join(PLAIN_SIGNS)) + "]")


def plain_sign(tex: str, found: re.Match[str]) -> str:
    """The sign that TeX reads for a full-width one; a comma keeps the room that it brought."""
    return PLAIN_SIGNS[found[0]] + (" " if found[0] in "，；、" and tex[found.end() : found.end() + 1].strip() else "")


def narrow(tex: str) -> str:
    """TeX with plain signs for full-width ones, but for those in words and those between words of Chinese."""
    if tex.isascii():
        return tex
    view = outside_text(tex)
    at = 0
    parts: list[str] = []
    for found in WIDE_SIGN.finditer(view):
        if chinese.letters(view[max(found.start() - 1, 0) : found.end() + 1]):
            continue
        parts += (tex[at : found.start()], plain_sign(view, found))
        at = found.end()
    return "".join((*parts, tex[at:]))

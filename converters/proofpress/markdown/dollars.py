"""Formulas between single dollars, paired so that a lost dollar or a price does not turn the sentences inside out."""

from __future__ import annotations

import re
from bisect import bisect_right, insort

from proofpress.evidence import chinese
from proofpress.evidence.dollars import is_between_prices, is_plainly_none
from proofpress.evidence.tex import missing_braces, outside_text
from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.formula import Formula
from proofpress.markdown.mask import MASK
from proofpress.markdown.tex import looks_like_tex, reads_as_prose
from proofpress.regex import regex
from proofpress.source import Span

_DOLLAR = regex(r"\\[\s\S]|\$+")


def dollars(text: str, flow: Span, dialect: Dialect = CANONICAL) -> list[Formula]:
    """Dollar pairs of one flow: an opener without a space after it, a closer without one before, where the dialect's
    dollars are smart.

    Where their number is odd, the lone one is that which makes Chinese or a sentence into a formula. In anybody's
    text, where a dollar may be money as well, what runs from one price or variable to the next is none either.
    """
    anybodys = dialect.escaped_brackets
    # Where two dollars are the mark of a display, those that are left end one formula and begin the next.
    joint = "$$" if "$$" in dialect.math else "$"
    marks = [
        at
        for m in _DOLLAR.finditer(text, flow.start, flow.end)
        if m[0] in ("$", joint)
        for at in range(m.start(), m.end())
    ]
    made: list[Formula] = []
    odd = len(marks) % 2 == 1
    at = 0
    lone: list[int] = []
    while at < len(marks):
        start = marks[at]
        if at + 1 < len(marks):
            end = marks[at + 1]
            inner = text[start + 1 : end]
            if not anybodys and (last := _nested_end(text, marks, at)):
                made.append(Formula("$", Span(start, marks[last] + 1), Span(start + 1, marks[last]), "nested"))
                at = last + 1
                continue
            tight = inner and not (dialect.smart_dollars and (inner[0].isspace() or inner[-1].isspace()))
            if anybodys and (is_between_prices(inner, text[end + 1 : end + 2]) or tight and is_plainly_none(inner)):
                lone.append(start)
                at += 1
                continue
            if tight and not (
                odd
                and reads_as_prose(inner)
                and at + 2 < len(marks)
                and not reads_as_prose(text[end + 1 : marks[at + 2]])
            ):
                made.append(Formula("$", Span(start, end + 1), Span(start + 1, end)))
                at += 2
                continue
            if _NUMBER.fullmatch(text, start, end + 1) and _ENDS.match(text, end + 1):
                made.append(Formula("$", Span(start, end + 1), Span(start + 1, end), "spaced"))
                at += 2
                continue
            may_be_sums = odd or _SUM_FOLLOWS.match(text, end + 1) is not None
            if (
                not tight
                and inner.strip()
                and _spaced_math(inner)
                and not (may_be_sums and _WORDS.search(outside_text(inner)))
            ):
                made.append(Formula("$", Span(start, end + 1), Span(start + 1, end), "spaced"))
                at += 2
                continue
        lone.append(start)
        at += 1
    starts, ends = [f.span.start for f in made], [f.span.end for f in made]
    for start in lone:
        after = bisect_right(starts, start)
        stop = _lone_end(
            text, start, min(flow.end, start + _LONGEST, starts[after] if after < len(starts) else flow.end)
        )
        tail = text[start + 1 : stop]
        if _opens(tail):
            made.append(Formula("$", Span(start, stop), Span(start + 1, stop), "unclosed"))
            insort(ends, stop)
            continue
        before = bisect_right(ends, start)
        limit = max(flow.start, start - _LONGEST, ends[before - 1] if before else 0)
        head = _lone_start(text, start, max(limit, _behind_bracket(text, limit, start)))
        tex = text[head:start].removesuffix("\n")
        if _COMMAND.search(tex) and looks_like_tex(tex):
            made.append(Formula("$", Span(head, start + 1), Span(head, start), "unclosed"))
            insort(ends, start + 1)
    return made


_WITHIN = regex(r"\\(?:text\w*|mbox|[hf]box)\s*\{[^{}$]*\Z")
"""What a dollar in the text of a formula has before it."""


def _nested_end(text: str, marks: list[int], at: int) -> int:
    """The number of the dollar that ends a formula with others in its text, `$\\text{for all $x$}$`; 0 for none."""
    start = marks[at]
    if _WITHIN.search(text, max(start + 1, marks[at + 1] - _LONGEST), marks[at + 1]) is None:
        return 0
    for last in range(at + 3, len(marks), 2):
        if marks[last] > start + _LONGEST:
            return 0
        if (missing := missing_braces(text[start + 1 : marks[last]])) <= 0:
            return last if missing == 0 and "\n\n" not in text[start : marks[last]] else 0
    return 0


_NUMBER = regex(r"(?<![\w$])\$ [-+]?\d{1,9}(?:\.\d{1,9})? \$")
_ENDS = regex(rf"\Z|\s*+(?:\Z|[^\s\d$\w]|[{chinese.CLASS}])|\s*\n")
"""What follows the dollar behind a number that is no price: no other number, and no word of which it is the sign."""
_LONGEST = 400
_COMMAND = regex(r"\\[A-Za-z]")
_BRACKET = regex(r"(?<!\\)\\[()\[\]]")


def _behind_bracket(text: str, low: int, high: int) -> int:
    """The end of the last delimiter of another kind, which this site need not read; 0 for none."""
    return max((found.end() for found in _BRACKET.finditer(text, low, high)), default=0)


_BREAKS = regex(rf"[{chinese.WIDE}\ufffc\n]")


def _lone_start(text: str, start: int, limit: int) -> int:
    """Where the formula that a lone dollar closes most likely begins: behind Chinese, or at its line's start."""
    at = start - 1 if start > limit and text[start - 1] == "\n" else start
    while at > limit and not _BREAKS.match(text[at - 1]):
        at -= 1
    while at < start and text[at].isspace():
        at += 1
    return at


_SUM_FOLLOWS = regex(r" \d")
_WORDS = regex(r"(?<![\\\w{])[a-z]{2,} [a-z]{2,}\b")
"""Two plain words: what a lone dollar has in front of the next formula."""


_SHORT = regex(r"(?:(?:[A-Za-z]{1,2}|log|ln|sin|cos|tan|exp|max|min|mod|gcd|lim)(?![A-Za-z])|[^A-Za-z$`\"#@;?]){2,48}")
"""Letters that are variables or functions, and signs: no words."""
_SIGN = regex(r"[A-Za-z]\(|[=<>+*/^|≤≥∈]|^[\[(](?=[^,\[\]()]*+,)[^\[\]()]*+[\])]$")


def _spaced_math(inner: str) -> bool:
    bare = inner.strip()
    if "\n" in inner or reads_as_prose(inner):
        return False
    if inner[0].isspace() and inner[-1].isspace() and len(bare) <= 48 and _SHORT.fullmatch(bare) and _SIGN.search(bare):
        return True
    return looks_like_tex(bare) or bool(
        re.fullmatch(r"[A-Za-z](?:['′]|\s*[-+*/=<>]\s*[A-Za-z0-9])*|[A-Za-z]\([A-Za-z](?:, ?[A-Za-z])*\)", bare)
    )


_VARIABLE = regex(r"(?=\w*[A-Za-z]{3})[A-Za-z_]\w+\s*(?:=|->|\[|\)|;|,|\.|\"|'|$)|\\?_[A-Z]+\\?\[")
"""A variable of a shell or of PHP that stands in the text."""


def _opens(tail: str) -> bool:
    """True where what follows a lone dollar is a formula, not a price or a shell variable."""
    if (
        not tail
        or tail[0].isspace()
        or re.match(r"\d[\d,.]*(?:\s|$|[^\w^_\\+*/=({-])|[A-Z][A-Z_]{2,}\b|\{[A-Za-z_]+\}", tail)
    ):
        return False
    if _VARIABLE.match(tail):
        return False
    return bool(
        re.search(
            r"\\[A-Za-z]+|[_^][{\\\w]|^[A-Za-z]\w?\([^)]*\)|^[A-Za-z](?:\s*[=<>+-]\s*\S|\s*$|[,.，。；、）)])", tail
        )
    )


def _lone_end(text: str, start: int, limit: int) -> int:
    """Where the formula that a lone dollar opens most likely ends: before Chinese outside braces, or at the line's
    end."""
    depth = 0
    for at in range(start + 1, limit):
        char = text[at]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == "\n" or char == MASK:
            return at
        elif depth <= 0 and chinese.wide(char):
            return at
    return limit

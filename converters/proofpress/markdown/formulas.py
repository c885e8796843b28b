"""Where the formulas are: the delimiters that arithmatex reads, paired so that one lost dollar does not swallow the lines."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import Literal

from proofpress.evidence import chinese
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.mask import MASK, mask
from proofpress.source import Piece, Source, Span

Delimiter = Literal["$", "$$", r"\(", r"\[", "env"]


@dataclass(frozen=True, slots=True)
class Formula:
    """`span` holds the delimiters, `inner` only the TeX; `trouble` says what its delimiters lack.

    "unclosed": the other delimiter is missing. "spaced": a space keeps the site from reading it.
    """

    delimiter: Delimiter
    span: Span
    inner: Span
    trouble: Literal["", "unclosed", "spaced"] = ""

    @property
    def display(self) -> bool:
        return self.delimiter in ("$$", r"\[", "env")


_TEXTUAL = re.compile(
    r"\\(?:text\w*|mbox|mathrm|operatorname\*?|tag\*?|label|ref|eqref|textbf)\s*\{[^{}]*\}|(?<!\\)%[^\n]*"
)
_TEXISH = re.compile(r"\\[A-Za-z]+|[_^][{\\\w]|[A-Za-z0-9)]\s*[=<>]\s*[\\A-Za-z0-9(-]")


def reads_as_prose(tex: str) -> bool:
    """True for what no author means as a formula: Chinese outside `\\text{}`, or a sentence of words."""
    bare = _TEXTUAL.sub("", tex)
    if chinese.letters(bare):
        return True
    return bool(re.search(r"(?:(?<![\\\w{])[A-Za-z]{2,}[,.]? ){5,}", bare))


def looks_like_tex(tex: str) -> bool:
    """True where the marks of TeX are there and prose is not."""
    return bool(_TEXISH.search(tex)) and not reads_as_prose(tex)


def formulas(lines: Lines) -> tuple[Formula, ...]:
    """Every formula of a text in order, the broken ones marked."""
    text = lines.codeless
    made = [*_displays(lines, text)]
    taken = _masked(text, made)
    made.extend(_brackets(lines, taken))
    taken = _masked(text, made)
    made.extend(_environments(lines, taken))
    taken = _masked(text, made)
    for flow in lines.flows:
        if "$" in lines.text[flow.start : flow.end]:
            made.extend(_inlines(taken, flow))
    return tuple(sorted(made, key=lambda f: f.span))


def _masked(text: str, made: list[Formula]) -> str:
    return mask(text, [f.span for f in made]) if made else text


_DOLLARS = re.compile(r"\\[\s\S]|\$\$")


def _displays(lines: Lines, text: str) -> list[Formula]:
    marks = [m.start() for m in _DOLLARS.finditer(text) if m[0] == "$$"] if "$$" in text else []
    made: list[Formula] = []
    at = 0
    while at < len(marks):
        start = marks[at]
        if at + 1 < len(marks) and _pairs(lines, text, start, marks[at + 1], marks, at):
            end = marks[at + 1]
            made.append(Formula("$$", Span(start, end + 2), Span(start + 2, end)))
            at += 2
        else:
            made.append(_lone(lines, text, start))
            at += 1
    return made


_STRUCTURE = re.compile(rf"^[ \t]*(?:#{{1,6}} |!!! |\?\?\? |> |\d+\. |- \[|[-*] [A-Za-z{chinese.CLASS}])", re.M)


def _pairs(lines: Lines, text: str, start: int, end: int, marks: list[int], at: int) -> bool:
    inner = text[start + 2 : end]
    if MASK in inner and "\n" in inner:
        first, last = lines.line_of(start), lines.line_of(end)
        if any(lines.kinds[k] in (Kind.FENCE, Kind.RAW) for k in range(first + 1, last)):
            return False
    gaps = re.split(r"\n[ \t>]*\n", inner)
    if len(gaps) == 1:
        return not ("\n" in inner and re.search(r"^#{1,6} ", inner, re.M))
    if not inner.strip(" \t\n>"):
        before = text[:start].rsplit("\n", 2)
        glued = len(before) == 3 and before[1].strip() != "" and before[2].strip(" \t>") == ""
        return not (glued and at + 2 < len(marks))
    chunks = [g for g in gaps if g.strip(" \t>")]
    if _STRUCTURE.search(inner) or any(reads_as_prose(chunk) for chunk in chunks):
        return False
    return inner.count("\n") < 60 and all(_TEXISH.search(c) or len(c.strip()) < 24 for c in chunks)


def _lone(lines: Lines, text: str, start: int) -> Formula:
    """A `$$` without its partner, with the TeX that most likely belongs to it masked."""
    line = lines.line_of(start)
    block = next((b for b in lines.blocks if b.first <= line <= b.last), None)
    low, high = (block.span.start, block.span.end) if block else (start, start + 2)
    after = text[start + 2 : high]
    if after.strip():
        return Formula("$$", Span(start, high), Span(start + 2, high), "unclosed")
    before = text[low:start]
    if before.strip():
        return Formula("$$", Span(low, start + 2), Span(low, start), "unclosed")
    return Formula("$$", Span(start, start + 2), Span(start + 2, start + 2), "unclosed")


_MARKUP = re.compile(r"</[a-z]+>")
_BRACKETS = re.compile(r"\\(?:[\[\](){}]|[\s\S])")


def _brackets(lines: Lines, text: str) -> list[Formula]:
    made: list[Formula] = []
    if "\\[" not in text and "\\(" not in text:
        return made
    for block in lines.blocks:
        if (
            "\\[" not in lines.text[block.span.start : block.span.end]
            and "\\(" not in lines.text[block.span.start : block.span.end]
        ):
            continue
        opener: tuple[str, int] | None = None
        for found in _BRACKETS.finditer(text, block.span.start, block.span.end):
            mark = found[0]
            if mark in (r"\[", r"\("):
                if opener is not None:
                    made.extend(_open_bracket(text, opener, found.start()))
                opener = (mark, found.start())
            elif opener is not None and mark == {r"\[": r"\]", r"\(": r"\)"}[opener[0]]:
                inner = Span(opener[1] + 2, found.start())
                if _MARKUP.search(text, inner.start, inner.end):
                    pass
                elif (
                    opener[0] == r"\("
                    or looks_like_tex(text[inner.start : inner.end])
                    or _whole(lines, opener[1], found.end())
                ):
                    made.append(Formula(opener[0], Span(opener[1], found.end()), inner))  # type: ignore[arg-type]
                opener = None
        if opener is not None:
            across = _across(lines, text, opener)
            made.extend([across] if across else _open_bracket(text, opener, block.span.end))
    return made


_CLOSER_LINE = re.compile(r"^[ \t>]*\\\]", re.M)


def _across(lines: Lines, text: str, opener: tuple[str, int]) -> Formula | None:
    """What a `\\[` alone on its line opens: up to the next `\\]` that begins a line, behind a blank line too, or to the block's end."""
    start = opener[1]
    line = lines.line_of(start)
    if opener[0] != r"\[" or lines.body(line) != r"\[":
        return None
    found = _CLOSER_LINE.search(text, start + 2, start + 2000)
    if found and MASK not in (inner := text[start + 2 : found.end() - 2]):
        chunks = [c for c in re.split(r"\n[ \t>]*\n", inner) if c.strip(" \t\n>")]
        if not _STRUCTURE.search(inner) and not any(reads_as_prose(c) for c in chunks):
            return Formula(r"\[", Span(start, found.end()), Span(start + 2, found.end() - 2))
    tail = (
        text[start + 2 :].split("\n\n", 1)[0]
        if len(text) - start < 2000
        else text[start + 2 : start + 2000].split("\n\n", 1)[0]
    )
    if tail.strip() and _TEXISH.search(tail) and not reads_as_prose(tail):
        return Formula(r"\[", Span(start, start + 2 + len(tail)), Span(start + 2, start + 2 + len(tail)), "unclosed")
    return None


def _whole(lines: Lines, start: int, end: int) -> bool:
    return (
        not lines.text[lines.text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
        and not lines.text[end:].split("\n", 1)[0].strip()
    )


def _open_bracket(text: str, opener: tuple[str, int], end: int) -> list[Formula]:
    stop = min(end, text.find("\n", opener[1]) if "\n" in text[opener[1] : end] else end)
    inner = text[opener[1] + 2 : stop]
    if not re.search(r"\\[A-Za-z]+|[_^][{\\\w]", inner) or "://" in inner:
        return []
    delimiter: Delimiter = r"\[" if opener[0] == r"\[" else r"\("
    return [Formula(delimiter, Span(opener[1], stop), Span(opener[1] + 2, stop), "unclosed")]


_ENV = re.compile(r"\\begin\{([a-z]+\*?)\}")


def _environments(lines: Lines, text: str) -> list[Formula]:
    """`\\begin{align} … \\end{align}` as a block of its own, which arithmatex reads without delimiters."""
    if "\\begin{" not in text:
        return []
    made = []
    for block in lines.blocks:
        start = lines.content(block.first)
        found = _ENV.match(text, start)
        if found:
            closer = f"\\end{{{found[1]}}}"
            end = text.find(closer, found.end(), block.span.end)
            if end >= 0 and not text[end + len(closer) : block.span.end].strip():
                span = Span(start, end + len(closer))
                made.append(Formula("env", span, span))
    return made


_DOLLAR = re.compile(r"\\[\s\S]|\$+")


def _inlines(text: str, flow: Span) -> list[Formula]:
    """Dollar pairs of one flow: an opener without a space after it, a closer without one before, as arithmatex asks.

    Where their number is odd, the lone one is that which makes Chinese or a sentence into a formula.
    """
    marks = [m.start() for m in _DOLLAR.finditer(text, flow.start, flow.end) if m[0] == "$"]
    made: list[Formula] = []
    odd = len(marks) % 2 == 1
    at = 0
    lone: list[int] = []
    while at < len(marks):
        start = marks[at]
        if at + 1 < len(marks):
            end = marks[at + 1]
            inner = text[start + 1 : end]
            tight = inner and not inner[0].isspace() and not inner[-1].isspace()
            if tight and not (
                odd
                and reads_as_prose(inner)
                and at + 2 < len(marks)
                and not reads_as_prose(text[end + 1 : marks[at + 2]])
            ):
                made.append(Formula("$", Span(start, end + 1), Span(start + 1, end)))
                at += 2
                continue
            if (
                not tight
                and inner.strip()
                and _spaced_math(inner)
                and not (odd and _WORDS.search(_TEXTUAL.sub("", inner)))
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
        head = _lone_start(text, start, max(flow.start, start - _LONGEST, ends[before - 1] if before else 0))
        tex = text[head:start].removesuffix("\n")
        if "\\" in tex and looks_like_tex(tex):
            made.append(Formula("$", Span(head, start + 1), Span(head, start), "unclosed"))
            insort(ends, start + 1)
    return made


_LONGEST = 400
_BREAKS = re.compile(rf"[{chinese.WIDE}\ufffc\n]")


def _lone_start(text: str, start: int, limit: int) -> int:
    """Where the formula that a lone dollar closes most likely begins: behind Chinese, or at its line's start."""
    at = start - 1 if start > limit and text[start - 1] == "\n" else start
    while at > limit and not _BREAKS.match(text[at - 1]):
        at -= 1
    while at < start and text[at].isspace():
        at += 1
    return at


_WORDS = re.compile(r"(?<![\\\w{])[a-z]{2,} [a-z]{2,}\b")
"""Two plain words: what a lone dollar has in front of the next formula."""


def _spaced_math(inner: str) -> bool:
    bare = inner.strip()
    if "\n" in inner or reads_as_prose(inner):
        return False
    return looks_like_tex(bare) or bool(
        re.fullmatch(r"[A-Za-z](?:['′]|\s*[-+*/=<>]\s*[A-Za-z0-9])*|[A-Za-z]\([A-Za-z](?:, ?[A-Za-z])*\)", bare)
    )


_VARIABLE = re.compile(r"(?=\w*[A-Za-z]{3})[A-Za-z_]\w+\s*(?:=|->|\[|\)|;|,|\.|\"|'|$)|\\?_[A-Z]+\\?\[")
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
    """Where the formula that a lone dollar opens most likely ends: before Chinese outside braces, or at the line's end."""
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


def tex_source(source: Source, lines: Lines, formula: Formula) -> Source:
    """The TeX of a formula, without the quote marks of its lines."""
    start, end = formula.inner
    if ">" not in lines.text[start:end] or "\n" not in lines.text[start:end]:
        return source.slice(start, end)
    pieces = []
    for number in range(lines.line_of(start), lines.line_of(max(start, end - 1)) + 1):
        low = lines.starts[number]
        low = max(start, low + (lines.quotes[number] if low > start else 0))
        high = min(end, lines.starts[number] + len(lines.lines[number]) + 1)
        pieces.append(Piece(lines.text[low:high], low, high))
    return source.derive(pieces)

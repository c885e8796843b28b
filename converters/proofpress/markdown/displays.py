"""Display formulas: `$$` paired so that one lost mark does not swallow the lines behind it, and bare environments."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.markdown.formula import Formula
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.mask import MASK
from proofpress.markdown.signs import BLOCK_TAG
from proofpress.markdown.tex import looks_like_tex, reads_as_prose
from proofpress.regex import regex
from proofpress.source import Span

_SIGNS = regex(r"\\.|\n|\$+")
BLANK = regex(r"\n[ \t>]*\n")
STRUCTURE = regex(rf"^[ \t]*(?:#{{1,6}} |!!! |\?\?\? |> |\d+\. |- \[|[-*] [A-Za-z{chinese.CLASS}])", re.M)
"""The start of a block that no formula holds."""
_HEADING = regex(r"^#{1,6} ", re.M)
_MOST_LINES = 60
_LONGEST_PART = 24


def displays(lines: Lines, text: str) -> list[Formula]:
    """What stands between two `$$`; `text` has code masked."""
    marks = _marks(text) if "$$" in text else []
    made: list[Formula] = []
    at = 0
    while at < len(marks):
        start = marks[at]
        if at + 1 < len(marks) and _pairs(lines, text, start, marks[at + 1], at + 2 < len(marks)):
            end = marks[at + 1]
            made.append(Formula("$$", Span(start, end + 2), Span(start + 2, end)))
            at += 2
        else:
            made.append(_lone(lines, text, start))
            at += 1
    return made


def _marks(text: str) -> list[int]:
    """Where the marks of displays stand: every two dollars, but for those that end a formula in a line and begin the
    next one, `$a$$b$`. Of three, one belongs to the formula in a line beside them, `$a$$$b$$$c$`."""
    made: list[int] = []
    opened, before, of_line = -1, 0, 0
    for found in _SIGNS.finditer(text):
        sign, (start, end) = found[0], found.span()
        if sign == "\n":
            opened, of_line = -1, len(made)
        elif sign[0] == "$":
            ends = opened >= 0 and _in_a_line(text[opened:start])
            if sign == "$":
                if ends:
                    del made[before:]
                opened, before = (end if opened < 0 else -1), len(made)
            elif sign == "$$$" and ends:
                made[before:] = [start + 1]
                opened = -1
            else:
                opens = sign == "$$" and ends or sign == "$$$" and (len(made) - of_line) % 2 == 1
                if sign == "$$$" and opens:
                    before = len(made) + 1
                made.extend(range(start, end - 1, 2))
                opened = end if opens else -1
    return made


def _in_a_line(tex: str) -> bool:
    """Whether a formula of a line may hold this: no space at its ends, and no words."""
    return tex.strip() == tex != "" and not chinese.has(tex) and not reads_as_prose(tex)


def _pairs(lines: Lines, text: str, start: int, end: int, more: bool) -> bool:
    """Whether two marks belong together; `more` says that others follow."""
    inner = text[start + 2 : end]
    if "\n" not in inner:
        return True
    if MASK in inner:
        first, last = lines.line_of(start), lines.line_of(end)
        if any(lines.kinds[k] in (Kind.FENCE, Kind.RAW) for k in range(first + 1, last)):
            return False
    gaps = BLANK.split(inner)
    if len(gaps) == 1:
        return not _HEADING.search(inner)
    if not inner.strip(" \t\n>"):
        line = lines.line_of(start)
        glued = line > 0 and lines.lines[line - 1].strip() != "" and lines.starts_line(start)
        return not (glued and more)
    chunks = [g for g in gaps if g.strip(" \t>")]
    if STRUCTURE.search(inner) or any(reads_as_prose(chunk) for chunk in chunks):
        return False
    return inner.count("\n") < _MOST_LINES and all(looks_like_tex(c) or len(c.strip()) < _LONGEST_PART for c in chunks)


_DOLLAR = regex(r"(?<!\\)\$")


def _lone(lines: Lines, text: str, start: int) -> Formula:
    """A `$$` without its partner, with the TeX that most likely belongs to it, up to the next dollar."""
    block = lines.block_at(start)
    low, high = block.span if block else (start, start + 2)
    if found := _DOLLAR.search(text, start + 2, high):
        high = found.start()
    low = max(low, text.rfind("$", low, start) + 1)
    if text[start + 2 : high].strip():
        return Formula("$$", Span(start, high), Span(start + 2, high), "unclosed")
    if text[low:start].strip():
        return Formula("$$", Span(low, start + 2), Span(low, start), "unclosed")
    return Formula("$$", Span(start, start + 2), Span(start + 2, start + 2), "unclosed")


_SPACE = regex(r"[\s>]*+")
_ENDED = regex(r"\\end\{[a-z]+\*?\}(?=[ \t]*+\n {0,3}(?:>|[-*+][ \t]|1[.)][ \t]))")
"""The end of an environment right above a line that begins another block, where others' parsers end a paragraph."""
_ABOVE_HTML = regex(rf"\\end\{{[a-z]+\*?\}}(?=[ \t]*+\n(?!</){BLOCK_TAG.pattern})", re.I)
"""The same above a line that begins a block of HTML, where every parser ends it."""
_BELOW_HTML = regex(r"(?:</[a-z][\w-]*+[ \t]*+>|<hr[ ]?/?>)[ \t]*+\n[ \t>]*+(?=\\begin\{)", re.I)
"""The end of HTML in the line above an environment."""
_ENV = regex(r"\\begin\{([a-z]+\*?)\}")


def environments(lines: Lines, text: str) -> list[Formula]:
    """`\\begin{align} … \\end{align}` as a block of its own, which arithmatex reads without delimiters."""
    if "\\begin{" not in text:
        return []
    anybodys = lines.dialect.escaped_brackets
    made: list[Formula] = []
    for block in lines.blocks:
        at, end = lines.inner(block.first), lines.end(block.last)
        if BLOCK_TAG.match(text, at) and (below := _BELOW_HTML.search(text, at, end)):
            at = below.end()
        if found := _ABOVE_HTML.search(text, at, end) or (anybodys and _ENDED.search(text, at, end)):
            end = found.end()
        elif not anybodys and lines.kinds[block.last + 1 : block.last + 2] == [Kind.FENCE]:
            continue  # A site has the fence in one paragraph with it.
        row = _envs(text, at, end)
        made.extend(row if anybodys else _joined(text, row))
    return made


def _joined(text: str, found: list[Formula]) -> list[Formula]:
    """What a site makes of environments in a row: one formula from the first to the last, if both have one name."""
    if len(found) < 2:
        return found
    span = Span(found[0].span.start, found[-1].span.end)
    begins = _ENV.match(text, span.start)
    return [Formula("env", span, span)] if begins and text.endswith(f"\\end{{{begins[1]}}}", *span) else []


def _envs(text: str, at: int, limit: int) -> list[Formula]:
    """The environments that fill a block, one behind the other; none where anything else stands in it."""
    made: list[Formula] = []
    while found := _ENV.match(text, at):
        closer = f"\\end{{{found[1]}}}"
        end = text.find(closer, found.end(), limit)
        if end < 0:
            return []
        span = Span(at, end + len(closer))
        made.append(Formula("env", span, span))
        at = _SPACE.match(text, span.end, limit).end()  # type: ignore[union-attr]
    return made if at >= limit else []

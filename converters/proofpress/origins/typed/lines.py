"""The lines that an author typed, to the letter: the reader of HTML collapses white space, and code needs it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from proofpress.evidence.line_ends import line_end_between
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Paragraph, text_of

_LINE_TAG = regex(r"<(?:br|/?p|/?div|/?li|/?h[1-6]|/?td|/?blockquote|/?section|/?article)\b[^<>]*>", re.I)
_TAG = regex(r"<[^<>]*>")
_WINDOW = 600
_COLUMNS = {"\xa0": 1, " ": 1, "\t": 4, "\u2002": 1, "\u2003": 2, "\u3000": 2}
_HARD = frozenset("\xa0\u2002\u2003\u3000")
_FOLDED = regex(r"(?:(?<![ \t])[ \t]++)?\n\s*+")
_LAST_BREAK = regex(r"<br\s*/?>\s*(?=</(?:p|div|li)\b)", re.I)
_NEW_PARAGRAPH = regex(r"</p\s*>\s*<p\b", re.I)
_LINE_END = regex(r"<br\b|</(?:p|div|li)\b", re.I)


def listing(root: Source, run: Sequence[Paragraph], *, parted: bool = False) -> list[str]:
    """The lines of paragraphs that are code, with their indentation,
    their inner spaces and the blank lines between them.

    Spaces that a browser shows (`&nbsp;`) count; where no line has any, those of the source do,
    less what all lines share. `parted` as for `blank_lines`.
    """
    margins = [margin(root, paragraph.span.start) for paragraph in run]
    hard = any(shown for shown, _ in margins)
    columns = [shown if hard else typed for shown, typed in margins]
    least = min((count for count in columns[1:]), default=columns[0])
    least = min(least, columns[0]) if hard else least
    out: list[str] = []
    for index, paragraph in enumerate(run):
        if index:
            out.extend([""] * blank_lines(root, run[index - 1], paragraph, parted=parted))
        out.append(" " * max(columns[index] - least, 0) + to_the_letter(root, paragraph))
    return out


def to_the_letter(root: Source, paragraph: Paragraph) -> str:
    """A paragraph's text with its inner spaces as they stand in the file."""
    text = text_of(paragraph).strip()
    raw = _TAG.sub("", root.text[paragraph.span.start : paragraph.span.end])
    for _ in range(3):
        if "".join(raw.split()) == "".join(text.split()):
            return (
                _FOLDED.sub(_meant, raw.strip())
                .replace("\xa0", " ")
                .replace("\u2003", "  ")
                .replace("\u3000", "  ")
                .replace("\u2002", " ")
                .strip()
            )
        if (decoded := html.unescape(raw)) == raw:
            break
        raw = decoded
    return html.unescape(text) if "&" in text else text


def _meant(run: re.Match[str]) -> str:
    """A line end of the file, which no reader sees."""
    return line_end_between(run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1])


def margin(root: Source, start: int) -> tuple[int, int]:
    """How many columns stand before a line: those that a browser shows,
    and those of the source behind its last line end."""
    window = root.text[max(start - _WINDOW, 0) : start]
    if window.endswith(">") and _LINE_TAG.fullmatch(window, window.rfind("<")):
        return 0, 0
    last = max((tag.end() for tag in _LINE_TAG.finditer(window)), default=len(window))
    between = html.unescape(html.unescape(_TAG.sub("", window[last:])))
    if not between or between.strip(" \t\n\xa0\u2002\u2003\u3000\u200b"):
        return 0, 0
    first = next((index for index, char in enumerate(between) if char in _HARD), len(between))
    shown = sum(_COLUMNS.get(char, 0) for char in between[first:] if char != "\n")
    return shown, sum(_COLUMNS.get(char, 0) for char in between[between.rfind("\n") + 1 :])


def kept(root: Source, before: Paragraph, after: Paragraph) -> int:
    """The columns before a line where no tag ends the line above: then the page shows the line ends of the file, and
    the spaces behind them. 0 elsewhere."""
    between = root.text[before.span.end : after.span.start]
    line = between[between.rfind("\n") + 1 :]
    if line == between or line.strip() or _LINE_TAG.search(between):
        return 0
    return sum(_COLUMNS.get(char, 0) for char in line)


def blank_lines(root: Source, before: Paragraph, after: Paragraph, *, parted: bool = False) -> int:
    """How many empty lines a reader sees between two lines, at most two; `parted` where lines end with a break, and a
    new paragraph is what became of a blank one."""
    if "<" not in (shown := root.text[before.span.end : after.span.start]):
        return min(max(shown.count("\n") - 1, 0), 2)
    between = _LAST_BREAK.sub("", root.text[before.span.end : after.span.start][:2000])
    if parted and _NEW_PARAGRAPH.search(between):
        return 1
    return min(max(len(_LINE_END.findall(between)) - 1, 0), 2)


def curled(written: str) -> dict[int, str]:
    """Which quotation marks of a listing, as it stands in the file, WordPress has made of straight ones: those written
    as its references, in pairs, with no straight one left. A table for `str.translate`."""
    made: dict[int, str] = {}
    for left, right, sign in ((8220, 8221, '"'), (8216, 8217, "'")):
        count = written.count(f"&#{left};") + written.count(f"&#{right};")
        if (
            count
            and count % 2 == 0
            and sign not in _TAG.sub("", written)
            and not {chr(left), chr(right)} & set(written)
        ):
            made |= {left: sign, right: sign}
    return made

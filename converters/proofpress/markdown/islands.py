"""Islands: stretches of Markdown that CommonMark's block parser must not look into.

Display math (`$$…$$`, `\\[…\\]`), `\\(…\\)`, and the containers of Python-Markdown and pymdown-extensions whose bodies are
indented (`!!! note`, `??? note`, `=== "Tab"`). One pass over the lines finds them, knowing where code stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from proofpress.evidence import chinese
from proofpress.markdown.signs import BOX_HEAD, PREFIX
from proofpress.markdown.ticks import fence_line


@dataclass(frozen=True, slots=True)
class Island:
    """Offsets of the whole and of what is inside. `kind` is `math`, `inline-math`, `details`, `tab` or an admonition's type.

    `indent` is how far the body of a container is indented, `prefix` what stands before the island on its first line.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: str
    title: str = ""
    open: bool = True
    indent: int = 0
    prefix: str = ""


_HEADING = re.compile(r"#{1,6}\s")
_PROSE = re.compile(
    rf"[{chinese.CLASS}]{{4,}}[，。；：]|^\s*(?:[-*+]|\d+[.)])\s+\S+\s+\S+|^\s*(?:#{{1,6}}\s|```|~~~)", re.M
)
_LONGEST = 20000
_LONGEST_INLINE = 4000


def find_islands(text: str) -> list[Island]:
    """The outermost islands of a text, in order. Time is linear in the text."""
    if not any(sign in text for sign in ("$$", "\\[", "\\(", "!!!", "???", '=== "', "===! ", "===+ ")):
        return []
    return list(_Scan(text).run())


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [line + "\n" for line in text.split("\n")]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.found: list[Island] = []
        self.closings: dict[str, int] = {}

    def run(self) -> list[Island]:
        number = 0
        count = len(self.lines)
        fence = ""
        fence_indent = 0
        blank = True
        paragraph: list[int] = []
        while number < count:
            line = self.lines[number]
            prefix = PREFIX.match(line)
            lead = prefix.end() if prefix else 0
            content = line[lead:]
            if fence:
                stripped = line.lstrip(" \t>").rstrip()
                closes = stripped.startswith(fence) and not stripped.strip(fence[0])
                left = blank and content.strip() and self._indent(line) < fence_indent
                if closes or left:
                    fence = ""
                blank = not content.strip()
                number += 1
                continue
            if opened := fence_line(number, content[:-1]):
                self._inline(paragraph)
                fence = opened.mark
                fence_indent = 0
                number += 1
                continue
            if not content.strip():
                self._inline(paragraph)
                blank = True
                number += 1
                continue
            if blank and line.startswith(("    ", "\t")) and not self._in_list(number):
                number += 1
                continue
            blank = False
            if self._container(number, lead) or self._display(number, lead):
                island = self.found[-1]
                self._inline(paragraph)
                number = self._line_of(island.end)
                blank = True
                continue
            paragraph.append(number)
            number += 1
        self._inline(paragraph)
        self.found.sort(key=lambda island: island.start)
        return self.found

    @staticmethod
    def _indent(line: str) -> int:
        return len(line) - len(line.lstrip(" \t"))

    def _in_list(self, number: int) -> bool:
        """Whether an indented line continues a list item, a note or a container rather than being code."""
        indent = self._indent(self.lines[number])
        for back in range(number - 1, max(number - 400, -1), -1):
            line = self.lines[back]
            if not line.strip():
                continue
            if self._indent(line) < indent:
                if re.match(r"\s*(?:[-*+]|\d{1,9}[.)]|:)\s+\S|\s*\[\^[^\]]+\]:", line):
                    return True
                if self._indent(line) == 0:
                    return False
                indent = self._indent(line)
        return False

    def _line_of(self, end: int) -> int:
        """The number of the first line that begins at or behind `end`."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < end:
                low = middle + 1
            else:
                high = middle
        return low

    def _container(self, number: int, lead: int) -> bool:
        line = self.lines[number]
        match = BOX_HEAD.match(line[lead:].rstrip("\n"))
        if match is None or line[:lead].strip():
            return False
        if match["mark"].startswith("===") and match["only"] is None:
            return False
        indent = self._indent(line)
        last = number
        for after in range(number + 1, len(self.lines)):
            text = self.lines[after]
            if not text.strip():
                continue
            if self._indent(text.expandtabs(4)) < indent + 4:
                break
            last = after
        start = self.starts[number] + lead
        inner = self.starts[number + 1]
        end = self.starts[last + 1] - 1
        mark = match["mark"]
        if mark.startswith("==="):
            kind, title = "tab", match["only"] or ""
        else:
            kind = "details" if mark.startswith("???") else (match["type"] or "note").split()[0]
            title = match["title"] if match["title"] is not None else match["only"] or ""
            if mark.startswith("???") and not title:
                title = (match["type"] or "note").split()[0].capitalize()
        self.found.append(
            Island(
                start,
                max(end, start),
                min(inner, end),
                max(end, min(inner, end)),
                kind,
                title,
                mark != "???",
                indent + 4,
            )
        )
        return True

    def _display(self, number: int, lead: int) -> bool:
        """Display math that begins its line: `$$` or `\\[`, closed on this line or at the end of a later one."""
        line = self.lines[number]
        content = line[lead:]
        if content.startswith("$$"):
            opening, closing = "$$", "$$"
        elif content.startswith("\\["):
            opening, closing = "\\[", "\\]"
        else:
            return False
        start = self.starts[number] + lead
        inner = start + 2
        close = self.text.find(closing, inner, self.starts[number + 1] - 1)
        if close >= 0:
            if self.text[close + 2 : self.starts[number + 1]].strip() and opening == "$$":
                return False
            return self._add_display(start, close, line[:lead])
        if opening == "$$" and content[2:].strip() and "$" in content[2:]:
            return False
        last = min(number + 400, len(self.lines))
        if not 0 <= self._closing(closing, self.starts[number + 1]) < self.starts[last]:
            return False
        blanks = 0
        for after in range(number + 1, last):
            text = self.lines[after]
            at = text.find(closing)
            if at >= 0:
                if opening == "$$" and text[at + 2 :].strip() and text[:at].strip(" \t>"):
                    return False
                close = self.starts[after] + at
                inside = self.text[inner:close]
                if (blanks and _PROSE.search(inside)) or len(inside) > _LONGEST:
                    return False
                return self._add_display(start, close, line[:lead])
            if not text.strip(" \t>\n"):
                blanks += 1
                if blanks > 12:
                    return False
            elif fence_line(after, text[:-1]) or _HEADING.match(text.lstrip(" \t>")):
                return False
        return False

    def _closing(self, sign: str, at: int) -> int:
        """Where the next `$$` or `\\]` behind an offset stands, or -1; offsets are asked for in order."""
        if self.closings.get(sign, 0) < at and self.closings.get(sign) != -1:
            self.closings[sign] = self.text.find(sign, at)
        return self.closings[sign]

    def _add_display(self, start: int, close: int, prefix: str) -> bool:
        self.found.append(Island(start, close + 2, start + 2, close, "math", prefix=prefix))
        return True

    def _inline(self, numbers: list[int]) -> None:
        """`\\(…\\)` and `\\[…\\]` inside the lines of one paragraph, outside its code spans."""
        if not numbers:
            return
        start, end = self.starts[numbers[0]], self.starts[numbers[-1] + 1] - 1
        numbers.clear()
        text = self.text[start:end]
        if "\\(" not in text and "\\[" not in text:
            return
        ends = _Ends(text)
        at = 0
        for sign in _SIGN.finditer(text):
            opened, inner = sign.span()
            if opened < at:
                continue
            if text[opened] == "`":
                close = ends.of_code(opened, inner)
                at = close + inner - opened if close >= 0 else inner
                continue
            bracket = _CLOSES.get(text[opened + 1])
            if bracket is None or text[opened - 1 : opened] == "[":
                continue
            close = ends.of_bracket(bracket, inner)
            if close < 0 or not _is_tex(text[inner:close]):
                continue
            kind = "inline-math" if bracket == ")" else "math"
            self.found.append(Island(start + opened, start + close + 2, start + inner, start + close, kind))
            at = close + 2


_SIGN = re.compile(r"`+|\\[\\(\[]")
_RUN = re.compile(r"`+")
_ESCAPE = re.compile(r"\\(.)", re.S)
_CLOSES = {"(": ")", "[": "]"}


class _Ends:
    """Where in a paragraph code and formulas can end, found in one go."""

    def __init__(self, text: str) -> None:
        self.runs: dict[int, list[int]] = {}
        for run in _RUN.finditer(text):
            self.runs.setdefault(len(run[0]), []).append(run.start())
        self.brackets: dict[str, list[int]] = {")": [], "]": []}
        for escape in _ESCAPE.finditer(text):
            if escape[1] in self.brackets:
                self.brackets[escape[1]].append(escape.start())

    def of_code(self, start: int, end: int) -> int:
        """Where the next run of as many backticks as stand from `start` to `end` begins, or -1."""
        return _next(self.runs[end - start], end)

    def of_bracket(self, bracket: str, at: int) -> int:
        """Where the backslash of the next `\\)` or `\\]` stands that is not itself behind a backslash, or -1."""
        close = _next(self.brackets[bracket], at)
        return close if close <= at + _LONGEST_INLINE else -1


def _next(places: list[int], at: int) -> int:
    """The first of the sorted places at or behind `at`, or -1."""
    index = bisect_left(places, at)
    return places[index] if index < len(places) else -1


_WORDS = re.compile(r"[\d\s,;\u2013-]+|[!^*]?\w?|[^\W\d_]{2,}(?:[ ,.\u2018\u2019'-]+[^\W\d_]+)*[.,]?")
_TEX_SIGN = re.compile(r"[\\^_={}]")


def _is_tex(content: str) -> bool:
    """Whether what stands between `\\(` and `\\)` can be a formula, and not words whose brackets somebody escaped."""
    word = content.strip()
    if len(word) == 1 and word.isalpha():
        return True
    if _TEX_SIGN.search(word):
        return not _WORDS.fullmatch(word)
    return not chinese.has(word) and not _WORDS.fullmatch(word)

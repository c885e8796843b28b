"""One pass over the raw text: which lines are code, front matter or comment, and which container each stands in.

It reads as a forgiving author would, not as one parser does, so that the rules can say where the site's parser differs.
Offsets are characters of the text. The work is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum

from proofpress.source import Span

MASK = "\ufffc"
"""Stands for every character that is not prose."""


class Kind(IntEnum):
    """What a line is."""

    BLANK = 0
    TEXT = 1
    FENCE = 2
    CODE = 3
    FRONT = 4
    RAW = 5
    """A comment, a script, a style or preformatted HTML."""


@dataclass(slots=True)
class Fence:
    """A fenced block: `first` and `last` are its lines, from 0; `last` is the line after which prose goes on.

    `closed` is False where no closing fence stands; `inner` names a fence of the same length that opens inside.
    """

    first: int
    last: int
    indent: int
    marker: str
    info: str
    closed: bool = True
    inner: int | None = None
    prefix: str = ""

    @property
    def lang(self) -> str:
        """The language as written, lower case, "" where there is none."""
        info = self.info.strip()
        if info.startswith("{"):
            found = re.search(r"\.([\w+#-]+)", info)
            return found[1].lower() if found else ""
        return re.split(r"[\s{,:]", info, maxsplit=1)[0].lower() if info else ""


@dataclass(slots=True)
class Front:
    """Front matter, by line; `last` is the line of the closing fence, None where it is missing."""

    last: int | None


@dataclass(slots=True)
class Scan:
    """The lines of a text. `indents` are columns after quote marks, `bases` the column that the container asks for."""

    text: str
    starts: list[int]
    lines: list[str]
    kinds: list[Kind] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    raw: list[Span] = field(default_factory=list)
    front: Front | None = None

    def line_of(self, offset: int) -> int:
        """The line, from 0, that holds a character."""
        return bisect_right(self.starts, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """The characters of the lines `first` to `last`, without the last line end."""
        return Span(self.starts[first], self.starts[last] + len(self.lines[last]))

    def content(self, line: int) -> int:
        """The offset of the first character after quote marks and spaces."""
        text = self.lines[line]
        at = self.quotes[line]
        while at < len(text) and text[at] in " \t":
            at += 1
        return self.starts[line] + at


_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_FENCE = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]{0,2})[ \t]+\S|:[ \t]{2,}\S|\[\^[^\]\n]+\]:")
_RAW = re.compile(r"<!--|<(script|style|pre|textarea)\b", re.I)
_MARKUP = ("", "md", "markdown", "mdx", "text", "txt", "plain", "plaintext", "rmd", "qmd", "myst")


def scan(text: str) -> Scan:
    """Classify the lines of a text. Never raises."""
    lines = text.split("\n")
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    made = Scan(text, starts, lines)
    made.kinds = [Kind.TEXT] * len(lines)
    made.indents = [0] * len(lines)
    made.bases = [0] * len(lines)
    made.quotes = [0] * len(lines)
    first = _front(made)
    _measure(made, first)
    _fences(made, first)
    _raw(made, first)
    _containers(made, first)
    return made


def _front(made: Scan) -> int:
    """Front matter: `---` on the first line, and what follows must look like YAML. Returns the first line after it."""
    if made.lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(made.lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            made.front = Front(number)
            made.kinds[: number + 1] = [Kind.FRONT] * (number + 1)
            return number + 1
        if not line.strip() or line.startswith("# ") is False and re.match(r"#{2,6} ", line):
            break
    fields = 0
    for line in made.lines[1:]:
        if not re.match(r"[\w-]+:(?: |$)|[ \t]+\S|- ", line):
            break
        fields += 1
    if not fields or not re.match(r"[\w-]+:(?: |$)", made.lines[1]):
        return 0
    for number in range(fields + 1, len(made.lines)):
        if made.lines[number].rstrip() == "---" and all(
            not made.lines[k].strip() or re.match(r"[\w-]+:(?: |$)|[ \t]+\S|- |#", made.lines[k])
            for k in range(fields + 1, number)
        ):
            made.front = Front(number)
            made.kinds[: number + 1] = [Kind.FRONT] * (number + 1)
            return number + 1
        if number > fields + 40:
            break
    made.front = Front(None)
    made.kinds[: fields + 1] = [Kind.FRONT] * (fields + 1)
    return fields + 1


def _measure(made: Scan, first: int) -> None:
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if ">" in line and (quote := _QUOTE.match(line)):
            made.quotes[number] = quote.end()
            line = line[quote.end() :]
        body = line.lstrip(" \t")
        if not body:
            made.kinds[number] = Kind.BLANK
            continue
        lead = line[: len(line) - len(body)]
        made.indents[number] = len(lead.expandtabs(4))


@dataclass(slots=True)
class _Tick:
    """A line that could open or close a fence."""

    line: int
    marker: str
    info: str


def _fences(made: Scan, first: int) -> None:
    ticks: list[_Tick] = []
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if "```" not in line and "~~~" not in line:
            continue
        body = line[made.quotes[number] :].lstrip(" \t")
        found = _FENCE.match(body)
        if found and not ("`" in found[1] and "`" in found[2]):
            ticks.append(_Tick(number, found[1], found[2].strip()))
    bare: dict[tuple[str, int], list[int]] = {}
    for place, tick in enumerate(ticks):
        if not tick.info:
            bare.setdefault((tick.marker[0], len(tick.marker)), []).append(place)
    at = 0
    while at < len(ticks):
        opener = ticks[at]
        end = _closing(bare, opener.marker, at)
        fence = Fence(
            opener.line,
            len(made.lines) - 1,
            made.indents[opener.line],
            opener.marker,
            opener.info,
            prefix=made.lines[opener.line][: made.quotes[opener.line]],
        )
        after = len(ticks)
        nested = _nested(ticks, at, end)
        if end is None:
            fence.closed = False
            limit = ticks[nested].line - 1 if nested is not None else len(made.lines) - 1
            fence.last = _likely_end(made, fence, limit)
            after = (
                nested
                if nested is not None
                else next((k for k in range(at + 1, len(ticks)) if ticks[k].line > fence.last), len(ticks))
            )
        elif nested is not None and _collides(ticks, at, nested, end):
            fence.inner = ticks[nested].line
            outer_end = end + 1
            fence.last = ticks[outer_end].line
            after = outer_end + 1
        elif nested is not None:
            fence.closed = False
            fence.last = _likely_end(made, fence, ticks[nested].line - 1)
            after = nested
        else:
            fence.last = ticks[end].line
            after = end + 1
        for number in range(fence.first, fence.last + 1):
            made.kinds[number] = Kind.FENCE
        made.fences.append(fence)
        at = after


def _closing(bare: dict[tuple[str, int], list[int]], marker: str, at: int) -> int | None:
    """The first line after the one at `at` that can close a fence; `bare` has such lines by character and length."""
    ends = [
        places[index]
        for (char, length), places in bare.items()
        if char == marker[0] and length >= len(marker) and (index := bisect_right(places, at)) < len(places)
    ]
    return min(ends, default=None)


def _nested(ticks: list[_Tick], at: int, end: int | None) -> int | None:
    """A line between the opener and its end that opens a fence of the very same marker."""
    opener = ticks[at]
    for k in range(at + 1, len(ticks) if end is None else end):
        if ticks[k].marker == opener.marker and re.fullmatch(r"[\w+#.-]+(?:[ ,{].*)?|\{.*\}", ticks[k].info):
            return k
    return None


def _collides(ticks: list[_Tick], at: int, nested: int, end: int) -> bool:
    """True where a fence that shows Markdown holds a whole fence: open, open, close, close."""
    opener = ticks[at]
    lang = opener.info.split(" ")[0].lower().strip("{}.")
    if lang not in _MARKUP or end + 1 >= len(ticks):
        return False
    following = ticks[end + 1]
    if following.info or following.marker[0] != opener.marker[0] or nested != end - 1:
        return False
    return lang != "" or end + 2 >= len(ticks) or bool(ticks[end + 2].info)


_PROSE_START = re.compile(
    r"#{1,6} \S|[\u4e00-\u9fff“「《][^={};]*[。！？：；，、]|[A-Z][a-z]+(?: [a-z,']+){4,}|\*\*\S|> |!\["
)


def _likely_end(made: Scan, fence: Fence, limit: int) -> int:
    """Where a fence that is never closed most likely ends: before the first blank line with prose after it."""
    hashes = fence.lang in (
        "python",
        "py",
        "bash",
        "sh",
        "shell",
        "yaml",
        "yml",
        "toml",
        "ruby",
        "r",
        "ini",
        "dockerfile",
        "makefile",
        "perl",
        "",
    )
    for number in range(fence.first + 1, limit):
        if made.lines[number].strip() or not made.lines[number + 1].strip():
            continue
        line = made.lines[number + 1]
        if _PROSE_START.match(line) and not (hashes and line.startswith("# ")):
            return max(number - 1, fence.first)
    last = limit
    while last > fence.first and not made.lines[last].strip():
        last -= 1
    return last


def _raw(made: Scan, first: int) -> None:
    """Comments, and the HTML elements whose content is never Markdown."""
    text, at = made.text, made.starts[first] if first < len(made.starts) else len(made.text)
    missing: set[str] = set()
    ticks = counted = 0
    while found := _RAW.search(text, at):
        line = made.line_of(found.start())
        at = found.end()
        if counted < made.starts[line]:
            ticks, counted = 0, made.starts[line]
        ticks += text.count("`", counted, found.start())
        counted = found.start()
        if made.kinds[line] == Kind.FENCE or ticks % 2:
            continue
        closer = "-->" if found[1] is None else f"</{found[1].lower()}"
        if closer in missing:
            continue
        end = text.find(closer, at)
        if end < 0:
            end = text.lower().find(closer, at) if found[1] else -1
        if end < 0:
            missing.add(closer)
            continue
        end += len(closer)
        if found[1]:
            end = text.find(">", end) + 1 or end
        made.raw.append(Span(found.start(), end))
        last = made.line_of(max(end - 1, found.start()))
        for number in range(line, last + 1):
            whole = made.starts[number] >= found.start() or not text[made.starts[number] : found.start()].strip()
            closed = made.starts[number] + len(made.lines[number])
            if (
                whole
                and (closed <= end or not text[end:closed].strip())
                and made.kinds[number] in (Kind.TEXT, Kind.FENCE)
            ):
                made.kinds[number] = Kind.RAW
        at = end
    if made.raw:
        made.fences = [f for f in made.fences if made.kinds[f.first] == Kind.FENCE]


def _containers(made: Scan, first: int) -> None:
    """Indented code, and for every line the column its container asks for (multiples of four, as the site's parser does)."""
    stack: list[tuple[int, int, bool]] = []
    """Container column, column of its content, whether it is a list item."""
    before = Kind.BLANK
    quoted = 0
    for number in range(first, len(made.lines)):
        kind = made.kinds[number]
        if kind == Kind.BLANK:
            before = kind
            continue
        indent = made.indents[number]
        depth = made.lines[number].count(">", 0, made.quotes[number])
        body = made.lines[number][made.quotes[number] :].lstrip(" \t")
        if depth != quoted:
            stack.clear()
            quoted = depth
            if before == Kind.CODE:
                before = Kind.BLANK
        opens = kind == Kind.TEXT and (_ITEM.match(body) or _CONTAINER.match(body))
        if before != Kind.TEXT or opens or body.startswith("#"):
            while stack and indent < (stack[-1][0] + 2 if stack[-1][2] else stack[-1][1]):
                if kind == Kind.FENCE and indent > stack[-1][0]:
                    break
                stack.pop()
        base = stack[-1][1] if stack else 0
        made.bases[number] = base
        if (
            kind == Kind.TEXT
            and before in (Kind.BLANK, Kind.CODE)
            and indent >= base + 4
            and not (opens and stack and stack[-1][2] and before == Kind.BLANK)
        ):
            made.kinds[number] = before = Kind.CODE
            continue
        if opens:
            stack.append((indent, indent // 4 * 4 + 4, bool(_ITEM.match(body))))
        before = kind

"""Runaway text: a line that repeats and repeats, or words that do inside one line.

失控的重复：同一行一再出现，或一行之内同样的词一再出现。

Reported:

````markdown
The model improves.

The accuracy rises.
The accuracy rises.
The accuracy rises.
The accuracy rises.
The accuracy rises.
The accuracy rises.
````

Instead:

````markdown
The model improves.

The accuracy rises.
````

Reported:

````markdown
它有广泛的应用，的应用，的应用，的应用，的应用，的应用，的应用，的应用，的应用，的应用，的应用，的应用。
````

Instead:

````markdown
它有广泛的应用。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from proofpress.finding import Words
from proofpress.markdown.lines import Kind
from proofpress.markdown.mask import MASK
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, Remark, Rule, replace
from proofpress.source import Span

_INLINE = regex(r"(?=[^\s\ufffc|=.*_~-])([^\n\ufffc|]{2,40}?)\1{5,}")
_LETTERS = regex(r"[^\W\d_]")
LINES = 5
"""So many equal lines one after another are no emphasis."""


CYCLES = 6
"""So many turns of two or three lines."""
_LETTER_RUN = regex(r"([^\W\d_])\1{39,}")
_PART = 20


def check(page: Page) -> Iterator[Remark]:
    """One remark a run."""
    spans: list[Span] = []
    for first, second, last in (*_runs(page), *_cycles(page)):
        if any(page.scan.starts[first] in s for s in spans):
            continue
        spans.append(page.scan.span(first, last))
        yield Remark(
            page.scan.span(first, last),
            Words("Unexpected line repeated again and again, expected it once", "同一行一再重复，应只有一次"),
            Words("Keep the first, and look whether the text was cut off here.", "保留第一行，并检查此处是否中断。"),
            replace(page.scan.starts[second] - 1, page.scan.span(last, last).end, ""),
            safe=False,
        )
    for found in _inline(page.prose):
        unit = found[1]
        whole = found.end() - found.start()
        if (
            whole < 30
            or len(set(unit)) < 2
            or len(_LETTERS.findall(unescape(unit))) * 2 < len(unit.strip())
            or any(found.start() in s for s in spans)
        ):
            continue
        yield Remark(
            Span(*found.span()),
            Words(
                f"Unexpected {unit.strip()!r} repeated {whole // len(unit)} times, expected it once",
                f"“{unit.strip()}”重复了 {whole // len(unit)} 次",
            ),
            Words("Keep it once, and look whether the text was cut off here.", "保留一次，并检查此处是否中断。"),
            replace(found.start() + len(unit), found.end(), ""),
            safe=False,
        )

    for found in _LETTER_RUN.finditer(page.prose) if _may_run(page.prose) else ():
        yield Remark(
            Span(*found.span()),
            Words(
                f"Unexpected {found[1]!r} repeated {len(found[0])} times, expected it once",
                f"“{found[1]}”重复了 {len(found[0])} 次",
            ),
            Words("Keep it once, and look whether the text was cut off here.", "保留一次，并检查此处是否中断。"),
            replace(found.start() + 1, found.end(), ""),
            safe=False,
        )


def _may_run(text: str) -> bool:
    """The first look for `_LETTER_RUN`: of forty letters, twenty fill one of the text's pieces."""
    places = (text[at::_PART] for at in (0, 6, 13, _PART - 1))
    return any(one == two == three == four and one.isalnum() for one, two, three, four in zip(*places, strict=False))


STEP, SEED, REACH = 10, 5, 40


def _inline(text: str) -> Iterator[re.Match[str]]:
    """Repetitions inside a line. Every tenth place is tried: whatever repeats for thirty characters repeats there."""
    done = 0
    for line in re.finditer(r"[^\n]{30,}", text):
        start, end = line.span()
        for at, period in _again(line[0]):
            at += start
            again = at + period
            if at < done or text[at : at + 2 * period] != text[again : again + 2 * period]:
                continue
            found = _INLINE.search(text, max(start, done, at - REACH), end)
            if found is None:
                break
            done = found.end()
            yield found


def _again(line: str) -> list[tuple[int, int]]:
    """The places, of those that are tried, whose first letters come again, and how far on."""
    find = line.find
    return [
        (at, again - at)
        for at in range(0, len(line) - SEED, STEP)
        if (again := find(line[at : at + SEED], at + 1, at + REACH + SEED)) >= 0
    ]


def _runs(page: Page) -> Iterator[tuple[int, int, int]]:
    """First line, second line and last line of equal lines; blank ones between them do not count."""
    first = second = last = count = 0
    before = ""
    for number, kind in enumerate([*page.scan.kinds, Kind.FENCE]):
        if kind == Kind.BLANK:
            continue
        body = _MARKER.sub("", page.body(number), count=1) if kind == Kind.TEXT else ""
        if body and body == before:
            count += 1
            second = second if count > 2 else number
            last = number
            continue
        if count >= LINES and not before.startswith("|") and _LETTERS.search(before) and MASK not in before:
            yield first, second, last
        first = number
        before, count = body, 1


_MARKER = regex(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")


def _cycles(page: Page) -> Iterator[tuple[int, int, int]]:
    """As `_runs`, of two or three lines that take turns."""
    lines: list[tuple[int, str]] = []
    for number, kind in enumerate([*page.scan.kinds, Kind.FENCE]):
        if kind == Kind.BLANK:
            continue
        if (
            kind == Kind.TEXT
            and not (body := page.body(number)).startswith(("|", "#"))
            and _LETTERS.search(body)
            and MASK not in body
        ):
            lines.append((number, _MARKER.sub("", body, count=1)))
            continue
        for period in (2, 3):
            start = 0
            for at in range(period, len(lines) + 1):
                if at < len(lines) and lines[at][1] == lines[at - period][1]:
                    continue
                if at - start >= CYCLES * period:
                    yield lines[start][0], lines[start + period][0], lines[at - 1][0]
                start = at - period + 1
        lines = []


RULE = Rule("residue-repetition", ERROR, check, fix="unsafe")

"""Law of conservation: what stands in an input is carried into the output, or is named in the ledger, or is lost.

The input is seen in pieces (`Seen`): a run of text, the address of an image, the TeX of an attribute. Each is looked
for in the letters of what was written, from where the last one was found; what is not found there and has no line in
the ledger is looked for anywhere, in short overlapping strips of letters, for an article moves its notes and its title.
The address of a link and a short cell of a table are units: they stand in the output as a link or in a table, or are
lost. Time is linear in the input.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from html import unescape
from operator import itemgetter
from typing import NamedTuple

from proofpress.conservation.units import BAR, Addresses, Cells, addresses, without_targets
from proofpress.evidence.letters import letters
from proofpress.finding import Finding, Severity, Words
from proofpress.markdown.signs import BOX_CLASSES, BOX_SIGN, FENCE
from proofpress.regex import regex
from proofpress.source import Span

LOST = "lost"
"""The name under which a loss stands in the ledger."""

_STRIP = 6
"""Letters in one strip; half as many carry as much in Chinese, and no fewer tell one place from another."""
_NEAR = 600
"""How far behind the last piece the next one is expected."""
_ANYWHERE = 400
"""How many pieces are looked for in the whole output before its strips are worth their making."""
_STRESS = regex(r"</?(?:strong|em|code)>")
"""Tags in the output that stand for what the input may have signs for."""
_GAP = 40
"""Losses with no more than so many characters between them are one."""


class As(Enum):
    """How a piece is looked for: among the letters, as the address of a link, or as a cell of a table."""

    TEXT = "text"
    LINK = "link"
    CELL = "cell"
    END = "end"
    """No piece: here a table ends."""


class Seen(NamedTuple):
    """A piece of the input: its place in the root, its text, and how few letters of it are too few to speak of; where
    what a link shows begins, for a long tag is nothing that a line in the ledger has to cover."""

    start: int
    end: int
    text: str
    least: int = 1
    kind: As = As.TEXT
    inner: int = -1


@dataclass(frozen=True, slots=True)
class Account:
    """What became of an input: the places that are lost, and how many letters a reader saw, before and after; `apart`
    are those before that no link shows, `convicted` those that went because a machine wrote them or ran on.

    What went with a line in the ledger is kept where that line mends it, and tags and addresses are nothing that a
    reader saw. `seen` counts what a page hides as well, where nothing but a title came of it.
    """

    lost: tuple[Finding, ...]
    seen: int
    kept: int
    apart: int
    convicted: int = 0

    @property
    def vanished(self) -> bool:
        """True where hardly anything is left of what a reader saw, which no frame around an article explains. Beside a
        sentence or two, all of a site's menu may stand: then what links show counts for nothing."""
        if not self.kept:
            return self.seen >= _A_PAGE
        weight = (self.seen if self.kept < _A_SENTENCE else self.apart) - self.convicted
        return self.seen - self.convicted >= _A_PAGE and self.kept < _A_PAGE // 2 and self.kept * 25 < weight


_A_SENTENCE, _A_PAGE = 60, 400
_CONVICTING = frozenset(("thinking", "turns", "tokens", "prompts", "remarks", "repetition"))
"""Passes that take out what is no frame of a page, and say of each place why."""


def account(seen: Iterable[Seen], written: str, ledger: Sequence[Finding]) -> Account:
    """Hold what was seen of the input against the Markdown that was written and against the ledger;
    a finding without text names nothing."""
    plain = unescape(_STRESS.sub("", written))
    output = letters(plain.replace("<br>", " "))
    covered = _Covered(finding.span for finding in ledger if finding.text)
    removed = _Covered(one.span for one in ledger if one.text and one.severity is Severity.REMOVAL)
    named = ""
    strips = _Strips(output)
    bare: _Strips | None = None
    barless: _Strips | None = None
    unbroken = untold = told = said = ""
    units = _Units(written, ledger)
    convicting = _Covered(one.span for one in ledger if one.rule in _CONVICTING and one.severity is Severity.REMOVAL)
    at = gone = kept = looked = convicted = 0
    linked = in_links = 0
    missing: list[Seen] = []
    for piece in seen:
        if piece.kind is not As.TEXT:
            linked = max(linked, piece.end) if piece.kind is As.LINK else linked
            missing += units.missing(piece)
            continue
        want = letters(piece.text)
        size = len(want)
        if not size:
            continue
        in_links += size if piece.start < linked else 0
        found = output.find(want, at, at + size + (_NEAR if size > _STRIP else _STRIP))
        if found >= 0:
            at = found + size
            kept += size
            continue
        if covered.holds(piece.start, piece.end):
            shown = sum(len(letters(part)) for part in without_markup(piece.text))
            is_gone = 2 * removed.within(piece.start, piece.end) >= piece.end - piece.start
            gone += shown if is_gone else 0
            convicted += shown if is_gone and convicting.holds(piece.start, piece.end) else 0
            kept += 0 if is_gone else shown
            continue
        if size < piece.least:
            is_gone = not strips.hold(want)
            gone += size if is_gone else 0
            kept += 0 if is_gone else size
            continue
        looked += 1
        if looked <= _ANYWHERE and (found := output.find(want)) >= 0:
            at = found + size if size > _STRIP else at
            kept += size
            continue
        parts = [letters(part) for part in without_markup(piece.text)]
        if strips.hold(want) or all(map(strips.hold, parts)):
            kept += size
            continue
        if "|" in piece.text:
            barless = barless or _Strips(letters(BAR.sub("", plain)))
            if barless.hold(letters(BAR.sub("", piece.text))):
                kept += size
                continue
        if "<" in piece.text:
            bare = bare or _Strips(letters(unescape(_TAG.sub("", written))))
            if bare.hold(letters(_TAG.sub(" ", piece.text))) or all(map(bare.hold, parts)):
                kept += size
                continue
        if len(piece.text) == piece.end - piece.start and (rest := covered.outside(piece.start, piece.end)):
            left = (piece.text[a - piece.start : b - piece.start] for a, b in rest)
            if all(strips.hold(letters(part)) for text in left for part in without_markup(text)):
                kept += size
                continue
        gone += sum(map(len, parts))
        named = named or letters(told := "\n".join(finding.text for finding in ledger))
        if want in named:
            continue
        if "&" in told and _unescaped(piece.text) in (said := said or _unescaped(told)):
            continue
        if "br" in want:
            # A break of a line that is written as HTML in a listing is text.
            unbroken = unbroken or letters(plain)
            if want in unbroken:
                continue
        if "&" in piece.text:
            # So is an entity.
            untold = untold or letters(written)
            if want in untold:
                continue
        missing.append(piece)
    return Account(_merged(missing), kept + gone, kept, kept + gone - in_links, convicted)


def _unescaped(text: str) -> str:
    """The letters of a text that may have been escaped more than once."""
    for _ in range(_ESCAPED):
        if "&" not in text:
            break
        text = unescape(text)
    return letters(text)


_ESCAPED = 4


class _Units:
    """The links and cells of a Markdown text, read when the first one is asked for; what the ledger says that it took
    out or changed is none."""

    def __init__(self, written: str, ledger: Sequence[Finding]) -> None:
        self._written = written
        self._ledger = ledger
        self._table: list[Seen] = []

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self._written)

    @cached_property
    def _cells(self) -> Cells:
        return Cells(self._written)

    @cached_property
    def _named(self) -> _Covered:
        return _Covered(one.span for one in self._ledger if one.text and one.severity is not Severity.WARNING)

    def missing(self, piece: Seen) -> list[Seen]:
        """The units that are lost, once as much is known of them: of a table, at its end."""
        if piece.kind is As.LINK:
            if self._addresses.hold(piece.text) or self._named.holds(piece.start, piece.end):
                return []
            return [] if piece.inner >= 0 and self._named.holds(piece.inner, piece.end) else [piece]
        if piece.kind is As.CELL:
            self._table.append(piece)
            return []
        table, self._table = self._table, []
        lost = (table[at] for at in self._cells.missing([cell.text for cell in table]))
        return [cell for cell in lost if not self._named.holds(cell.start, cell.end)]


class _Covered:
    """Whether a range lies in the spans of a ledger."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, start: int, end: int) -> bool:
        """True where more than half of the range is covered; a line that mends a part of a sentence may stand for all
        of it."""
        covered = self.within(start, end)
        return 2 * covered >= end - start or covered > 0 and end - start < 200

    def within(self, start: int, end: int) -> int:
        """How many characters of a range are covered."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        covered = 0
        while index < len(self._starts) and self._starts[index] < end:
            covered += max(0, min(end, self._ends[index]) - max(start, self._starts[index]))
            index += 1
        return covered

    def outside(self, start: int, end: int) -> list[Span]:
        """What of a range is covered by nothing; none where nothing of it is covered."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        made: list[Span] = []
        at = start
        touched = False
        while index < len(self._starts) and self._starts[index] < end:
            if self._ends[index] > start:
                touched = True
                if self._starts[index] > at:
                    made.append(Span(at, self._starts[index]))
                at = max(at, self._ends[index])
            index += 1
        if at < end:
            made.append(Span(at, end))
        return made if touched else []


class _Strips:
    """All strips of the output's letters, made when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: dict[int, frozenset[str]] = {}

    def hold(self, want: str) -> bool:
        """True where nearly all of these letters stand in strips of the output, wherever that is."""
        size = min(len(want), _STRIP)
        if size not in self._made:
            text = self._text
            self._made[size] = frozenset(text[i : i + size] for i in range(len(text) - size + 1))
        there = self._made[size]
        starts = range(len(want) - size + 1)
        absent = sum(want[i : i + size] not in there for i in starts)
        return absent == 0 or absent <= 3 * size and absent * 4 <= len(starts)


def _merged(missing: Sequence[Seen]) -> tuple[Finding, ...]:
    """One finding for losses that stand side by side."""
    runs: list[list[Seen]] = []
    for piece in sorted(missing, key=itemgetter(0, 1)):
        if runs and piece.start - runs[-1][-1].end <= _GAP:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return tuple(map(_finding, filter(_says_anything, runs)))


def _says_anything(run: Sequence[Seen]) -> bool:
    return any(piece.kind is not As.TEXT or len(letters(piece.text)) >= piece.least for piece in run)


def _finding(run: Sequence[Seen]) -> Finding:
    text = "\n".join(" ".join(piece.text.split()) for piece in run)
    shown = text if len(text) <= 60 else text[:57] + "…"
    shown = " ".join(shown.split())
    return Finding(
        LOST,
        Severity.WARNING,
        Words(f"lost on the way: {shown}", f"转换中丢失：{shown}"),
        Span(run[0].start, max(piece.end for piece in run)),
        text=text,
    )


_TAG = regex(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]{0,2000}>", re.S)
_ACROSS = regex(
    r"<[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:@][\w:.@-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"<>]{0,2000}+\"|'[^'<>]{0,2000}+'|[^\s\"'=<>`]{1,2000}+))?)++\s*+/?>"
)
"""A tag with attributes, over as many lines as it takes."""
_FENCE = regex(rf"[ \t>]*{FENCE}[^`\n]*\n?")
_NUMBER = regex(r"[ \t>]*(?:\d{1,9}[.)]|#{1,6})[ \t]+")
_BOX = regex(rf"[ \t>]*{BOX_SIGN}[+!]?(?:[ \t]+[A-Za-z][A-Za-z0-9_-]*+(?:[ \t]+{BOX_CLASSES}(?=[ \t]*+(?:\"|$)))?)?")
_MARKS = regex(
    r"\[\^[^\[\]\n]{1,60}+\]|\[\d{1,3}\](?!\()|\{ ?[#.:][^{}\n]{0,100}+\}|\{%[^\n%]{0,300}+%\}"
    r"|\[\s?\]\([^)\[\n]{0,300}+\)"
    r"|^\[[^\]\n]{1,80}\]:.*|\[/?(?:i?tex|i?latex|i?math)\]"
)


def seen_in_markdown(text: str, start: int) -> Iterator[Seen]:
    """The lines of a Markdown text that begins at `start` in the root, the ends of its fences left out, and where their
    links lead."""
    header = text.find("\n+++", 3) if text.startswith("+++") else -1
    at = start
    tag_ends = start
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        if at - start > header and not line.isspace() and not _FENCE.fullmatch(line):
            shown = line[max(tag_ends - at, 0) :]
            if (opened := shown.rfind("<")) > shown.rfind(">"):
                opened += len(line) - len(shown)
                if found := _ACROSS.match(text, at + opened - start):
                    shown, tag_ends = shown[: opened - len(line)], found.end() + start
            yield Seen(at, end, unescape(shown) if "&" in shown else shown, 4)
            if "](" in line or "<" in line or "]:" in line:
                yield from (Seen(at + a, at + b, there, kind=As.LINK) for a, b, there in addresses(line))
        at = end


_REFERENCE = regex(r"\](?:\[[^\[\]\n]{0,80}+\])?")
_LEADS = regex(r"</a>|<img\b[^<>]*+>", re.I)


def without_markup(line: str) -> list[str]:
    """A line without the markup that holds letters (tags, the number of an item, the sign of a box, marks of notes,
    attribute lists, and the addresses of links, which are units), cut where a reference, a link or an image ends."""
    if found := _NUMBER.match(line) or _BOX.match(line):
        line = line[found.end() :]
    return _REFERENCE.split(_MARKS.sub(" ", _TAG.sub(" ", _LEADS.sub("]", without_targets(line)))))

"""Fixes by span: chosen without overlap, applied, checked again, until nothing is left to fix.

A safe fix is kept only where the page renders the same apart from the fault, with the parser of the site: what changes
on the page must stand in the blocks that were edited, and no word is lost that was not edited away.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from proofpress.check import BY_NAME, check
from proofpress.config import Settings
from proofpress.finding import Edit, Finding, apart, apply
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.scan import scan
from proofpress.regex import regex
from proofpress.rules.numbers import TYPED, WORD, first, numbered, words
from proofpress.rules.site import Site
from proofpress.source import Source, Span

if TYPE_CHECKING:
    from markdown import Markdown

ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Fixed:
    """`applied` were mended, in the order of the rounds; `findings` are left, with their spans in the new `source`."""

    source: Source
    applied: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def fix(source: Source, site: Site | None = None, settings: Settings | None = None, *, unsafe: bool = False) -> Fixed:
    """Apply all fixes of a page that can be applied; with `unsafe` those too that may change what the page says."""
    findings = check(source, site, settings)
    applied: list[Finding] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        chosen = apart(f for f in findings if _fixable(f, unsafe) and _key(source, f) not in refused)
        if not chosen:
            break
        done = _try(source, findings, chosen, site, settings)
        if done is None:
            first = _first(source, findings, chosen, refused, site, settings)
            if first is None:
                continue
            done, chosen = first
        source, findings = done
        applied += chosen
    return Fixed(source, tuple(applied), findings)


Tried = tuple[Source, tuple[Finding, ...]]


def _first(
    source: Source,
    findings: Sequence[Finding],
    chosen: Sequence[Finding],
    refused: set[tuple[str, str]],
    site: Site | None,
    settings: Settings | None,
) -> tuple[Tried, list[Finding]] | None:
    """The page with the first of some fixes that can be made alone or with those around it; the others are refused."""
    for one in chosen:
        if (done := _try(source, findings, [one], site, settings)) is not None:
            return done, [one]
        if (group := _together(source, findings, one, site, settings)) is not None:
            return group
        refused.add(_key(source, one))
    return None


def diff(before: Source, after: Source) -> str:
    """The difference of two versions of a page in unified form, "" where there is none."""
    old, new = before.text.splitlines(keepends=True), after.text.splitlines(keepends=True)
    return "".join(
        line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(old, new, before.name, after.name)
    )


def _fixable(finding: Finding, unsafe: bool) -> bool:
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _key(source: Source, finding: Finding) -> tuple[str, str]:
    return finding.rule, source.text[max(0, finding.span.start - 20) : finding.span.end + 20]


def _try(
    source: Source, findings: Sequence[Finding], chosen: list[Finding], site: Site | None, settings: Settings | None
) -> Tried | None:
    """The page with fixes made, None where that brings new findings or changes more than it should."""
    edits = [edit for f in chosen if f.fix for edit in f.fix.edits]
    after = Source(source.name, apply(source.text, edits))
    left = check(after, site, settings)
    before = Counter(f.rule for f in findings)
    if not _better(before, Counter(f.rule for f in left), Counter(f.rule for f in chosen)):
        return None
    come = Counter(f.rule for f in left) - before
    if come and not _was_hidden(source, before, come, chosen, site, settings):
        return None
    safe = [edit for f in chosen if f.fix and f.fix.safe for edit in f.fix.edits]
    docs = site.docs(source.name) if site is not None and safe else None
    if safe and not renders_the_same(source.text, after.text, edits, docs.config if docs else None):
        return None
    return after, left


_STAGES = 5


def _together(
    source: Source, findings: Sequence[Finding], one: Finding, site: Site | None, settings: Settings | None
) -> tuple[Tried, list[Finding]] | None:
    """The page with all safe fixes made in the blocks around one that cannot be made alone, those of faults that it had
    hidden too, and what was mended; None where that leaves new findings, brings its own fault again or changes more
    than it should."""
    regions = _regions(source.text, one.fix.edits) if one.fix and one.fix.safe else []
    if not regions:
        return None
    low, high = regions[0][0], regions[-1][1]
    text, left = source.text, tuple(findings)
    mended: list[Finding] = []
    for _ in range(_STAGES):
        end = high + len(text) - len(source.text)
        inside = [
            f for f in left if _fixable(f, False) and f.fix and all(low <= a and b <= end for (a, b), _ in f.fix.edits)
        ]
        if not inside:
            break
        if mended and any(f.rule == one.rule for f in inside):
            return None
        chosen = apart(inside)
        text = apply(text, [edit for f in chosen if f.fix for edit in f.fix.edits])
        left = check(Source(source.name, text), site, settings)
        mended += chosen
    before, after = Counter(f.rule for f in findings), Counter(f.rule for f in left)
    if len(mended) < 2 or after - before or after[one.rule] >= before[one.rule]:
        return None
    edits, docs = _edits(source.text, text), site.docs(source.name) if site is not None else None
    if edits is None or not renders_the_same(source.text, text, edits, docs.config if docs else None):
        return None
    return (Source(source.name, text), left), mended


_LINE = regex(r"(\s*+)([^\n]*+)")


def _edits(before: str, after: str) -> list[Edit] | None:
    """What makes one text of another, line by line without what the lines have in common; None where either has lines
    of its own."""
    old, new = list(_LINE.finditer(before)), list(_LINE.finditer(after))
    if len(old) != len(new):
        return None
    made: list[Edit] = []
    for one, other in zip(old, new, strict=True):
        if one[1] != other[1]:
            made.append(Edit(Span(*one.span(1)), other[1]))
        if one[2] != other[2]:
            least = min(len(one[2]), len(other[2]))
            same = next((k for k in range(least) if one[2][k] != other[2][k]), least)
            rest = next((k for k in range(least - same) if one[2][-1 - k] != other[2][-1 - k]), least - same)
            made.append(Edit(Span(one.start(2) + same, one.end() - rest), other[2][same : len(other[2]) - rest]))
    return made


_NOTES_TITLE = regex(
    r"(<div\b(?:(?!role=\"doc-endnotes\")[^<>])*+role=\"doc-endnotes\"[^<>]*+>\s*+)<p[^<>]*+>[^<]*+</p>"
)
"""The site's own heading over the notes of a page is no word of the author's."""


def _better(before: Counter[str], after: Counter[str], mended: Counter[str]) -> bool:
    """True where what was mended is gone and nothing is new but what had given way to it, or stood in hidden text."""
    if any(after[rule] > before[rule] - count for rule, count in mended.items()):
        return False
    new = after - before
    return all(any(_hides(hidden, rule) for hidden in mended) for rule in new)


def _hides(rule: str, other: str) -> bool:
    """Whether findings of one rule keep those of another from being told."""
    return other in BY_NAME and (rule in BY_NAME[other].gives_way or rule in BY_NAME and BY_NAME[rule].reveals)


def _was_hidden(
    source: Source,
    before: Counter[str],
    come: Counter[str],
    chosen: Sequence[Finding],
    site: Site | None,
    settings: Settings | None,
) -> bool:
    """Whether what is new on the page was there before, behind a fault that was mended: the other fixes, made without
    the one of that fault, do not bring it."""
    others = [f for f in chosen if not any(_hides(f.rule, rule) for rule in come)]
    edits = [edit for f in others if f.fix for edit in f.fix.edits]
    if not edits:
        return True
    left = check(Source(source.name, apply(source.text, edits)), site, settings)
    return not come & (Counter(f.rule for f in left) - before)


_BLOCK = regex(r"(?=<(?:p|h[1-6]|ul|ol|dl|pre|div|table|blockquote|details|hr|figure|section)\b)")


def renders_the_same(before: str, after: str, edits: Sequence[Edit], config: str | None = None) -> bool:
    """True where only the edited blocks look different on the page that the site (its `mkdocs.yml` is `config`) makes,
    no letter is gone that was not edited away, and no script, style, comment or attribute that was not edited."""
    old_html, new_html = _html(before, config), _html(after, config)
    touched = "\n".join(before[e.span.start : e.span.end] for e in edits)
    taken = Counter(_kept(old_html)) - Counter(_kept(new_html))
    # What is not in the text is the parser's own.
    if any(piece in before and piece not in touched and not _edited(before, piece, edits) for piece in taken):
        return False
    if _renumbered(before, old_html, new_html):
        return False
    if not _in_order(before, old_html, new_html):
        return False
    old, new = _blocks(old_html), _blocks(new_html)
    regions = _regions(before, edits)
    touched_old = {w for low, high, _ in regions for w in _source_words(before[low:high])}
    # The type of a box is its title, with a capital.
    touched_new = {form for _, _, text in regions for w in _source_words(text) for form in (w, w.capitalize())}
    gone: list[str] = []
    come: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or tag == "replace" and b - a == d - c and all(map(_same_words, old[a:b], new[c:d])):
            continue
        if b - a == d - c and any(map(_loses_marks, old[a:b], new[c:d])):
            return False
        gone += (w for block in old[a:b] for w in words(block))
        come += (w for block in new[c:d] for w in words(block))
    if any(w not in touched_old for w in gone) or any(w not in touched_new for w in come):
        return _stands_alone(before, regions, new, config)
    edited = Counter(char for e in edits for w in WORD.findall(before[e.span.start : e.span.end]) for char in w)
    marks = {char for low, high, _ in regions for w in _marks(before[low:high]) for char in w}
    lost = Counter("".join(gone)) - Counter("".join(come)) - edited
    return all(char.isdigit() or char in marks for char in lost)


def _stands_alone(before: str, regions: Sequence[tuple[int, int, str]], new: Sequence[str], config: str | None) -> bool:
    """True where all that is outside of the edited blocks looks as it does without them: the fault had spoilt it."""
    parts, at = [], 0
    for low, high, _ in regions:
        parts += [before[at:low], f"{_HOLE}\n\n"]
        at = high
    alone = [block for block in _blocks(_html("".join([*parts, before[at:]]), config)) if _HOLE not in block]
    blocks = iter(new)
    return bool(alone) and all(any(block == other for other in blocks) for block in alone)


def _edited(text: str, piece: str, edits: Sequence[Edit]) -> bool:
    """Whether an edit changes a piece of the text where it stands."""
    return any(text.find(piece, max(0, e.span.start - len(piece) + 1), e.span.end + len(piece) - 1) >= 0 for e in edits)


_NOTES = regex(r"<(?:div|section)\b[^<>]*\b(?:doc-endnotes|footnotes?)\b.*", re.S)


def _in_order(text: str, old: str, new: str) -> bool:
    """True where the words that a page has as often as before stand in the same order, or now in that of its text.

    Notes, which stand at its end, are left out.
    """
    before, after = (words(_OPAQUE.sub(" ", _NOTES.sub("", html))) for html in (old, new))
    as_often = {word for word, count in Counter(before).items() & Counter(after).items()}
    if [w for w in before if w in as_often] == [w for w in after if w in as_often]:
        return True
    source = words(text)
    once = {word for word, count in Counter(source).items() if count == 1} & as_often
    typed = {word: place for place, word in enumerate(source)}
    places = [typed[word] for word in after if word in once]
    return places == sorted(places)


def _renumbered(before: str, old: str, new: str) -> bool:
    """True where a page no longer shows a number with which its author begins to count."""
    typed = [(int(found[1]), word) for found in TYPED.finditer(before) if (word := first(found[2]))]
    starts = {
        one for above, one in zip([(0, ""), *typed], typed, strict=False) if one[0] not in (above[0], above[0] + 1)
    }
    if typed[:1] and typed[0][0] == 1:
        starts.add(typed[0])
    return bool(starts) and not (starts & numbered(old)) <= numbered(new)


_TAG = regex(r"<(?:a|img|em|strong|del|sup|sub|kbd|mark)\b")
_HOLE = "proofpresshole"


def _same_words(one: str, other: str) -> bool:
    """Blocks of one kind with the same words, where no link, code or other inline mark is gone."""
    return one[:4] == other[:4] and not _marks_gone(one, other) and _plain_words(one) == _plain_words(other)


def _loses_marks(one: str, other: str) -> bool:
    """The same words in a block of the same kind, with a link or another inline mark gone."""
    return one[:4] == other[:4] and _plain_words(one) == _plain_words(other) and _marks_gone(one, other)


def _marks_gone(one: str, other: str) -> bool:
    return bool(Counter(_TAG.findall(one)) - Counter(_TAG.findall(other)))


def _plain_words(block: str) -> list[str]:
    return [word for word in words(block) if not word.isdigit()]


@cache
def _site(config: str | None) -> Markdown:
    """The parser of the site; formulas stay TeX, so that only what is around them is compared."""
    from proofpress.dialect import markdown

    try:
        return markdown(config, without=("proofpress.typeset",))
    except Exception:  # noqa: BLE001 - an extension that is not installed here
        return markdown(without=("proofpress.typeset",))


def _html(text: str, config: str | None) -> str:
    try:
        made = _site(config).reset().convert(text)
    except Exception:  # noqa: BLE001 - what another extension needs is there only while the site is built
        made = _site(None).reset().convert(text)
    return _NOTES_TITLE.sub(r"\1", made)


_OPAQUE = regex(r"<(script|style)\b(?:.*?</\1\s*+>|.*)|<!--(?:.*?-->|.*)", re.S | re.I)
_ATTRIBUTE = regex(r"\s(?!id=|class=|for=|name=|role=|start=|type=|href=\"#)[a-zA-Z][\w:-]*=(\"[^\"]*\"|'[^']*')")


def _kept(html: str) -> list[str]:
    """What an edit beside it may not take from a page: scripts, styles, comments, and the values of attributes."""
    pieces = [found[0] for found in _OPAQUE.finditer(html)]
    return pieces + [unescape(found[1][1:-1]) for found in _ATTRIBUTE.finditer(_OPAQUE.sub("", html))]


def _blocks(html: str) -> list[str]:
    return [re.sub(r'\s(?:id|href|class|for|name)="[^"]*"', "", part) for part in _BLOCK.split(html) if part.strip()]


def _marks(text: str) -> set[str]:
    """Words of fence lines, which are printed where a fence is broken."""
    return {w for line in text.split("\n") if "```" in line or "~~~" in line for w in WORD.findall(line)}


def _source_words(text: str) -> list[str]:
    """The words that a piece of source can put on the page, entities read either way."""
    return [*WORD.findall(text), *WORD.findall(unescape(text))]


def _regions(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, str]]:
    """The blocks that hold edits, as start, end and new text: from a line at the margin after a blank one to the next
    but one."""
    lines = scan(text)
    bounds: list[tuple[int, int]] = []
    for (start, end), _ in sorted(edits):
        if bounds and bounds[-1][0] <= start and end <= bounds[-1][1]:
            continue
        first, last = lines.line_of(start), lines.line_of(max(start, end - 1)) + 1
        first = _margin_above(lines, max(0, _margin_above(lines, first) - 1))
        for _ in range(2):
            while last < len(lines.lines) and not _margin(lines, last):
                last += 1
            last += 1
        last = min(last - 1, len(lines.lines))
        low, high = lines.starts[first], lines.starts[last] if last < len(lines.starts) else len(text)
        if bounds and low <= bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], max(high, bounds[-1][1]))
        else:
            bounds.append((low, high))
    made = []
    for low, high in bounds:
        inside = [Edit(Span(s - low, e - low), new) for (s, e), new in edits if low <= s and e <= high]
        made.append((low, high, apply(text[low:high], inside)))
    return made


def _margin_above(lines: Lines, number: int) -> int:
    while number > 0 and not _margin(lines, number):
        number -= 1
    return number


def _margin(lines: Lines, number: int) -> bool:
    """A line at the margin, after a blank one, that begins something new."""
    text = lines.lines[number]
    if not text.strip() or text[0] in " \t>" or number and lines.lines[number - 1].strip():
        return False
    inside = lines.kinds[number] == Kind.FENCE and lines.kinds[number - 1] == Kind.FENCE
    return not inside and not re.match(r"(?:[-*+]|\d+[.)])\s", text)

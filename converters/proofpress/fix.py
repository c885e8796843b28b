"""Fixes by span: chosen without overlap, applied, checked again, until nothing is left to fix.

A safe fix is kept only where the page renders the same apart from the fault, with the parser of the site: what changes on
the page must stand in the blocks that were edited, and no word is lost that was not edited away.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proofpress.check import check
from proofpress.config import Settings
from proofpress.finding import Edit, Finding
from proofpress.rules.scan import Kind, Scan, scan
from proofpress.rules.site import Site
from proofpress.source import Source, Span

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
        chosen = _without_overlap(f for f in findings if _fixable(f, unsafe) and _key(source, f) not in refused)
        if not chosen:
            break
        done = _try(source, findings, chosen, site, settings)
        if done is None:
            kept: list[Finding] = []
            for one in chosen:
                attempt = _try(source, findings, [one], site, settings)
                if attempt is None:
                    refused.add(_key(source, one))
                else:
                    done, kept = attempt, [one]
                    break
            if done is None:
                continue
            chosen = kept
        source, findings = done
        applied += chosen
    return Fixed(source, tuple(applied), findings)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; they must not overlap."""
    parts: list[str] = []
    at = 0
    for (start, end), new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def diff(before: Source, after: Source) -> str:
    """The difference of two versions of a page in unified form, "" where there is none."""
    old, new = before.text.splitlines(keepends=True), after.text.splitlines(keepends=True)
    return "".join(line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(old, new, before.name, after.name))


def _fixable(finding: Finding, unsafe: bool) -> bool:
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _key(source: Source, finding: Finding) -> tuple[str, str]:
    return finding.rule, source.text[max(0, finding.span.start - 20) : finding.span.end + 20]


def _without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose edits touch neither one another nor the same place, first come first."""
    taken: list[Span] = []
    chosen: list[Finding] = []
    for finding in findings:
        assert finding.fix is not None
        spans = [edit.span for edit in finding.fix.edits]
        reach = Span(min(s.start for s in spans), max(s.end for s in spans))
        if taken and reach.start <= max(s.end for s in taken):
            continue
        taken.append(reach)
        chosen.append(finding)
    return chosen


def _try(
    source: Source, findings: Sequence[Finding], chosen: list[Finding], site: Site | None, settings: Settings | None
) -> tuple[Source, tuple[Finding, ...]] | None:
    """The page with fixes made, None where that brings new findings or changes more than it should."""
    edits = [edit for f in chosen if f.fix for edit in f.fix.edits]
    after = Source(source.name, apply(source.text, edits))
    left = check(after, site, settings)
    if len(left) >= len(findings) or Counter(f.rule for f in left) - Counter(f.rule for f in findings):
        return None
    safe = [edit for f in chosen if f.fix and f.fix.safe for edit in f.fix.edits]
    if safe and not renders_the_same(source.text, after.text, edits):
        return None
    return after, left


_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_BLOCK = re.compile(
    r"(?=<(?:p|h[1-6]|ul|ol|dl|pre|div|table|blockquote|details|hr|figure|section)\b)"
)


def renders_the_same(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """True where only the edited blocks look different on the page, and no word is gone that was not edited away."""
    old, new = _blocks(before), _blocks(after)
    shift = 0
    moved: list[Span] = []
    for (start, end), text in sorted(edits):
        moved.append(Span(start + shift, start + shift + len(text)))
        shift += len(text) - (end - start)
    touched_old, touched_new = _touched(before, [e.span for e in edits]), _touched(after, moved)
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.update(w for block in old[a:b] for w in _words(block))
            come.update(w for block in new[c:d] for w in _words(block))
    if _foreign(gone, touched_old) or _foreign(come, touched_new):
        return False
    edited = Counter(w for e in edits for w in _WORD.findall(before[e.span.start : e.span.end]))
    lost = gone - come - edited
    return not any(not w.isdigit() and w not in _marks(before) for w in lost)


def _foreign(words: Counter[str], touched: Counter[str]) -> bool:
    """Words on the page that are in no edited block."""
    return any(w not in touched for w in words)


def _blocks(text: str) -> list[str]:
    from proofpress.dialect import markdown

    html = markdown().convert(text)
    return [re.sub(r'\s(?:id|href|class|for|name)="[^"]*"', "", part) for part in _BLOCK.split(html) if part.strip()]


def _words(block: str) -> list[str]:
    from html import unescape

    return _WORD.findall(unescape(re.sub(r"<[^<>]*>", " ", block)))


def _marks(text: str) -> set[str]:
    """Words of fence lines, which are printed where a fence is broken."""
    return {w for line in text.split("\n") if "```" in line or "~~~" in line for w in _WORD.findall(line)}


def _touched(text: str, spans: Sequence[Span]) -> Counter[str]:
    """The words of the blocks that hold edits: from one line at the margin after a blank one to the next, lists whole."""
    from html import unescape

    lines = scan(text)
    words: Counter[str] = Counter()
    for span in spans:
        first, last = lines.line_of(span.start), lines.line_of(max(span.start, span.end - 1))
        while first > 0 and not _margin(lines, first):
            first -= 1
        first = max(0, first - 1)
        while first > 0 and not _margin(lines, first):
            first -= 1
        last += 1
        while last < len(lines.lines) and not _margin(lines, last):
            last += 1
        low, high = lines.starts[first], lines.starts[last] if last < len(lines.starts) else len(text)
        words.update(_WORD.findall(unescape(text[low:high])))
        words.update(_WORD.findall(text[low:high]))
    return words


def _margin(lines: Scan, number: int) -> bool:
    """A line at the margin, after a blank one, that begins something new."""
    text = lines.lines[number]
    if not text.strip() or text[0] in " \t>" or number and lines.lines[number - 1].strip():
        return False
    inside = lines.kinds[number] == Kind.FENCE and lines.kinds[number - 1] == Kind.FENCE
    return not inside and not re.match(r"(?:[-*+]|\d+[.)])\s", text)



"""One remark about one span: what a rule found, or what a pass changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from proofpress.source import Span


class Severity(StrEnum):
    """How much a finding weighs. Rules speak in the first three, conversions in the last two and in `WARNING`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    REMOVAL = "removal"
    """Text that does not reach the reader any more."""
    REPAIR = "repair"
    """Text that changed and still means what it meant."""


class Words(NamedTuple):
    """A sentence in the two languages that the project speaks."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en

    def of(self, language: str) -> str:
        """The sentence in Chinese for `zh…`, in English for everything else."""
        return self.zh if language.startswith("zh") else self.en


def first_of(names: Sequence[str], most: int = 10, between: str = "; ") -> str:
    """The first of some names, and how many more there are."""
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return between.join(names[:most]) + more


def counted(number: float, noun: str) -> str:
    """A number of things, in English."""
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


class Edit(NamedTuple):
    """Replace the root text under `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a fault. A safe fix leaves the page as it is apart from the fault."""

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` names the rule, or the pass, that speaks; `span` is in characters of the root source.

    `message` says "Unexpected X, expected Y", `help` what to do, `detail` keeps an engine's own words.
    For a removal or a repair, `text` is what stood there.
    """

    rule: str
    severity: Severity
    message: Words
    span: Span
    help: Words | None = None
    fix: Fix | None = None
    detail: str = ""
    text: str = ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place in the file, then by rule."""
    return tuple(sorted(findings, key=lambda f: (f.span, f.rule)))


MOST = 5
"""How many warnings of one kind are told one by one on a page."""
_HABITS = frozenset(("heading-jump",))
"""Rules whose faults a page has by habit: who skips a level once skips it everywhere."""


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a page as they are told: warnings that say the same in more than `MOST` places, or in more than
    one where they are a habit, are one, at the first of them, which counts and mends all. Errors stay one by one."""
    alike: dict[tuple[str, Severity, Words], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.severity, finding.message), []).append(finding)
    told: list[Finding] = []
    for same in alike.values():
        most = 1 if same[0].rule in _HABITS else MOST
        many = len(same) > most and same[0].severity != Severity.ERROR
        told += [_one(same)] if many else same
    return in_order(told)


def _one(same: list[Finding]) -> Finding:
    first, count = same[0], len(same)
    fixes = [finding.fix for finding in same if finding.fix is not None]
    fix = Fix(tuple(edit for one in fixes for edit in one.edits), all(one.safe for one in fixes)) if fixes else None
    message = Words(f"{first.message.en} ({count} on this page)", f"{first.message.zh}（本页共 {count} 处）")
    return replace(first, message=message, fix=fix)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; they must not overlap."""
    parts: list[str] = []
    at = 0
    for (start, end), new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def apart(findings: Iterable[Finding]) -> list[Finding]:
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

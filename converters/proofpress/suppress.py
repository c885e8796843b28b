"""Comments that silence a rule: `<!-- proofpress-ignore RULE: reason -->` for the next block,
`-ignore-file` for the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofpress.finding import Edit, Finding, Fix, Severity, Words
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.rules.page import Page

UNUSED = "ignore-unused"
"""The name under which a comment that silences nothing is reported."""

_COMMENT = regex(r"<!--\s*+proofpress-ignore(-file)?[ \t]++((?:(?!-->)[^:>])*+)(?::(?:(?!-->).)*+)?-->", re.S)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule silenced by one comment; `reach` is where, `span` the comment."""

    rule: str
    span: Span
    reach: Span


def suppressions(page: Page) -> tuple[Suppression, ...]:
    """The comments of a page, one entry for every rule they name."""
    if "proofpress-ignore" not in page.text:
        return ()
    made: list[Suppression] = []
    for raw in page.scan.raw:
        found = _COMMENT.match(page.text, raw.start, raw.end)
        if not found:
            continue
        span = Span(found.start(), found.end())
        reach = Span(0, len(page.text) + 1) if found[1] else Span(span.start, _block_end(page, span.end))
        made.extend(Suppression(name, span, reach) for name in re.split(r"[\s,]+", found[2]) if name)
    return tuple(made)


def apply(
    findings: Iterable[Finding], silenced: tuple[Suppression, ...], ran: Collection[str], known: Collection[str]
) -> list[Finding]:
    """The findings that no comment silences, and one for every comment that silences nothing.

    A comment for a rule that did not run is left alone; one for a rule that does not exist is reported.
    """
    if not silenced:
        return list(findings)
    used: set[Suppression] = set()
    kept: list[Finding] = []
    for finding in findings:
        mine = [s for s in silenced if s.rule == finding.rule and s.reach.start <= finding.span.start < s.reach.end]
        used.update(mine)
        if not mine:
            kept.append(finding)
    for one in silenced:
        if one not in used and (one.rule in ran or one.rule not in known):
            kept.append(_unused(one, known))
    return kept


def _unused(one: Suppression, known: Collection[str]) -> Finding:
    if one.rule in known:
        message = Words(
            f"Unexpected comment: it silences {one.rule}, which finds nothing here",
            f"多余的注释：这里并没有 {one.rule} 的问题",
        )
    else:
        message = Words(f"Unexpected rule name {one.rule}, expected one of the rules", f"没有名为 {one.rule} 的规则")
    help_ = Words("Remove it, or correct the rule's name.", "删去它，或改正规则名。")
    alone = Fix((Edit(one.span, ""),), safe=False)
    return Finding(UNUSED, Severity.WARNING, message, one.span, help_, alone)


def _block_end(page: Page, offset: int) -> int:
    """The end of the first block at or after an offset."""
    scan = page.scan
    line = scan.line_of(offset)
    if not page.text[offset : scan.starts[line] + len(scan.lines[line])].strip():
        line += 1
    while line < len(scan.lines) and not scan.lines[line].strip():
        line += 1
    if line >= len(scan.lines):
        return len(page.text) + 1
    start = scan.starts[line]
    for unit in page.units:
        if unit.start <= start + scan.indents[line] < unit.end:
            return unit.end + 1
    while line + 1 < len(scan.lines) and scan.lines[line + 1].strip():
        line += 1
    return scan.starts[line] + len(scan.lines[line]) + 1

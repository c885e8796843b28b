"""One line a finding: `path:line:column: severity: message [rule]`, as editors and `grep` like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofpress.output.report import Report
from proofpress.paths import shown


def lines(reports: Iterable[Report], language: str) -> Iterator[str]:
    """The lines of all reports."""
    for report in reports:
        path = shown(report.path)
        if report.failure is not None:
            yield f"{path}: {shown(report.failure.of(language))}\n"
        for finding, line, column, _, _ in report.located():
            yield (
                f"{path}:{line}:{column}: {finding.severity}: {shown(finding.message.of(language))} [{finding.rule}]\n"
            )

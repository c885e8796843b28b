"""Workflow commands that a code host shows as annotations (GitHub documentation, "Workflow commands")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofpress.finding import Severity
from proofpress.output.report import Report
from proofpress.paths import shown

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def commands(reports: Iterable[Report], language: str) -> Iterator[str]:
    """One command a finding."""
    for report in reports:
        if report.failure is not None:
            yield f"::error file={_property(report.path)}::{_data(report.failure.of(language))}\n"
        for finding, line, column, end_line, end_column in report.located():
            level = _LEVELS.get(finding.severity, "notice")
            place = f"file={_property(report.path)},line={line},endLine={end_line}"
            if line == end_line:
                place += f",col={column},endColumn={max(end_column, column + 1)}"
            said = finding.message.of(language) + (f"\n{finding.help.of(language)}" if finding.help else "")
            yield f"::{level} {place},title={_property(finding.rule)}::{_data(said)}\n"


def _data(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r", "%0D").split("\n")
    return "%0A".join(map(shown, lines))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

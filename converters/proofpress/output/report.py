"""What the printers of findings take, and the formats there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module

from proofpress.config import Format
from proofpress.finding import Finding, Severity, Words
from proofpress.source import Source


@dataclass(frozen=True, slots=True)
class Report:
    """One file: its source and findings, or the `failure` for which it could not be checked;
    `path` is as the user gave it."""

    path: str
    source: Source | None
    findings: tuple[Finding, ...] = field(default=())
    failure: Words | None = None

    def located(self) -> Iterator[tuple[Finding, int, int, int, int]]:
        """Each finding with line and column of its start and of its end, from 1."""
        if self.source is None:
            return
        for finding in self.findings:
            start = self.source.position(finding.span.start)
            end = self.source.position(max(finding.span.start, finding.span.end))
            yield finding, start.line, start.column, end.line, end.column


Printer = Callable[[Iterable[Report], str], Iterator[str]]
"""Reports and a language → pieces of text; their sum is the output. A printer streams where its format lets it."""

_PRINTERS: dict[Format, tuple[str, str]] = {
    "text": ("text", "plain"),
    "concise": ("concise", "lines"),
    "json": ("json_lines", "lines"),
    "sarif": ("sarif", "log"),
    "github": ("github", "commands"),
    "junit": ("junit", "suite"),
}
"""The module and the function that print a format."""


def printer(wanted: Format, color: bool = False) -> Printer:
    """The printer of a format; `color` matters to text alone. Only that one is loaded: SARIF's knows all rules."""
    module, name = _PRINTERS[wanted]
    if wanted == "text" and color:
        name = "colored"
    made: Printer = getattr(import_module(f"proofpress.output.{module}"), name)
    return made


def counts(reports: Iterable[Report]) -> dict[Severity, int]:
    """How many findings of each severity."""
    made = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.INFO), 0)
    for report in reports:
        for finding in report.findings:
            made[finding.severity] = made.get(finding.severity, 0) + 1
    return made

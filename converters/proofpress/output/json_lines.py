"""One JSON object a line: path, line, column, end_line, end_column, rule, severity, message, fix.

Lines and columns start at 1, columns in characters. `fix` is null, or `safe` with the edits, each with its own place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from proofpress.finding import Fix
from proofpress.output.report import Report
from proofpress.source import Source


def lines(reports: Iterable[Report], language: str) -> Iterator[str]:
    """The lines of all reports; a file that could not be checked is an object with `path` and `failure`."""
    for report in reports:
        if report.failure is not None:
            yield json.dumps({"path": report.path, "failure": report.failure.of(language)}, ensure_ascii=False) + "\n"
        for finding, line, column, end_line, end_column in report.located():
            record = {
                "path": report.path,
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message.of(language),
                "fix": _fix(report.source, finding.fix),
            }
            yield json.dumps(record, ensure_ascii=False) + "\n"


def _fix(source: Source | None, fix: Fix | None) -> dict[str, object] | None:
    if fix is None or source is None:
        return None
    edits = []
    for (start, end), text in fix.edits:
        low, high = source.position(start), source.position(end)
        edits.append(
            {"line": low.line, "column": low.column, "end_line": high.line, "end_column": high.column, "text": text}
        )
    return {"safe": fix.safe, "edits": edits}

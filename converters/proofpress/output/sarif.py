"""SARIF 2.1.0 (OASIS), as code hosts and editors read it. Columns count UTF-16 units there unless said otherwise:
it is said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from proofpress.finding import Finding, Severity
from proofpress.output.report import Report
from proofpress.output.rule_page import page_of
from proofpress.rules import RULES
from proofpress.source import Source
from proofpress.version import version

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def log(reports: Iterable[Report], language: str) -> Iterator[str]:
    """One document with one run."""
    results: list[object] = []
    notices: list[object] = []
    for report in reports:
        if report.failure is not None:
            notices.append({"level": "error", "message": {"text": f"{report.path}: {report.failure.of(language)}"}})
        if report.source is not None:
            results += [_result(report.path, report.source, finding, language) for finding in report.findings]
    names = {rule.name: index for index, rule in enumerate(RULES)}
    for result in results:
        assert isinstance(result, dict)
        if result["ruleId"] in names:
            result["ruleIndex"] = names[result["ruleId"]]
    run = {
        "tool": {
            "driver": {"name": "proofpress", "version": version(), "rules": [_rule(rule, language) for rule in RULES]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notices, "toolExecutionNotifications": notices}],
        "results": results,
    }
    said = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
    # A name that is no UTF-8 is none in JSON either.
    yield said.encode("utf-8", "surrogateescape").decode("utf-8", "replace") + "\n"


def _rule(rule: object, language: str) -> dict[str, object]:
    from proofpress.rules.rule import Rule

    assert isinstance(rule, Rule)
    page = page_of(rule)
    return {
        "id": rule.name,
        "shortDescription": {"text": page.title.of(language)},
        "fullDescription": {"text": page.body.of(language) or page.title.of(language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.severity != Severity.INFO},
    }


def _result(path: str, source: Source, finding: Finding, language: str) -> dict[str, object]:
    said = finding.message.of(language) + (f"\n{finding.help.of(language)}" if finding.help else "")
    made: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS.get(finding.severity, "none"),
        "message": {"text": said + (f"\n{finding.detail}" if finding.detail else "")},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": _region(source, *finding.span)}}
        ],
    }
    if finding.fix is not None:
        replacements = [
            {"deletedRegion": _region(source, *edit.span), "insertedContent": {"text": edit.text}}
            for edit in finding.fix.edits
        ]
        made["fixes"] = [
            {
                "description": {"text": finding.help.of(language) if finding.help else finding.rule},
                "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
            }
        ]
    return made


def _region(source: Source, start: int, end: int) -> dict[str, int]:
    low, high = source.position(start), source.position(max(start, end))
    return {"startLine": low.line, "startColumn": low.column, "endLine": high.line, "endColumn": high.column}


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/:~")

"""JUnit XML: a suite a file, a failed case a finding, a passed one where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from proofpress.output.report import Report
from proofpress.regex import regex

FORBIDDEN = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0, section 2.2, does not allow."""


def suite(reports: Iterable[Report], language: str) -> Iterator[str]:
    """The document; the counts of the whole run are left to the reader of the suites."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="proofpress">\n'
    for report in reports:
        failures, errors = len(report.findings), int(report.failure is not None)
        total = max(failures + errors, 1)
        yield f'  <testsuite name={_attribute(report.path)} tests="{total}" failures="{failures}" errors="{errors}">\n'
        if report.failure is not None:
            yield (
                _case(report.path, "read")
                + f"      <error message={_attribute(report.failure.of(language))}/>\n    </testcase>\n"
            )
        elif not failures:
            yield f'    <testcase classname={_attribute(report.path)} name="proofpress"/>\n'
        for finding, line, column, _, _ in report.located():
            said = "\n".join(
                t
                for t in (
                    finding.message.of(language),
                    finding.help.of(language) if finding.help else "",
                    finding.detail,
                )
                if t
            )
            yield _case(report.path, f"{finding.rule} {line}:{column}", line)
            yield (
                f"      <failure type={_attribute(finding.severity.value)} "
                f"message={_attribute(finding.message.of(language))}>"
            )
            yield (
                f"{escape(FORBIDDEN.sub('�', f'{report.path}:{line}:{column}: {said}'))}</failure>\n    </testcase>\n"
            )
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _case(path: str, name: str, line: int | None = None) -> str:
    place = f' line="{line}"' if line else ""
    return f"    <testcase classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)}{place}>\n"


def _attribute(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("�", text))

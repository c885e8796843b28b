"""Each format says the same findings, in its own form."""

from __future__ import annotations

import json
import re
from typing import Any, get_args
from xml.etree import ElementTree

import pytest

from proofpress.check import check
from proofpress.config import Format
from proofpress.finding import Words
from proofpress.output.report import Report, printer
from proofpress.output.text import width
from proofpress.source import Source

TEXT = '# 标题\n\n公式 $O(n \\logg n)$ 很好。\n\n空间越小,算法\x07越好。\n\n```json\n{"a": 1,}\n```\n'
SOURCE = Source("文 章.md", TEXT)
REPORTS = [
    Report("文 章.md", SOURCE, check(SOURCE)),
    Report("clean.md", Source("clean.md", "Fine.\n")),
    Report("gone.md", None, failure=Words("there is no such file", "没有这个文件")),
]


def said(name: Format, language: str = "en", **options: Any) -> str:
    return "".join(printer(name, **options)(REPORTS, language))


def test_json_lines_have_the_documented_fields() -> None:
    records = [json.loads(line) for line in said("json").splitlines()]
    findings = [r for r in records if "rule" in r]
    assert [r["rule"] for r in findings] == ["math-unknown-macro", "cjk-punctuation", "encoding", "code-data-syntax"]
    for record in findings:
        assert list(record) == [
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "rule",
            "severity",
            "message",
            "fix",
        ]
    first = findings[0]
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (3, 9, 3, 14)
    assert first["fix"]["edits"][0]["text"] == "\\log"


def test_concise_is_one_line_a_finding() -> None:
    lines = said("concise").splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("文 章.md:3:9: error: ")
    assert lines[0].endswith("[math-unknown-macro]")


def test_a_frame_underlines_wide_characters_at_their_columns() -> None:
    frame = said("text", "zh").split("\n\n")[0].splitlines()
    shown, under = frame[2], frame[3]
    start = under.index("^")
    assert width(shown[: shown.index("\\logg")]) == width(under[:start])
    assert under.count("^") == len("\\logg")
    assert "是否应为 \\log" in frame[4]


def test_text_is_plain_unless_it_is_for_a_terminal() -> None:
    assert "\x1b" not in said("text")
    assert "\x07" not in said("text")
    assert re.sub(r"\x1b\[[\d;]*m", "", said("text", color=True)) == said("text")


def test_github_annotations_escape_what_they_must() -> None:
    for line in said("github").splitlines():
        assert re.match(r"::(error|warning|notice) file=", line)


def test_junit_is_xml_whatever_the_text_holds() -> None:
    root = ElementTree.fromstring(said("junit"))
    suites = root.findall("testsuite")
    assert [s.get("failures") for s in suites] == ["4", "0", "0"]
    assert suites[2].get("errors") == "1"


def test_sarif_has_what_code_hosts_need() -> None:
    (run,) = json.loads(said("sarif"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
        assert " " not in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert run["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize("name", get_args(Format))
def test_every_format_speaks_both_languages(name: Format) -> None:
    assert said(name, "zh") != said(name, "en")

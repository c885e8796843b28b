"""What holds for all rules: nothing raises, findings are in order, one fault is one finding, comments silence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofpress.baseline import BadBaseline, Baseline
from proofpress.check import check, examine, judge
from proofpress.config import BadSettings, Settings, from_table
from proofpress.finding import Severity
from proofpress.fix import fix
from proofpress.rules import RULES
from proofpress.rules.rule import Remark
from proofpress.rules.site import NO_SITE
from proofpress.rules.sites import MemorySite
from proofpress.source import Source

ALL = Settings(select=("all",))
PIECES = st.sampled_from(
    [
        "$",
        "$$",
        "\n",
        "\n\n",
        "```",
        "````md\n",
        "```python\n",
        "| a | b |\n",
        "| --- |\n",
        "- x\n",
        "  - y\n",
        "1. z\n",
        "> ",
        "    ",
        "\t",
        "# H\n",
        "##x\n",
        "[a](b",
        "[a][b]",
        "[^1]",
        "[^1]: n\n",
        "[1]",
        "（x）[http://y]",
        "<div>",
        "</p>",
        "<think>",
        "<!--",
        "-->",
        "**",
        "`",
        "\\(",
        "\\]",
        "\\frac{a",
        "&lt;p&gt;",
        "中文",
        "，。",
        "。。",
        "\u200b",
        "\ufffd",
        "\x00",
        "---\n",
        "title: x\n",
        "!!! note\n",
        '=== "t"\n',
        "mermaid\n",
        "---",
        "{#id}",
        "word ",
        "{{",
        "%}",
        "\u202e",
        "𝔸",
    ]
)


def rules_of(text: str, options: Settings | None = None) -> list[str]:
    return [f.rule for f in check(Source("docs/page.md", text), MemorySite({"docs/page.md": None}), options)]


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_makes_a_rule_fail(text: str) -> None:
    source = Source("docs/page.md", text)
    findings = check(source, NO_SITE, ALL)
    assert not [f for f in findings if "failed on this page" in f.message.en]
    assert list(findings) == sorted(findings, key=lambda f: (f.span, f.rule))
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)


@given(st.lists(PIECES, max_size=20).map("".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_fixing_nothing_is_left_to_fix(text: str) -> None:
    fixed = fix(Source("docs/page.md", text))
    assert fix(fixed.source).source.text == fixed.source.text


HARD = {
    "one line": "a" * 400_000,
    "brackets": "[" * 50_000,
    "parentheses": "[a](" * 20_000,
    "dollars": "$" * 40_000,
    "dollars apart": "$ a\n\n" * 20_000,
    "backticks": "` `` ``` " * 10_000,
    "asterisks": "**a ** " * 15_000,
    "tags": "<div>" * 20_000,
    "closing tags": "</div>\n\n" * 10_000,
    "comments": "<!-- " * 20_000,
    "quotes": ">" * 20_000 + " a",
    "fences": "```\n" * 20_001,
    "items": "".join(f"{' ' * min(2 * k, 400)}- x\n" for k in range(5_000)),
    "rows": "| a | b |\n| - | - |\n" + "| 1 |\n" * 10_000,
    "same paragraphs": "The same paragraph, which is long enough to count, stands here once more and again and again.\n"
    "\n" * 3_000,
    "citations": "".join(f"A claim [{k % 900 + 1}]. " for k in range(10_000))
    + "\n\n[1] One source here.\n\n[2] Another source.\n",
    "entities": "&lt;p&gt;" * 20_000,
    "braces": "$" + "{" * 5_000 + "$",
    "escapes": "\\" * 100_000,
    "definitions": "".join(f"[l{k}]: https://example.com/{k}\n" for k in range(5_000)),
    "headings": "".join(f"{'#' * (k % 6 + 1)} Same\n\n" for k in range(5_000)),
    "repetition": "abcdefgh " * 20_000,
}


@pytest.mark.parametrize("name", HARD)
def test_time_grows_with_length_alone(name: str) -> None:
    text = HARD[name]
    started = time.process_time()
    examine(Source("page.md", text))
    whole = time.process_time() - started
    assert whole < 4 + len(text) / 50_000


def test_a_rule_that_fails_is_one_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object) -> Iterator[Remark]:
        raise RuntimeError("no")

    failing = replace(RULES[0], check=broken)
    monkeypatch.setattr("proofpress.check.RULES", (failing, *RULES[1:]))
    source = Source("p.md", "##x\n\ny\n")
    found = judge(source, examine(source), NO_SITE, Settings())
    assert [(f.rule, f.severity) for f in found] == [
        (failing.name, Severity.ERROR),
        ("heading-no-space", Severity.ERROR),
    ]
    assert found[0].detail == "RuntimeError: no"


BROKEN = "A formula $\\frac{a}{b$ here.\n"


def test_a_comment_silences_the_next_block_only() -> None:
    ignored = f"<!-- proofpress-ignore math-syntax: shown on purpose -->\n\n{BROKEN}"
    assert rules_of(ignored) == []
    assert rules_of(f"{ignored}\n{BROKEN}") == ["math-syntax"]
    assert rules_of(f"{BROKEN}\n<!-- proofpress-ignore-file math-syntax: all of it -->\n\n{BROKEN}") == []


def test_a_comment_covers_a_whole_fence() -> None:
    text = "<!-- proofpress-ignore code-python-syntax: pseudo -->\n\n```python\na = 1\n\nif x\n```\n"
    assert rules_of(text) == []


@pytest.mark.parametrize("name", ["math-syntax", "no-such-rule"])
def test_a_comment_that_silences_nothing_is_reported(name: str) -> None:
    assert rules_of(f"<!-- proofpress-ignore {name}: why -->\n\nText.\n") == ["ignore-unused"]


def test_a_comment_for_a_rule_that_does_not_run_is_left_alone() -> None:
    assert rules_of("<!-- proofpress-ignore cjk-spacing: taste -->\n\nText.\n") == []


def test_selection() -> None:
    text = "##x\n\n用Python写。\n"
    assert rules_of(text) == ["heading-no-space"]
    assert rules_of(text, Settings(select=("cjk-spacing",))) == ["cjk-spacing"]
    assert rules_of(text, Settings(select=("heading-*",), ignore=("heading-no-space",))) == []
    with pytest.raises(KeyError):
        rules_of(text, Settings(select=("headings",)))


def test_settings_say_what_is_wrong() -> None:
    assert from_table({"fail-on": "warning", "ignore": ["x"]}, "f").fail_on == "warning"
    for table in ({"colour": 1}, {"fail-on": "never"}, {"select": "all"}):
        with pytest.raises(BadSettings, match="expected"):
            from_table(table, "f")


def test_one_lost_delimiter_does_not_blind_the_rest() -> None:
    text = "$$\na = b\n\n中文的一段话，后面还有公式。\n\n$$\nc = \\frac{d\n$$\n\n又一段 $x_1_2$ 文字。\n"
    assert rules_of(text) == ["math-unbalanced-delimiter", "math-syntax", "math-syntax"]


def test_links_are_held_against_the_site() -> None:
    site = MemorySite(
        {"docs/a.md": None, "docs/b.md": "# 标题\n\n## Set up\n\n### `code`-x {#own}\n", "img/x.png": None}
    )
    text = (
        "[1](b.md) [2](b.md#set-up) [3](b.md#own) [4](../img/x.png) ![5](../img/x.png) [6](b.md#标题) "
        "[7](b.md#none) [8](c.md) ![9](x.png)\n"
    )
    found = check(Source("docs/a.md", text), site)
    assert [f.rule for f in found] == ["link-anchor", "link-file", "image-file"]


def test_a_baseline_counts_and_shrinks() -> None:
    two = check(Source("p.md", "##a\n\nx\n\n##b\n\ny\n"))
    baseline = Baseline.of({"p.md": two})
    assert baseline.new("p.md", two) == ()
    assert [f.rule for f in baseline.new("p.md", (*two, two[-1]))] == ["heading-no-space"]
    smaller = baseline.shrunk({"p.md": two[:1]})
    assert smaller.counts == {"p.md": {"heading-no-space": 1}}
    assert smaller.shrunk({"p.md": two}).counts == smaller.counts
    assert baseline.shrunk({"p.md": ()}).counts == {}


def test_a_file_that_is_no_baseline(tmp_path: pytest.TempPathFactory) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "b.json"
    for text in ("[]", "{", '{"files": {"a": 1}}'):
        path.write_text(text)
        with pytest.raises(BadBaseline):
            Baseline.read(path)
    path.write_text(Baseline({"a.md": {"x": 2}}).text())
    assert Baseline.read(path).counts == {"a.md": {"x": 2}}


def test_a_notebook_is_no_markdown() -> None:
    text = '{"cells": [{"cell_type": "code", "outputs": ["ok [1]."], "source": ["# **x\\n"]}]}'
    assert check(Source("docs/a.ipynb", text)) == ()
    assert check(Source("docs/a.md", text)) != ()

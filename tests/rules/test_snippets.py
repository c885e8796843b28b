"""Snippets whose file is not there, as pymdownx.snippets looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def told(folder: Path, text: str, options: str = "{base_path: [docs, 'lib/one.md']}") -> list[str]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir(parents=True)
    for name in ("docs/价目.md", "lib/one.md", "lib/two.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("正文。\n# --8<-- [start:fees]\n;--8<-- [start:notes]\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: s\nmarkdown_extensions:\n  - pymdownx.snippets: {options}\n", "utf-8"
    )
    found = check(Source(page.as_posix(), text), FolderSite())
    return [text[f.span.start : f.span.end] for f in found if f.rule == "snippet-missing"]


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ('--8<-- "价目.md"', []),
        ('--8<-- "价目.md:2:4"', []),
        ("    -8<- '价目.md:头'", []),
        ('--8<-- "one.md"', []),
        ('--8<-- "two.md"', ["two.md"]),
        ('--8<-- "价目.md:fees"', []),
        ('--8<-- "价目.md:prices"', ["价目.md:prices"]),
        ("```python\n--8<-- 'one.md:notes'\n```", ["one.md:notes"]),
        ('--8<-- "价格.md"', ["价格.md"]),
        ('```text\n--8<-- "gone.py:part"\n```', ["gone.py:part"]),
        ("--8<--\n价目.md\n; 旧.md\n新.md\n--8<--\n\nprose", ["新.md"]),
        (';--8<-- "gone.md"', []),
        ('--8<-- "https://a.example/x.md"', []),
        ("剪刀 8< 与 --8<-- 在句中。", []),
    ],
)
def test_files_of_snippets(tmp_path: Path, line: str, missing: list[str]) -> None:
    assert told(tmp_path, f"# 题\n\n{line}\n") == missing


def test_nothing_is_said_where_the_places_are_not_known(tmp_path: Path) -> None:
    assert told(tmp_path, '# A\n\n--8<-- "gone.md"\n', "{base_path: [!ENV PARTS]}") == []
    assert told(tmp_path / "b", '# A\n\n--8<-- "gone.md"\n', "{check_paths: true}") == ["gone.md"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ('```python\n--8<-- "gone.py"\n```', Severity.ERROR),
        ('```python\nimport os\n--8<-- "gone.py"\n```', Severity.WARNING),
        ('--8<-- "gone.md"', Severity.WARNING),
    ],
)
def test_code_that_holds_nothing_else_is_empty(tmp_path: Path, text: str, severity: Severity) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: s\nmarkdown_extensions: [pymdownx.superfences, pymdownx.snippets: {base_path: [docs]}]\n", "utf-8"
    )
    found = check(Source((tmp_path / "docs" / "a.md").as_posix(), f"# A\n\n{text}\n"), FolderSite())
    assert [(one.rule, one.severity) for one in found] == [("snippet-missing", severity)]

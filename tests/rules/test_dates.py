"""Which values of `date` in front matter are dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


@pytest.mark.parametrize(
    ("value", "wrong"),
    [("2024/8/5", False), ("2022/10/30", False), ("2024-8-5 10:00", False), ("2024/13/5", True), ("soon", True)],
)
def test_a_date_of_one_digit_is_one(value: str, wrong: bool) -> None:
    found = check(Source("a.md", f"---\ndate: {value}\n---\n\n# A\n\nx\n"))
    assert any(one.rule == "front-matter" for one in found) is wrong


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        ("original:\n  date: 2023-13-45", "error"),
        ("tags: [泵, 2020-02-31]", "error"),
        ("kind: !pump 3", "error"),
        ("date: 2999-01-01", "warning"),
        ("updated: 2107/1/2", "warning"),
        ("original:\n  date: '2023-13-45'", ""),
        ("base: &a {title: x}\nmore:\n  <<: *a\n  title: y", ""),
    ],
)
def test_a_value_for_which_a_site_drops_the_header_is_an_error(field: str, severity: str) -> None:
    found = check(Source("a.md", f"---\ntitle: A\n{field}\n---\n\n# A\n\nx\n"))
    assert [one.severity for one in found if one.rule == "front-matter"] == [severity][: bool(severity)]


@pytest.mark.parametrize(
    ("plugins", "severity"), [("[search]", []), ("[search, proofpress]", ["warning"]), ("[blog]", ["error"])]
)
def test_a_date_in_words_is_a_fault_where_something_reads_it(tmp_path: Path, plugins: str, severity: list[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nplugins: {plugins}\n", "utf-8")
    text = "---\ndate: 2019 年秋\n---\n\n# A\n\nx\n"
    (page := tmp_path / "docs" / "index.md").write_text(text, "utf-8")
    found = check(Source(page.as_posix(), text), FolderSite())
    assert [one.severity for one in found if one.rule == "front-matter"] == severity

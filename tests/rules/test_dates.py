"""Which values of `date` in front matter are dates."""

from __future__ import annotations

import pytest

from proofpress.check import check
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

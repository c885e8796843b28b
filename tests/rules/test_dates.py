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

"""A document's time is bounded in the library too: work stops between two steps, and says so."""

from __future__ import annotations

import math

import pytest

from proofpress import budget
from proofpress.check import check
from proofpress.convert import convert
from proofpress.source import Source
from tests.hostile import HOSTILE

PAGE = "<html><body><article><h1>T</h1>" + "<p>一段 <b>正文</b> of words, $x$.</p>" * 300 + "</article></body></html>"


def test_a_conversion_out_of_time_says_so() -> None:
    with pytest.raises(budget.OutOfTime):
        convert(Source("a.html", PAGE), seconds=-1)
    assert convert(Source("a.html", PAGE), seconds=math.inf).markdown


def test_a_check_out_of_time_is_no_clean_page() -> None:
    text = "# T\n\n$\\frac{1}$\n"
    assert [f.rule for f in check(Source("a.md", text))] == ["math-syntax"]
    found = check(Source("a.md", text), seconds=-1)
    assert found
    assert all("took too long" in f.message.en and "超时" in f.message.zh for f in found)


def test_an_inner_limit_is_no_longer_than_the_outer_one() -> None:
    with budget.within(-1), budget.within(60), pytest.raises(budget.OutOfTime):
        budget.spend()
    budget.spend()


@pytest.mark.parametrize("name", ["nested lists", "a listing of lines", "formulas in a page", "items", "rows", "notes"])
def test_a_clock_is_looked_at_all_the_way(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in characters of work, not seconds: a document that is as long again asks again as often, or the steps
    between two looks are passes over the text."""
    text = HOSTILE[name](400)
    looks = 0

    def look() -> float:
        nonlocal looks
        looks += 1
        return 0.0

    monkeypatch.setattr("proofpress.budget.time.monotonic", look)
    convert(Source("a.md", text))
    assert looks > 20

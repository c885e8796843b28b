"""Notes of a page: under the author's own heading where there is one, with links and ways back."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from proofpress import dialect


@cache
def _parser() -> Any:
    return dialect.markdown(without=("proofpress.typeset",))


def page(text: str) -> str:
    _parser().reset()
    return str(_parser().convert(text))


def order(html: str) -> list[str]:
    """Headings and the list of notes in the order of the page."""
    return [found[1] or "notes" for found in re.finditer(r'<h\d id="([^"]*)"|<div [^>]*class="footnote[^"]*"', html)]


@pytest.mark.parametrize(
    "title", ["参考文献", "五、参考文献", "5. References", "References and notes", "注释", "Footnotes", "引用来源："]
)
def test_notes_stand_under_the_heading_that_waits_for_them(title: str) -> None:
    html = page(f"# 泵\n\n甲[^1]。\n\n## {title}\n\n[^1]: 乙。\n")
    assert "pp-notes-title" not in html
    assert f'aria-label="{title}"' in html


def test_they_move_to_it_where_the_article_goes_on() -> None:
    html = page("# 泵\n\n甲[^1]。\n\n## 参考文献\n\n## 附录\n\n丙。\n\n[^1]: 乙。\n")
    assert order(html) == ["泵", "参考文献", "notes", "附录"]


def test_formulas_keep_the_order_that_the_article_has() -> None:
    html = page("# 泵\n\n甲[^1]。\n\n## 参考文献\n\n## 附录\n\n$a$\n\n[^1]: 乙 $b$。\n")
    assert order(html) == ["泵", "参考文献", "附录", "notes"]


@pytest.mark.parametrize("text", ["## 参考文献\n\n另见《泵》。", "## 结论", "## 参考文献\n\n### 书\n\n《泵》", "甲"])
def test_elsewhere_they_have_a_title_of_their_own(text: str) -> None:
    html = page(f"# 泵\n\n甲[^1]。\n\n{text}\n\n[^1]: 乙。\n")
    assert "pp-notes-title" in html
    assert order(html)[-1] == "notes"


def test_addresses_and_dois_are_links_and_every_mark_has_a_way_back() -> None:
    html = page("甲[^1]乙[^1]。\n\n[^1]: A. Author, Work, doi:10.1000/abc(1). 见 https://example.com/x，第 2 页。\n")
    assert 'href="https://doi.org/10.1000/abc(1)"' in html
    assert 'href="https://example.com/x"' in html
    assert re.findall(r'role="doc-backlink" title="([^"]*)"', html) == ["回到引用处 1", "回到引用处 2"]


def test_named_and_numbered_notes_have_numbers_of_their_own() -> None:
    html = page("甲[^热]乙[^1]丙[^3]丁[^冷]。\n\n[^热]: 热。\n[^3]: 三。\n[^冷]: 冷。\n[^1]: 一。\n")
    marks = re.findall(
        r'<a aria-label="注释 (\d+)" class="footnote-ref" href="#fn:([^"]*)" role="doc-noteref">(\d+)<', html
    )
    assert [(label, number) for _, label, number in marks] == [("热", "2"), ("1", "1"), ("3", "3"), ("冷", "4")]
    assert all(said == number for said, _, number in marks)
    assert re.findall(r'<li id="fn:([^"]*)" value="(\d+)"', html) == [("1", "1"), ("热", "2"), ("3", "3"), ("冷", "4")]


def test_notes_with_the_same_number_twice_are_told_apart() -> None:
    html = page("A[^01] B[^1] C[^²].\n\n[^01]: a\n[^1]: b\n[^²]: c\n")
    assert sorted(re.findall(r'value="(\d+)"', html)) == ["01", "2", "3"]


@pytest.mark.parametrize("label", ["²", "٣", "9" * 5000])
def test_a_label_of_other_digits_is_a_name(label: str) -> None:
    html = page(f"A[^{label}] B[^1].\n\n[^{label}]: a\n[^1]: b\n")
    assert sorted(re.findall(r'value="(\d+)"', html)) == ["1", "2"]

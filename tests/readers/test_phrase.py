"""Titles of front matter, as people write them."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.site.reading import plainly
from proofpress.source import Source


@pytest.mark.parametrize(
    ("title", "heading", "said"),
    [
        (r"Why $\alpha^2 \le 1$ holds", r"Why $\alpha^2 \le 1$ holds", "Why α² ≤ 1 holds"),
        ("用 `Vec<T>` 实现 $O(n)$ 的去重", "用 `Vec<T>` 实现 $O(n)$ 的去重", "用 Vec<T> 实现 O(n) 的去重"),
        ("*Really* small images", "*Really* small images", "Really small images"),
        ("From `a` to std::vector<int> and __init__", r"From `a` to std::vector&lt;int> and \_\_init\_\_", None),
        ("A* search and C* algebras", r"A\* search and C\* algebras", "A* search and C* algebras"),
        ("Prices of $5 and $10", None, "Prices of $5 and $10"),
        (r"C:\temp\*.log", None, r"C:\temp\*.log"),
        ("Learning C #", None, "Learning C #"),
        ("1. Begin, - then `go`", None, "1. Begin, - then go"),
    ],
)
def test_a_title_of_front_matter_is_markdown(title: str, heading: str | None, said: str | None) -> None:
    made = convert(Source("a.md", f"---\ntitle: '{title}'\n---\n\nSome text of the article.\n"))
    again = convert(Source("b.md", made.markdown))
    assert again.markdown.partition("\n# ")[2] == made.markdown.partition("\n# ")[2]
    if heading is not None:
        assert f"\n# {heading}\n" in made.markdown
    assert plainly(title) == (said or "From a to std::vector<int> and __init__")


def test_a_title_of_a_page_is_plain_text() -> None:
    page = "<html><head><title>Use `awk` and $HOME in *sh*</title></head><body><article><h2>A</h2><p>Text of it.</p>"
    made = convert(Source("a.html", page + "<p>More of the text stands here.</p></article></body></html>"))
    assert "`awk`" not in made.markdown.replace("\\`", "")
